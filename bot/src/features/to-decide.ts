import type { Actor } from '../domain/person.ts';
import { wholeRegister } from '../projection/query.ts';
import { listRegister } from './list-register.ts';
import type { Deps } from './ports.ts';
import { waitingFor } from './scope-of.ts';

/** How many purchases wait for someone's own decision. */
export const toDecide =
  (deps: Pick<Deps, 'projection' | 'settings'>) =>
  async (actor: Actor): Promise<number> => {
    const waitsFor = waitingFor([actor.id], deps.settings());
    return (await listRegister(deps)(actor, { ...wholeRegister, waitsFor, limit: 1 })).total;
  };
