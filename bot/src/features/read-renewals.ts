import type { Day } from '../domain/day.ts';
import { may, relationsOf } from '../domain/permissions.ts';
import type { Actor } from '../domain/person.ts';
import type { RenewalCalendar } from '../projection/renewals.ts';
import type { Deps } from './ports.ts';

/** What renews in the twelve months from a day on: of everything for ITAM staff and auditors, of what is theirs for everyone else. */
export const readRenewals =
  ({ projection, settings }: Pick<Deps, 'projection' | 'settings'>) =>
  (actor: Actor, today: Day): Promise<RenewalCalendar & { version: string }> => {
    const seesAll = may('register.list-all', relationsOf(actor, null, settings()));
    return projection.renewals(seesAll ? { kind: 'all' } : { kind: 'own', personId: actor.id }, today);
  };
