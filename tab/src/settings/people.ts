import type { PersonRef } from '../../../bot/src/http/contract.ts';
import type { Formats } from '../components/formats.ts';

/** Whom a change names: those who were chosen, and whoever was typed and not chosen. */
export function idsOf(people: readonly PersonRef[], typed: string): string[] {
  return [...people.map(({ id }) => id), ...(typed === '' ? [] : [typed])];
}

/** Their names as a list; empty for nobody. */
export function namesOf(people: readonly PersonRef[], formats: Formats): string {
  return people.length === 0 ? '' : formats.list(people.map(({ name }) => name));
}
