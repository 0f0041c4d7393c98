import { z } from 'zod';

/** Tokens last an hour; a long run needs new ones. */
const freshForMs = 20 * 60_000;
const Told = z.object({ token: z.string() });

/** Bearer tokens from the practice issuer, by user principal name; each is asked for once in a while. */
export function tokensFrom(graphUrl: string): (upn: string) => Promise<string> {
  const held = new Map<string, { token: Promise<string>; askedAt: number }>();
  return (upn) => {
    const before = held.get(upn);
    if (before && performance.now() - before.askedAt < freshForMs) return before.token;
    const token = ask(graphUrl, upn);
    held.set(upn, { token, askedAt: performance.now() });
    return token;
  };
}

async function ask(graphUrl: string, upn: string): Promise<string> {
  const answer = await fetch(`${graphUrl}/practice/token`, { method: 'POST', body: JSON.stringify({ upn }) });
  return Told.parse(await answer.json()).token;
}
