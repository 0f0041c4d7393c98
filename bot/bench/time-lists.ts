import { queries } from './queries.ts';

const warmUp = 40;
const measured = 300;

/** Asks a server for lists as ITAM staff do, one after the other; milliseconds of each, without the first ones. */
export async function timeLists(url: string, token: string): Promise<number[]> {
  const samples: number[] = [];
  for (const query of queries(warmUp + measured)) {
    const startedAt = performance.now();
    const response = await fetch(`${url}/api/register?${query}`, { headers: { authorization: `Bearer ${token}` } });
    await response.json();
    if (!response.ok) throw new Error(`list answered ${response.status}`);
    samples.push(performance.now() - startedAt);
  }
  return samples.slice(warmUp);
}
