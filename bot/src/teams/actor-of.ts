import { Refusal } from '../domain/errors.ts';
import type { Actor, Role } from '../domain/person.ts';
import { safeLocale } from '../domain/words/safe-locale.ts';
import type { IncomingActivity } from './activity.ts';

/**
 * Who acts: the directory id that Teams put on the activity, never anything from a card's data. In chat, ITAM staff are
 * those whom the configuration names, since an activity carries no app roles.
 *
 * @throws {Refusal} `person.unknown` when Teams sent no directory id
 */
export function actorOf(activity: IncomingActivity, itamStaff: readonly string[], defaultLocale: string): Actor {
  const id = activity.from.aadObjectId?.toLowerCase();
  if (!id) throw new Refusal('unauthenticated', 'person.unknown');
  const roles = rolesInChat(id, itamStaff);
  return { id, displayName: activity.from.name ?? id, roles, locale: safeLocale(activity.locale, defaultLocale) };
}

/** The roles that a person has in chat, by configuration. */
export function rolesInChat(id: string, itamStaff: readonly string[]): ReadonlySet<Role> {
  return new Set(itamStaff.includes(id) ? ['Itam.Manage'] : []);
}
