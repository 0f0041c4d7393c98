import { Refusal } from '../domain/errors.ts';
import { may, relationsOf } from '../domain/permissions.ts';
import type { Actor } from '../domain/person.ts';
import type { RegisterQuery } from '../projection/query.ts';
import type { Deps } from './ports.ts';

/** More than these are narrowed down before something is done to all of them. */
const mostSelected = 5_000;

/** The ids of what matches, in the order asked for, and how many match in all. */
export type Selected = { ids: string[]; total: number; version: string };

/** The assets that a query is about, for something to be done to all of them. @throws {Refusal} `action.forbidden` */
export const selectRegister =
  ({ projection, settings }: Pick<Deps, 'projection' | 'settings'>) =>
  async (actor: Actor, query: Omit<RegisterQuery, 'scope' | 'limit' | 'after'>): Promise<Selected> => {
    if (!may('register.change-many', relationsOf(actor, null, settings())))
      throw new Refusal('forbidden', 'action.forbidden');
    const { rows, version } = await projection.select({ ...query, scope: { kind: 'all' } });
    return { ids: await projection.idsAt(rows.slice(0, mostSelected)), total: rows.length, version };
  };
