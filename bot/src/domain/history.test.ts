import { describe, expect, it } from 'vitest';
import { aDeclaredFact, aDetection, alex, anEntry, aSubscription, debra, megan } from '../../test/support/builders.ts';
import type { EntryActor, Fact } from './entry.ts';
import { historyOf } from './history.ts';

const discovery: EntryActor = { kind: 'discovery', id: 'discovery', displayName: 'Sightline' };
const purchaser: EntryActor = { kind: 'person', id: alex.id, displayName: alex.displayName };

const detected = aDetection({ isTrial: true, renewsOn: null, subscription: aSubscription({ renewsOn: null }) });
const declared = aDeclaredFact();

/** The newest line of a history in which a fact follows a detection. */
function lineOf(fact: Fact, actor?: EntryActor) {
  const [line] = historyOf([anEntry(detected, { actor: discovery }), anEntry(fact, actor && { actor })], 'en-GB');
  if (!line) throw new Error('The history is empty');
  return line;
}

describe('historyOf', () => {
  it('given entries, oldest first, when told, then the newest comes first and each has its entry', () => {
    const entries = [
      anEntry(detected, { seq: 1 }),
      anEntry(declared, { seq: 5 }),
      anEntry({ type: 'vanished' }, { seq: 9 }),
    ];
    expect(historyOf(entries, 'en').map(({ entry }) => entry.seq)).toEqual([9, 5, 1]);
  });

  it('given no entries, when told, then there are no lines', () => {
    expect(historyOf([], 'en')).toEqual([]);
  });

  it.each<[Fact, string]>([
    [detected, 'Sightline saw the purchase at Microsoft (high confidence)'],
    [{ ...detected, isBaseline: true }, 'Sightline recorded it at its first look (high confidence)'],
    [{ type: 'linked', ...linkedParts() }, 'Sightline found the declared purchase at Microsoft'],
    [{ type: 'seats-changed', from: 3, to: 5 }, 'Seats changed from 3 to 5 at Microsoft'],
    [{ type: 'trial-converted' }, 'The trial turned into a paid subscription'],
    [
      { type: 'renewal-moved', from: null, to: '2027-01-20' },
      'The renewal moved from does not renew to 20 January 2027',
    ],
    [
      { type: 'commerce-status-changed', from: 'Enabled', to: 'Suspended' },
      'The subscription went from active to cancelled, can still be brought back',
    ],
    [
      { type: 'renewal-reminded', renewsOn: '2026-12-20', daysBefore: 7 },
      'Sightline reminded of the renewal on 20 December 2026',
    ],
    [
      { type: 'renewal-decided', decision: 'keep', reason: 'x', renewsOn: '2026-12-20' },
      'Megan Bowen decided to keep it past 20 December 2026',
    ],
    [
      { type: 'renewal-decided', decision: 'end', reason: 'x', renewsOn: '2026-12-20' },
      'Megan Bowen decided to let it end on 20 December 2026',
    ],
    [{ type: 'owner-left', personId: alex.id, how: 'disabled' }, 'The owner’s account was disabled'],
    [{ type: 'owner-left', personId: alex.id, how: 'deleted' }, 'The owner’s account was deleted'],
    [{ type: 'owner-returned', personId: alex.id }, 'The owner’s account is active again'],
    [{ type: 'manager-changed', from: megan.id, to: debra }, 'The manager is now Debra Berger'],
    [{ type: 'manager-changed', from: megan.id, to: null }, 'The manager is now nobody'],
    [
      { type: 'handed-on', from: megan.id, to: debra, comment: null },
      'Megan Bowen handed the decision on to Debra Berger',
    ],
    [{ type: 'vanished' }, 'Microsoft no longer lists the subscription'],
    [{ type: 'reappeared' }, 'Microsoft lists the subscription again'],
    [declared, 'Alex Wilber declared it: 3 seats, cost centre CC-4410'],
    [{ type: 'declaration-asked', reason: 'x' }, 'Megan Bowen asked again for the declaration'],
    [{ type: 'disowned' }, 'Megan Bowen says it wasn’t them'],
    [{ type: 'approved', comment: null }, 'Megan Bowen approved it'],
    [{ type: 'rejected', comment: 'No' }, 'Megan Bowen rejected it'],
    [{ type: 'asked-back', question: 'Why?' }, 'Megan Bowen asked back'],
    [{ type: 'answered', answer: 'Because' }, 'Megan Bowen answered'],
    [
      { type: 'corrected', changes: { quantity: 4, costCentre: 'CC-1' }, reason: 'x' },
      'Adele Vance corrected seats, cost centre',
    ],
    [{ type: 'status-moved', to: 'approved', reason: 'x' }, 'Megan Bowen moved it to “Approved”'],
    [{ type: 'retired', reason: 'x' }, 'Megan Bowen retired it'],
  ])('given $type, when told, then one sentence says it', (fact, summary) => {
    expect(lineOf(fact).summary).toBe(summary);
  });

  it.each<[Fact, string | null]>([
    [declared, 'Board dashboards'],
    [{ type: 'approved', comment: null }, null],
    [{ type: 'approved', comment: 'Fine' }, 'Fine'],
    [{ type: 'rejected', comment: 'No' }, 'No'],
    [{ type: 'asked-back', question: 'Why?' }, 'Why?'],
    [{ type: 'answered', answer: 'Because' }, 'Because'],
    [{ type: 'corrected', changes: {}, reason: 'Invoice' }, 'Invoice'],
    [{ type: 'status-moved', to: 'approved', reason: 'By hand' }, 'By hand'],
    [{ type: 'retired', reason: 'Cancelled' }, 'Cancelled'],
    [{ type: 'vanished' }, null],
  ])('given $type, when told, then the person’s own words stand beside it', (fact, comment) => {
    expect(lineOf(fact).comment).toBe(comment);
  });

  it('given names that were erased, when told, then the line says so', () => {
    const erased: EntryActor = { kind: 'person', id: 'id-x', displayName: '' };
    expect(lineOf({ type: 'approved', comment: '' }, erased).summary).toBe('(erased) approved it');
    const nameless = { ...debra, displayName: '' };
    expect(lineOf({ type: 'manager-changed', from: megan.id, to: nameless }).summary).toBe(
      'The manager is now (erased)',
    );
  });
});

