import { type Day, dayOf } from '../domain/day.ts';
import { openRegister } from '../register/register.ts';
import { openTable } from '../register/storage.ts';
import { inventAssets } from './invented-assets.ts';

/**
 * Writes invented assets into a store through the register itself, except those that are there already. Discovery takes
 * them for gone unless Graph lists the population of the same count, day and seed.
 *
 * @returns how long it took, in milliseconds
 */
export async function fillStore(
  connectionString: string,
  storeName: string,
  count: number,
  madeOn: Day = dayOf(new Date()),
  seed = 1,
): Promise<number> {
  const table = await openTable({ connectionString }, `${storeName}register`);
  const register = openRegister({
    table,
    now: () => new Date(),
    noticesFor: () => [],
    onCommit: () => undefined,
    onDamage: () => undefined,
  });
  const startedAt = performance.now();
  const actor = { kind: 'discovery', id: 'discovery', displayName: 'Sightline' } as const;
  let batch: Parameters<typeof register.changeMany>[0][number][] = [];
  for (const { assetId, facts } of inventAssets(count, madeOn, seed)) {
    batch.push({ assetId, actor, isNew: true, decide: (asset) => (asset ? [] : facts) });
    if (batch.length === 4_000) {
      await writeAll(batch);
      batch = [];
    }
  }
  await writeAll(batch);
  return performance.now() - startedAt;

  async function writeAll(changes: typeof batch): Promise<void> {
    const results = await register.changeMany(changes);
    const failed = results.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
