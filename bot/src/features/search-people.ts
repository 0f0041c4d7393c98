import { Refusal } from '../domain/errors.ts';
import { may, relationsOf } from '../domain/permissions.ts';
import type { Actor, DirectoryPerson } from '../domain/person.ts';
import { fromDirectory } from './from-directory.ts';
import type { Deps } from './ports.ts';

/** With fewer letters, the answer would be anyone. */
export const fewestLetters = 2;

/**
 * Colleagues whose name or work address begins as typed, for whoever has to name one. Guests are shown nobody, since a
 * directory doesn't let them look around in it by default (learn.microsoft.com/entra/fundamentals/users-default-permissions).
 *
 * @throws {Refusal} `action.forbidden`, `directory.unreachable`
 */
export const searchPeople =
  ({ people, settings, log }: Pick<Deps, 'people' | 'settings' | 'log'>) =>
  async (actor: Actor, typed: string): Promise<DirectoryPerson[]> => {
    if (!may('people.search', relationsOf(actor, null, settings()))) throw new Refusal('forbidden', 'action.forbidden');
    const beginning = typed.trim();
    if (beginning.length < fewestLetters) return [];
    return fromDirectory(async () => {
      const { person } = await people.find(actor.id);
      return person && !person.isGuest ? people.search(beginning) : [];
    }, log);
  };