describe('historyOf, what changed', () => {
  it('given the first entry, when told, then every field that holds something came from nothing', () => {
    const [line] = historyOf([anEntry(detected)], 'en');
    expect(line?.changes).toEqual([
      { field: 'status', from: null, to: 'detected' },
      { field: 'product', from: null, to: 'Power BI Pro' },
      { field: 'quantity', from: null, to: 3 },
      { field: 'purchasedOn', from: null, to: '2026-11-20' },
      { field: 'owner', from: null, to: 'Alex Wilber' },
      { field: 'manager', from: null, to: 'Megan Bowen' },
      { field: 'isTrial', from: null, to: true },
      { field: 'commerceStatus', from: null, to: 'Enabled' },
    ]);
  });

  it('given a declaration, when told, then only what it changed is listed, money as money', () => {
    expect(lineOf(declared, purchaser).changes).toEqual([
      { field: 'status', from: 'detected', to: 'declared' },
      { field: 'unitPrice', from: null, to: { minor: 1_400, currency: 'USD' } },
      { field: 'billingTerm', from: null, to: 'monthly' },
      { field: 'renewsOn', from: null, to: '2026-12-20' },
      { field: 'costCentre', from: null, to: 'CC-4410' },
      { field: 'reason', from: null, to: 'Board dashboards' },
    ]);
  });

  it.each<[Fact, unknown[]]>([
    [{ type: 'seats-changed', from: 3, to: 5 }, [{ field: 'quantity', from: 3, to: 5 }]],
    [{ type: 'trial-converted' }, [{ field: 'isTrial', from: true, to: false }]],
    [
      { type: 'commerce-status-changed', from: 'Enabled', to: 'Warning' },
      [{ field: 'commerceStatus', from: 'Enabled', to: 'Warning' }],
    ],
    [
      { type: 'corrected', changes: { owner: debra }, reason: 'x' },
      [{ field: 'owner', from: 'Alex Wilber', to: 'Debra Berger' }],
    ],
    [{ type: 'asked-back', question: 'Why?' }, []],
    [{ type: 'vanished' }, []],
  ])('given $type, when told, then the change is %o', (fact, changes) => {
    expect(lineOf(fact).changes).toEqual(changes);
  });
});

function linkedParts() {
  const { subscription, confidence, product, isTrial } = detected;
  return { subscription, confidence, product, isTrial };
}
