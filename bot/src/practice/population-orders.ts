import { z } from 'zod';
import type { Population } from './population.ts';

const Told = z.object({ count: z.number(), seed: z.number(), madeOn: z.iso.date(), isListed: z.boolean() });

/** Orders a population of a practice Graph. @throws {Error} when it refuses, or there is none at that address */
export async function orderPopulation(
  graphUrl: string,
  wanted: { count: number; seed?: number; isListed?: boolean },
): Promise<Population> {
  return Told.parse(await ask(graphUrl, 'POST', '', wanted));
}

/** The populations that a practice Graph has. @throws {Error} when there is none at that address */
export async function populationsOf(graphUrl: string): Promise<Population[]> {
  return z.array(Told).parse(await ask(graphUrl, 'GET', ''));
}

/** Lets a practice Graph list a population. @throws {Error} when it refuses, or there is none at that address */
export async function letBeListed(graphUrl: string, { seed }: Population): Promise<void> {
  await ask(graphUrl, 'PATCH', `/${seed}`, { isListed: true });
}

async function ask(graphUrl: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${graphUrl}/practice/population${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const refusal = z.object({ error: z.object({ message: z.string() }) }).safeParse(answer);
  throw new Error(refusal.data?.error.message ?? `${graphUrl} answered ${response.status}`);
}
