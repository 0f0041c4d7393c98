import { observeManager, observeOwner } from '../domain/observe.ts';
import { discovery } from './discover-subscriptions.ts';
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
      const { absence } = await people.find(personId);
      const manager = absence === 'deleted' ? null : await people.managerOf(personId);
      lastAsked.set(personId, now().getTime());
      const owned = (await projection.ofPerson(personId)).filter(
        (asset) => asset.owner?.id === personId && asset.status !== 'retired',
      );
      const differing = owned.filter(
        (asset) =>
          observeOwner(asset, personId, absence).length + (absence ? 0 : observeManager(asset, manager).length) > 0,
      );
      const outcomes = await register.changeMany(
        differing.map((asset) => ({
          assetId: asset.id,
          actor: discovery,
          decide: (current) =>
            current
              ? [...observeOwner(current, personId, absence), ...(absence ? [] : observeManager(current, manager))]
              : [],
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
}
