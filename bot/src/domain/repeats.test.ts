import { describe, expect, it } from 'vitest';
import type { EntryActor, Fact } from './entry.ts';
import { assertNotTooOften, countDay, type DayCount, mayCount, mostADay } from './repeats.ts';

const alex: EntryActor = { kind: 'person', id: 'id-alex', displayName: 'Alex' };
const megan: EntryActor = { kind: 'person', id: 'id-megan', displayName: 'Megan' };
const discovery: EntryActor = { kind: 'discovery', id: 'discovery', displayName: 'Sightline' };
const answered: Fact = { type: 'answered', answer: 'Still the same' };
const morning = '2026-11-24T07:00:00.000Z';
const evening = '2026-11-24T23:59:59.999Z';

function times(count: number, actor = alex, at = morning, before: DayCount | null = null): DayCount | null {
  return Array.from({ length: count }).reduce<DayCount | null>(
    (counted) => countDay(counted, { actor, fact: answered, at }),
    before,
  );
}
const refusalOf = (count: DayCount | null, fact: Fact = answered, actor = alex, at = evening) => {
  try {
    assertNotTooOften(count, [fact], actor, at);
    return null;
  } catch (error) {
    return error;
  }
};

describe('what repeats', () => {
  it('given one person and purchase, when it was changed so often today, then they may go on the next day', () => {
    expect(refusalOf(times(mostADay - 1))).toBeNull();
    expect(refusalOf(times(mostADay))).toMatchObject({
      code: 'asset.too-often',
      params: { most: mostADay, from: '2026-11-25T00:00:00.000Z' },
    });
    expect(refusalOf(times(mostADay), answered, alex, '2026-11-25T00:00:00.000Z')).toBeNull();
  });

  it.each<Fact>([
    { type: 'asked-back', question: 'Why?' },
    { type: 'corrected', changes: { quantity: 2 }, reason: 'Counted' },
    { type: 'status-moved', to: 'declared', reason: 'Again' },
    { type: 'renewal-decided', decision: 'keep', reason: 'Needed', renewsOn: '2027-01-01' },
    { type: 'disowned' },
  ])('given too often, when $type follows, then it is refused as any other', (fact) => {
    expect(refusalOf(times(mostADay), fact)).toMatchObject({ code: 'asset.too-often' });
  });

  it.each<Fact>([
    { type: 'approved', comment: null },
    { type: 'rejected', comment: 'No' },
    { type: 'retired', reason: 'Over' },
    { type: 'person-erased', personId: 'id-alex', wrote: [] },
  ])('given too often, when $type follows, then it is taken, and was never counted', (fact) => {
    expect(refusalOf(times(mostADay), fact)).toBeNull();
    expect(countDay(null, { actor: alex, fact, at: morning })).toBeNull();
  });

  it('given too often, when others or discovery act, then they may', () => {
    expect(refusalOf(times(mostADay), answered, megan)).toBeNull();
    expect(refusalOf(times(mostADay), { type: 'vanished' }, discovery)).toBeNull();
    expect(countDay(null, { actor: discovery, fact: { type: 'vanished' }, at: morning })).toBeNull();
  });

  it('given a new day, when anyone acts, then nothing of the day before is kept', () => {
    const next = times(1, megan, '2026-11-25T08:00:00.000Z', times(3));
    expect(next).toEqual({ day: '2026-11-25', by: { 'id-megan': 1 } });
  });

  it('given very many people, when they act on one day, then the count stays bounded and keeps who acted last', () => {
    let count: DayCount | null = null;
    for (let n = 0; n < 250; n++) count = times(1, { ...alex, id: `id-${n}` }, morning, count);
    expect(Object.keys(count?.by ?? {})).toHaveLength(200);
    expect(count?.by).toMatchObject({ 'id-249': 1 });
  });

  it.each<[boolean, string, DayCount | null]>([
    [true, 'all of the day', times(3)],
    [true, 'more, since counting began later', times(5)],
    [false, 'less', times(2)],
    [false, 'another day', times(3, alex, '2026-11-25T08:00:00.000Z')],
    [false, 'nothing', null],
  ])('is %s of a count that the entries say %s of', (isPossible, _, all) => {
    expect(mayCount(times(3) as DayCount, all)).toBe(isPossible);
  });
});
