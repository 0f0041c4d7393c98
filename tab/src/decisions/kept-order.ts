import type { Item } from '../../../bot/src/http/contract.ts';

/** A purchase in the queue as the reader has it before them; `isWaiting`: it still stands in the register's own queue. */
export type Kept = { item: Item; isWaiting: boolean };

/**
 * The queue as it was, brought up to date in place: what no longer waits keeps its place, what is new comes last.
 * So nothing moves under the reader's eyes or fingers. The very same list when nothing changed.
 */
export function keepOrder(before: readonly Kept[], items: readonly Item[]): readonly Kept[] {
  const waiting = new Map(items.map((item) => [item.id, item]));
  const known = new Set(before.map(({ item }) => item.id));
  const kept = before.map((one): Kept => {
    const item = waiting.get(one.item.id);
    const isSame = item === undefined ? !one.isWaiting : one.isWaiting && item.version === one.item.version;
    return isSame ? one : { item: item ?? one.item, isWaiting: item !== undefined };
  });
  const added = items.filter(({ id }) => !known.has(id)).map((item): Kept => ({ item, isWaiting: true }));
  const isUnchanged = added.length === 0 && kept.every((one, at) => one === before[at]);
  return isUnchanged ? before : [...kept, ...added];
}
