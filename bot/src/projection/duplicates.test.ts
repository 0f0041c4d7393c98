import { expect, it } from 'vitest';
import { randomNumbers } from '../../test/support/random-assets.ts';
import { duplicateGroups } from './duplicates.ts';

it('marks exactly the rows that are not alone in their group, however often rows move', () => {
  const marked = new Set<number>();
  const groups = duplicateGroups((row, isDuplicate) => (isDuplicate ? marked.add(row) : marked.delete(row)));
  const random = randomNumbers(5);
  const keys = new Map<number, number | null>();
  for (let turn = 0; turn < 3_000; turn++) {
    const row = Math.floor(random() * 40);
    const key = random() < 0.2 ? null : Math.floor(random() * 25);
    groups.place(row, key);
    keys.set(row, key);
    const together = [...keys].filter(
      ([one, held]) => held !== null && [...keys].some(([other, its]) => other !== one && its === held),
    );
    expect([...marked].toSorted()).toEqual(together.map(([one]) => one).toSorted());
  }
});
