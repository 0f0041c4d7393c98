import type { Asset } from '../domain/asset.ts';
import type { Actor } from '../domain/person.ts';
import { wholeRegister } from '../projection/query.ts';
import { listRegister } from './list-register.ts';
import type { Deps } from './ports.ts';
import { waitingFor } from './scope-of.ts';

/** More than anyone has in hand. */
const most = 60;

/** The purchases that a file of someone's may belong to: what they bought or answer for and is not over, and what waits for their own decision. */
export const purchasesForFile =
  (deps: Pick<Deps, 'projection' | 'settings'>) =>
  async (actor: Actor): Promise<{ theirs: Asset[]; toDecide: Asset[] }> => {
    const waitsFor = waitingFor([actor.id], deps.settings());
    const [theirs, toDecide] = await Promise.all([
      deps.projection.ofPerson(actor.id),
      listRegister(deps)(actor, { ...wholeRegister, waitsFor, limit: most }),
    ]);
    return { theirs: theirs.filter(({ status }) => status !== 'retired').slice(0, most), toDecide: toDecide.assets };
  };
