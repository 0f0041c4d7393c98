import type { Actor } from '../domain/person.ts';
import type { RegisterPage, RegisterQuery } from '../projection/query.ts';
import type { Deps } from './ports.ts';
import { scopeOf } from './scope-of.ts';

/** A page of the register, as far as someone is shown it. */
export const listRegister =
  ({ projection, settings }: Pick<Deps, 'projection' | 'settings'>) =>
  (actor: Actor, query: Omit<RegisterQuery, 'scope'>): Promise<RegisterPage> =>
    projection.list({ ...query, scope: scopeOf(actor, settings()) });
