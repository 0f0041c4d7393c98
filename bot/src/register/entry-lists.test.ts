import { describe, expect, it } from 'vitest';
import { addEntries, chunkSize, type EntryList, lengthOf, noEntries } from './entry-lists.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

describe('the list of an asset’s entries', () => {
  it('given room, when entries are added, then nothing is moved', () => {
    const { list, full } = addEntries({ chunks: 0, newest: [4, 9] }, [11, 12]);
    expect([list, full]).toEqual([{ chunks: 0, newest: [4, 9, 11, 12] }, []]);
    expect(addEntries(noEntries, upTo(chunkSize)).full).toEqual([]);
  });

  it('given no room, when one more is added, then the oldest move together and the newest stays', () => {
    const { list, full } = addEntries({ chunks: 2, newest: upTo(chunkSize) }, [7_000]);
    expect(list).toEqual({ chunks: 3, newest: [7_000] });
    expect(full).toEqual([{ n: 2, seqs: upTo(chunkSize) }]);
    expect(lengthOf(list)).toBe(3 * chunkSize + 1);
  });

  it('given the same entries, whether added one by one or at once, then each stands in the same row', () => {
    const at = (list: EntryList, full: unknown[]) => ({ list, full });
    let [list, moved] = [noEntries, [] as unknown[]];
    for (const seq of upTo(1_234)) {
      const added = addEntries(list, [seq]);
      list = added.list;
      moved = [...moved, ...added.full];
    }
    const together = addEntries(noEntries, upTo(1_234));
    expect(at(list, moved)).toEqual(at(together.list, together.full));
  });

  it('given the longest list of an earlier version, when one is added, then few rows take it', () => {
    const { list, full } = addEntries({ chunks: 0, newest: upTo(6_775) }, [6_776]);
    expect(full).toHaveLength(13);
    expect([...full.flatMap(({ seqs }) => seqs), ...list.newest]).toEqual(upTo(6_776));
  });
});
