import type { Actor } from '../domain/person.ts';
import { noFilters, wholeRegister } from '../projection/query.ts';
import { listRegister } from './list-register.ts';
import type { Deps } from './ports.ts';

/** How many purchases wait for someone's decision as a manager. */
export const toDecide =
  (deps: Pick<Deps, 'projection' | 'settings'>) =>
  async (actor: Actor): Promise<number> => {
    const filters = { ...noFilters, manager: [actor.id], status: ['declared'] };
    return (await listRegister(deps)(actor, { ...wholeRegister, filters, limit: 1 })).total;
  };
