import type { Found } from '../directory/people.ts';
import { fromDirectory } from './from-directory.ts';
import type { Deps } from './ports.ts';

/** What may be asked of the directory: an object id, or a sign-in name, which has an @ and no space. Anything else names nobody. */
const named = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[^\s/\\?]{1,113}@[^\s/\\?]{1,113})$/i;

/** The person whom someone named by work address or directory id. @throws {Refusal} `directory.unreachable` */
export async function personNamed(typed: string, { people, log }: Pick<Deps, 'people' | 'log'>): Promise<Found> {
  const idOrUpn = typed.trim();
  if (!named.test(idOrUpn)) return { person: null, absence: null };
  return fromDirectory(() => people.find(idOrUpn), log);
}
