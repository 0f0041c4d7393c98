import { openRegister } from '../register/register.ts';
import { openTable } from '../register/storage.ts';
import { inventAssets } from './invented-assets.ts';

/** Writes invented assets into a store through the register itself; answers how long it took, in milliseconds. */
export async function fillStore(connectionString: string, storeName: string, count: number): Promise<number> {
  const table = await openTable({ connectionString }, `${storeName}register`);
  const register = openRegister({ table, now: () => new Date(), noticesFor: () => [], onCommit: () => undefined });
  const startedAt = performance.now();
  const actor = { kind: 'discovery', id: 'discovery', displayName: 'Sightline' } as const;
  let batch: Parameters<typeof register.changeMany>[0][number][] = [];
  for (const { assetId, facts } of inventAssets(count, new Date().toISOString().slice(0, 10))) {
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
