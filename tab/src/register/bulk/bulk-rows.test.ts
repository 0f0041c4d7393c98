import { describe, expect, it } from 'vitest';
import { en } from '../../../../bot/src/domain/words/en.ts';
import type { BulkRow } from '../../../../bot/src/http/contract.ts';
import { createFormats } from '../../components/formats.ts';
import { becomesText, changedIds, groupsOf, retryIds, whatText, withTried } from './bulk-rows.ts';

const row = (id: string, over: Partial<BulkRow> = {}): BulkRow => ({
  id,
  product: 'Visio',
  quantity: 2,
  owner: { id: 'alex', name: 'Alex Wilber' },
  outcome: 'changed',
  changes: [{ field: 'owner', from: 'Alex Wilber', to: 'Megan Bowen' }],
  code: null,
  detail: null,
  ...over,
});
const refused = (id: string, code: string) => row(id, { outcome: 'refused', changes: [], code, detail: `Why ${id}` });
const formats = createFormats('en');
const said = (one: BulkRow, isDone = false, action: 'ask-again' | 'set-owner' = 'set-owner') =>
  becomesText(one, action, isDone, en, formats);

describe('what becomes of many', () => {
  it('is grouped, what can’t be done first, and nothing is lost', () => {
    const rows = [row('a'), refused('b', 'asset.retired'), row('c', { outcome: 'unchanged', changes: [] }), row('d')];
    expect(groupsOf(rows).map(({ outcome, rows: [...of] }) => [outcome, of.map(({ id }) => id)])).toEqual([
      ['refused', ['b']],
      ['changed', ['a', 'd']],
      ['unchanged', ['c']],
    ]);
    expect(changedIds(rows)).toEqual(['a', 'd']);
  });

  it('is said in words', () => {
    expect(said(row('a'))).toBe('owner: Alex Wilber → Megan Bowen');
    expect(said(refused('b', 'asset.retired'))).toBe('Why b');
    expect(said(row('c'), true, 'ask-again')).toBe('Alex Wilber was asked again');
    expect(whatText(row('a'), en, formats)).toBe('2 × Visio');
    expect(whatText(row('a', { product: null }), en, formats)).toBe(en.tab.bulk.gone);
  });

  it('keeps what was refused at first, and tells what was tried from what was not', () => {
    const before = [row('a'), row('b'), refused('c', 'asset.retired'), row('d')];
    const after = withTried(before, ['a', 'b', 'd'], [row('a'), refused('b', 'asset.busy')]);
    expect(after.map(({ id, code }) => [id, code])).toEqual([
      ['a', null],
      ['b', 'asset.busy'],
      ['c', 'asset.retired'],
      ['d', 'not-tried'],
    ]);
    expect(said(after[3] ?? row('x'), true)).toBe(en.tab.bulk.notTried);
    expect(retryIds(after)).toEqual(['b', 'd']);
    expect(retryIds([row('a'), refused('c', 'asset.retired')])).toEqual([]);
  });
});
