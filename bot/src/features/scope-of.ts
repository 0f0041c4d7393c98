import { may, relationsOf } from '../domain/permissions.ts';
import type { Actor } from '../domain/person.ts';
import type { Settings } from '../domain/settings.ts';
import { noFilters, type RegisterQuery, type Scope } from '../projection/query.ts';

/** Whose assets someone is shown: everyone's for ITAM staff and auditors, for everyone else what they bought, own or decide about. */
export function scopeOf(actor: Actor, settings: Settings): Scope {
  const seesAll = may('register.list-all', relationsOf(actor, null, settings));
  return seesAll ? { kind: 'all' } : { kind: 'own', personId: actor.id, isFallback: isFallback(actor, settings) };
}

/** What waits for someone's own decision: as a manager and, for a fallback approver, where nobody manages. */
export function waitingFor(actor: Actor, settings: Settings): RegisterQuery['filters'] {
  const nobody = isFallback(actor, settings) ? [''] : [];
  return { ...noFilters, status: ['declared'], manager: [actor.id, ...nobody] };
}

export function isFallback(
  actor: Pick<Actor, 'id'>,
  { fallbackApprovers }: Pick<Settings, 'fallbackApprovers'>,
): boolean {
  return fallbackApprovers.includes(actor.id);
}
