import { Refusal } from '../domain/errors.ts';
import { may, relationsOf } from '../domain/permissions.ts';
import type { Actor, DirectoryPerson } from '../domain/person.ts';
import { fromDirectory } from './from-directory.ts';
import type { Deps } from './ports.ts';

/** With fewer letters, the answer would be anyone. */
export const fewestLetters = 2;

/**
 * Colleagues whose name or work address begins as typed, for whoever has to name one.
 *
 * @throws {Refusal} `action.forbidden`, `directory.unreachable`
 */
export const searchPeople =
  ({ people, settings, log }: Pick<Deps, 'people' | 'settings' | 'log'>) =>
  async (actor: Actor, typed: string): Promise<DirectoryPerson[]> => {
    if (!may('people.search', relationsOf(actor, null, settings()))) throw new Refusal('forbidden', 'action.forbidden');
    const beginning = typed.trim();
    if (beginning.length < fewestLetters) return [];
    return fromDirectory(() => people.search(beginning), log);
  };
