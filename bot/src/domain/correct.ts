import type { Asset, AssetStatus } from './asset.ts';
import type { Correction, Fact } from './entry.ts';
import { Refusal } from './errors.ts';

/**
 * ITAM staff put a field right, with a reason. Fields that already hold the value are left out; nothing left means no fact.
 *
 * @throws {Refusal} `renewal.before-purchase`
 */
export function correct(asset: Asset, changes: Correction, reason: string): Fact[] {
  const differing = Object.fromEntries(
    Object.entries(changes).filter(([field, value]) => !isEqual(asset[field as keyof Correction], value)),
  ) as Correction;
  if (Object.keys(differing).length === 0) return [];
  const isAboutDates = 'purchasedOn' in differing || 'renewsOn' in differing;
  const after = { ...asset, ...differing };
  if (isAboutDates && after.renewsOn !== null && after.purchasedOn !== null && after.renewsOn < after.purchasedOn) {
    throw new Refusal('invalid', 'renewal.before-purchase');
  }
  return [{ type: 'corrected', changes: differing, reason }];
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * Ends an asset's life in the register, with the reason for its disposal.
 * Retiring again is a no-op.
 */
export function retire(asset: Asset, reason: string): Fact[] {
  return asset.status === 'retired' ? [] : [{ type: 'retired', reason }];
}

/**
 * ITAM staff move a state by hand, with a reason. Only the register's order of states bounds it: an asset that nobody
 * declared can't become `declared` that way, since nothing would stand behind the word.
 *
 * @throws {Refusal} `status.needs-declaration`
 */
export function moveStatus(asset: Asset, to: AssetStatus, reason: string): Fact[] {
  if (asset.status === to) return [];
  if (to === 'declared' && asset.declaredAt === null) throw new Refusal('conflict', 'status.needs-declaration');
  return [{ type: 'status-moved', to, reason }];
}
