import type { GetToken } from '../api/client.ts';

/** A persona of the practice tenant. */
export type PracticePerson = {
  id: string;
  displayName: string;
  upn: string;
  department: string | null;
  role: string | null;
};

const storageKey = 'sightline.practice.upn';

/** Everyone who can be picked on the practice tenant. */
export async function fetchPeople(practiceUrl: string): Promise<PracticePerson[]> {
  const response = await fetch(new URL('/practice/people', practiceUrl));
  if (!response.ok) throw new TypeError(`/practice/people answered ${response.status}`);
  return (await response.json()) as PracticePerson[];
}

type Given = { token: string; expiresAt: string };

/** Tokens of one persona from the practice issuer, kept until shortly before they expire. */
export function practiceTokens(practiceUrl: string, upn: string): GetToken {
  let held: Promise<Given> | null = null;
  return async (isFresh) => {
    if (held && !isFresh) {
      // Whoever asks meanwhile waits for the same one; one that was not given is asked for again.
      const kept = await held.catch(() => null);
      if (kept && Date.parse(kept.expiresAt) - Date.now() > 60_000) return kept.token;
    }
    held = ask();
    return (await held).token;
  };

  async function ask(): Promise<Given> {
    const response = await fetch(new URL('/practice/token', practiceUrl), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ upn }),
    });
    if (!response.ok) throw new TypeError(`/practice/token answered ${response.status}`);
    return (await response.json()) as Given;
  }
}

/**
 * Who is meant: `?as=` in the address first, then the one picked earlier in this browser tab. The address loses it, so
 * that a copied link doesn't carry a persona along.
 */
export function takePersona(): string | null {
  const url = new URL(window.location.href);
  const asked = url.searchParams.get('as');
  if (asked === null) return sessionStorage.getItem(storageKey);
  sessionStorage.setItem(storageKey, asked);
  url.searchParams.delete('as');
  window.history.replaceState(window.history.state, '', url.href);
  return asked;
}

export function rememberPersona(person: PracticePerson): void {
  sessionStorage.setItem(storageKey, person.upn);
}
