import type { Day } from '../domain/day.ts';
import type { Actor } from '../domain/person.ts';
import type { RenewalCalendar } from '../projection/renewals.ts';
import type { Deps } from './ports.ts';
import { scopeOf } from './scope-of.ts';

/** What renews in the twelve months from a day on, as far as someone is shown it. */
export const readRenewals =
  ({ projection, settings }: Pick<Deps, 'projection' | 'settings'>) =>
  (actor: Actor, today: Day): Promise<RenewalCalendar & { version: string }> =>
    projection.renewals(scopeOf(actor, settings()), today);
