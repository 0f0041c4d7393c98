import { may, relationsOf } from '../domain/permissions.ts';
import type { Actor } from '../domain/person.ts';
import type { Deciders } from '../domain/routing.ts';
import type { Settings } from '../domain/settings.ts';
import type { Scope, WaitsFor } from '../projection/query.ts';

/**
 * Whose assets someone is shown: everyone's for ITAM staff and auditors, for everyone else what they bought, own or decide about.
 * Each of these they may open, so whom the settings alone name as ITAM staff is not among who decides here.
 */
export function scopeOf(actor: Actor, settings: Settings): Scope {
  const seesAll = may('register.list-all', relationsOf(actor, null, settings));
  const deciders = { ...decidersIn(settings), itamStaff: [] };
  return seesAll ? { kind: 'all' } : { kind: 'own', personId: actor.id, deciders };
}

/** What waits for the decision of any of these people, as they are asked; an empty id is what nobody may decide about. */
export function waitingFor(people: readonly string[], settings: Settings): WaitsFor {
  return { people, deciders: decidersIn(settings) };
}

/** Who decides where no manager does. */
export function decidersIn({ fallbackApprovers, itamStaff }: Settings): Deciders {
  return { fallbackApprovers, itamStaff };
}
