import type { SortKey } from '../../../../bot/src/http/contract.ts';

/** The keys that the API sorts by; forgetting one is a compile error. */
const sortable: Record<SortKey, true> = {
  status: true,
  product: true,
  publisher: true,
  purchaser: true,
  owner: true,
  manager: true,
  department: true,
  costCentre: true,
  quantity: true,
  perMonth: true,
  purchasedOn: true,
  renewsOn: true,
  source: true,
  updatedAt: true,
};

/** Whether a word from an address is something that the register can be sorted by. */
export function isSortKey(key: string): key is SortKey {
  return Object.hasOwn(sortable, key);
}
