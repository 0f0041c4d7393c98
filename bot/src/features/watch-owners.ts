import type { Asset } from '../domain/asset.ts';
import { discovery, type Fact } from '../domain/entry.ts';
import { observeManager, observeOwner, observePeople } from '../domain/observe.ts';
import type { Absence, DirectoryPerson } from '../domain/person.ts';
import { inSlices } from './in-slices.ts';
import type { Deps } from './ports.ts';

/** How many owners one round asks the directory about; those asked longest ago come first. */
const mostPerRound = 500;

/**
 * Looks whether the people behind the register's assets are still there and who manages them now.
 * A person whom Graph can't be asked about stays as they are.
 */
export function watchOwners({
  register,
  projection,
  people,
  log,
  now,
}: Deps): () => Promise<{ asked: number; changed: number }> {
  const lastAsked = new Map<string, number>();

  return async () => {
    const owners = await projection.owners();
    const due = owners.sort((a, b) => (lastAsked.get(a) ?? 0) - (lastAsked.get(b) ?? 0)).slice(0, mostPerRound);
    const results = await inSlices(due, 8, async (personId) => {
      const { person, absence } = await people.find(personId);
      const manager = absence === 'deleted' ? null : await people.managerOf(personId);
      lastAsked.set(personId, now().getTime());
      const theirs = (await projection.ofPerson(personId)).filter(({ status }) => status !== 'retired');
      // What the recycle bin says of a person is not what they were called.
      const known = absence === 'deleted' ? [] : [person, manager].filter((one) => one !== null);
      const owner: Owner = { personId, absence, manager, known, gone: await goneAmong(theirs) };
      const outcomes = await register.changeMany(
        theirs
          .filter((asset) => newsOf(asset, owner).length > 0)
          .map(({ id }) => ({
            assetId: id,
            actor: discovery,
            decide: (current) => (current ? newsOf(current, owner) : []),
          })),
      );
      return outcomes.filter((one) => one.status === 'fulfilled' && one.value.entries.length > 0).length;
    });
    const failed = results.filter((one) => one.status === 'rejected');
    if (failed.length > 0) log.warn({ failed: failed.length, err: failed[0]?.reason }, 'owners could not be looked up');
    return {
      asked: due.length,
      changed: results.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0),
    };
  };

  /** Of those whom a decision was handed on to: who can't answer any more. */
  async function goneAmong(assets: readonly Asset[]): Promise<ReadonlyMap<string, Absence>> {
    const ids = new Set(assets.flatMap(({ handedOn, manager }) => (handedOn && manager ? [manager.id] : [])));
    const looked = await Promise.all([...ids].map(async (id) => ({ id, ...(await people.find(id)) })));
    return new Map(looked.flatMap(({ id, absence }) => (absence ? [[id, absence]] : [])));
  }
}

/** An owner as the directory knows them now. */
type Owner = {
  personId: string;
  absence: Absence | null;
  manager: DirectoryPerson | null;
  /** What the directory says of them and of their manager. */
  known: readonly DirectoryPerson[];
  gone: ReadonlyMap<string, Absence>;
};

function newsOf(asset: Asset, { personId, absence, manager, known, gone }: Owner): Fact[] {
  const refreshed = observePeople(asset, known);
  // Whose purchase it is no longer hears of its owner and manager nothing new.
  if (asset.owner?.id !== personId) return refreshed;
  const ofOwner = observeOwner(asset, personId, absence);
  if (absence) return [...ofOwner, ...refreshed];
  const managerGone = (asset.manager && gone.get(asset.manager.id)) ?? null;
  return [...ofOwner, ...observeManager(asset, manager, managerGone), ...refreshed];
}
