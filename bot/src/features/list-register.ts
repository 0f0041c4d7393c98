import { may, relationsOf } from '../domain/permissions.ts';
import type { Actor } from '../domain/person.ts';
import type { RegisterPage, RegisterQuery } from '../projection/query.ts';
import type { Deps } from './ports.ts';

/** A page of the register: all of it for ITAM staff and auditors, for everyone else what they bought, own or decide about. */
export const listRegister =
  ({ projection, settings }: Pick<Deps, 'projection' | 'settings'>) =>
  (actor: Actor, query: Omit<RegisterQuery, 'scope'>): Promise<RegisterPage> => {
    const seesAll = may('register.list-all', relationsOf(actor, null, settings()));
    return projection.list({ ...query, scope: seesAll ? { kind: 'all' } : { kind: 'own', personId: actor.id } });
  };
