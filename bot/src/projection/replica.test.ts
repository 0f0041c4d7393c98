import { beforeEach, describe, expect, it } from 'vitest';
import { aDeclaredAsset, alex, anAsset, anEntry, anObservation, aPerson, megan } from '../../test/support/builders.ts';
import { aQuery, randomAssets } from '../../test/support/random-assets.ts';
import type { Asset } from '../domain/asset.ts';
import { evolve } from '../domain/evolve.ts';
import type { NoticeRecord } from '../register/rows.ts';
import { openReplica, type Replica } from './replica.ts';

let replica: Replica;
beforeEach(() => {
  replica = openReplica();
});

const aNotice = (over: Partial<NoticeRecord> = {}): NoticeRecord => ({
  id: 's0-1-0',
  assetId: 'sub-1',
  role: 'purchaser',
  recipientKind: 'person',
  recipientId: alex.id,
  cause: 'detected',
  version: 1,
  at: '2026-11-24T09:00:00.000Z',
  state: 'pending',
  fate: 'pending',
  attempts: 0,
  dueAt: '2026-11-24T09:00:00.000Z',
  deliveredAt: null,
  detail: null,
  ...over,
});
const delivered = {
  state: 'delivered',
  fate: 'delivered',
  attempts: 1,
  deliveredAt: '2026-11-24T09:00:01.000Z',
} as const;
const allNotices = { assetId: null, state: null, limit: 100, after: null };

describe('the state of an asset', () => {
  it('is the newest that came, in whatever order', () => {
    const [old, middle, young] = [1, 4, 9].map((version) => anAsset({ version, quantity: version })) as [
      Asset,
      Asset,
      Asset,
    ];
    replica.putAssets([middle]);
    replica.putAssets([young, old]);
    replica.putAssets([middle]);
    expect(replica.get('sub-1')).toEqual(young);
    expect(replica.list(aQuery()).total).toBe(1);
    expect(replica.get('sub-2')).toBeNull();
  });

  it('follows from the entries that are newer than it', () => {
    const seats = (seq: number, to: number) => anEntry({ type: 'seats-changed', from: to - 1, to }, { seq });
    const start = anAsset({ version: 3, quantity: 3 });
    replica.putAssets([start]);

    const unfolded = replica.putEntries([seats(2, 90), seats(3, 91), seats(4, 4), seats(6, 5)]);

    expect(unfolded).toEqual([]);
    expect(replica.get('sub-1')).toEqual([seats(4, 4), seats(6, 5)].reduce<Asset>(evolve, start));
    expect(replica.positionOf('s0')).toBe(6);
  });

  it('is asked for where an entry can not be folded, and the rest is followed on', () => {
    replica.putAssets([anAsset({ version: 1 })]);
    const unheardOf = anEntry({ type: 'disowned' }, { seq: 4, assetId: 'sub-unheard-of' });
    const unknown = anEntry({ type: 'of-a-later-version' } as never, { seq: 5 });
    expect(replica.putEntries([unheardOf, unknown, anEntry({ type: 'disowned' }, { seq: 6 })])).toEqual([
      'sub-unheard-of',
      'sub-1',
    ]);
    expect(replica.positionOf('s0')).toBe(6);
    expect(replica.get('sub-unheard-of')).toBeNull();
  });
});

describe('the version', () => {
  const changes: [string, () => void, boolean][] = [
    ['a new asset', () => replica.putAssets([anAsset({ id: 'sub-2' })]), true],
    ['a newer state', () => replica.putAssets([anAsset({ version: 5 })]), true],
    ['an entry', () => void replica.putEntries([anEntry({ type: 'disowned' })]), true],
    ['a new notice', () => replica.putNotices([aNotice({ id: 's0-2-0' })]), true],
    ['the fate of a notice', () => replica.putNotices([aNotice({ ...delivered })]), true],
    ['a notice that was tried in vain', () => replica.putNotices([aNotice({ attempts: 1, fate: 'retrying' })]), true],
    ['the same state', () => replica.putAssets([anAsset({ version: 4 })]), false],
    ['an older state', () => replica.putAssets([anAsset({ version: 2 })]), false],
    [
      'an entry that the state already shows',
      () => void replica.putEntries([anEntry({ type: 'disowned' }, { seq: 4 })]),
      false,
    ],
    ['the same notice', () => replica.putNotices([aNotice()]), false],
    ['nothing', () => replica.putNotices([]), false],
    ['a position', () => void replica.setPosition('s0', 99), false],
    ['a look at open notices', () => void replica.nextToCheck({ pending: 10, waiting: 10 }), false],
    ['a question', () => void replica.list(aQuery({ search: 'alex' })), false],
  ];

  it.each(changes)('changes with %s exactly when what is shown does', (_, change, isChanged) => {
    replica.putAssets([anAsset({ version: 4 })]);
    replica.putNotices([aNotice()]);
    const before = replica.version();
    change();
    expect(replica.version() !== before).toBe(isChanged);
    expect(replica.list(aQuery()).version).toBe(replica.version());
  });

  it('is the same on every instance that shows the same, however it got there', () => {
    const other = openReplica();
    const start = anAsset({ version: 3 });
    const entries = [anEntry({ type: 'disowned' }, { seq: 4 }), anEntry({ type: 'vanished' }, { seq: 5 })];
    replica.putAssets([start]);
    replica.putNotices([aNotice()]);
    replica.putEntries(entries);
    replica.putNotices([aNotice(delivered)]);

    other.putNotices([aNotice(delivered)]);
    other.putAssets([entries.reduce<Asset>(evolve, start)]);

    expect(other.version()).toBe(replica.version());
    other.close();
  });

  it('never comes back while a register grows', () => {
    const seen = new Set([replica.version()]);
    for (const asset of randomAssets(300, 3)) {
      replica.putAssets([asset]);
      seen.add(replica.version());
    }
    expect(seen.size).toBe(301);
  });
});

describe('notices', () => {
  const at = (minute: number) => `2026-11-24T09:${String(minute).padStart(2, '0')}:00.000Z`;

  it('come newest first, in pages that neither skip nor repeat while more arrive', () => {
    const notices = Array.from({ length: 25 }, (_, n) => aNotice({ id: `s0-${n + 1}-0`, at: at(Math.floor(n / 4)) }));
    replica.putNotices(notices);
    const seen: string[] = [];
    let after: { at: string; id: string } | null = null;
    do {
      const page = replica.notices({ ...allNotices, limit: 4, after });
      expect(page.total).toBe(25 + seen.length / 4);
      seen.push(...page.notices.map(({ id }) => id));
      replica.putNotices([aNotice({ id: `s1-${seen.length}-0`, at: at(59) })]);
      after = page.next;
    } while (after);
    const expected = notices.toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1));
    expect(seen).toEqual(expected.map(({ id }) => id));
  });

  it('can be asked for by asset and by state', () => {
    replica.putNotices([
      aNotice(),
      aNotice({ id: 's0-2-0', ...delivered }),
      aNotice({ id: 's0-3-0', assetId: 'sub-2', ...delivered }),
      aNotice({ id: 'tenant-0-0', assetId: null, state: 'waiting', fate: 'waits-for-channel', recipientId: null }),
    ]);
    const ids = (query: object) => replica.notices({ ...allNotices, ...query }).notices.map(({ id }) => id);
    expect(ids({ assetId: 'sub-1' })).toEqual(['s0-2-0', 's0-1-0']);
    expect(ids({ state: 'delivered' })).toEqual(['s0-3-0', 's0-2-0']);
    expect(ids({ assetId: 'sub-2', state: 'pending' })).toEqual([]);
    const oldestFirst = { state: 'delivered', isOldestFirst: true };
    expect(ids(oldestFirst)).toEqual(['s0-2-0', 's0-3-0']);
    const { next } = replica.notices({ ...allNotices, ...oldestFirst, state: 'delivered', limit: 1 });
    expect(ids({ ...oldestFirst, after: next })).toEqual(['s0-3-0']);
    const countsOf = (query: object) => replica.notices({ ...allNotices, ...query }).counts;
    expect(countsOf({ state: 'failed' })).toEqual({ pending: 1, delivered: 2, waiting: 1, failed: 0 });
    expect(countsOf({ assetId: 'sub-1' })).toEqual({ pending: 1, delivered: 1, waiting: 0, failed: 0 });
    expect(replica.waitingFor(null)).toEqual(['tenant-0-0']);
    expect(replica.waitingFor(alex.id)).toEqual([]);
  });

  it('that were delivered stay so, though an older reading comes after', () => {
    replica.putNotices([aNotice(delivered)]);
    replica.putNotices([aNotice()]);
    expect(replica.notices(allNotices).notices).toEqual([aNotice(delivered)]);
  });

  it('that are due and pending are what a sweep takes, the oldest first', () => {
    replica.putNotices([
      aNotice({ id: 's0-3-0', at: at(3), dueAt: at(3) }),
      aNotice({ id: 's0-1-0', at: at(1), dueAt: at(1) }),
      aNotice({ id: 's0-2-0', at: at(2), dueAt: at(30), fate: 'retrying' }),
      aNotice({ id: 's0-4-0', at: at(0), dueAt: at(0), ...delivered }),
    ]);
    expect(replica.pendingNotices(at(10), 10)).toEqual(['s0-1-0', 's0-3-0']);
    expect(replica.pendingNotices(at(3), 10)).toEqual(['s0-1-0']);
    expect(replica.pendingNotices(at(40), 2)).toEqual(['s0-1-0', 's0-2-0']);
  });

  it('that wait for delivery are as old as the oldest; one that is sent again waits anew, others not at all', () => {
    expect(replica.oldestPending()).toBeNull();
    replica.putNotices([
      aNotice({ id: 's0-1-0', at: at(5), dueAt: at(5) }),
      aNotice({ id: 's0-2-0', at: at(1), dueAt: at(7) }),
      aNotice({ id: 's0-3-0', at: at(0), state: 'waiting', fate: 'waits-for-person' }),
    ]);
    expect(replica.oldestPending()).toBe(at(5));
    replica.putNotices([aNotice({ id: 's0-4-0', at: at(2), dueAt: at(9), attempts: 3, fate: 'retrying' })]);
    expect(replica.oldestPending()).toBe(at(2));
  });

  it('that are open are looked at in turn, so that a backlog hides none', () => {
    replica.putNotices(Array.from({ length: 5 }, (_, n) => aNotice({ id: `s0-${n}-0`, at: at(n) })));
    replica.putNotices([aNotice({ id: 's1-1-0', state: 'waiting', fate: 'waits-for-person' })]);
    const looked = [1, 2, 3].flatMap(() => replica.nextToCheck({ pending: 2, waiting: 0 }));
    expect(looked).toHaveLength(6);
    expect([...new Set(looked)].toSorted()).toEqual(['s0-0-0', 's0-1-0', 's0-2-0', 's0-3-0', 's0-4-0']);
    expect(replica.nextToCheck({ pending: 0, waiting: 2 })).toEqual(['s1-1-0']);
  });

  it('of its own instance are left to it for a moment before they are looked at', () => {
    const own = aNotice({ id: 's0-1-0' });
    replica.putCommits([{ asset: anAsset(), notices: [own], places: [] }]);
    const looked = () => replica.nextToCheck({ pending: 9, waiting: 9 });
    expect([looked(), looked(), looked(), looked()]).toEqual([[], [], [own.id], [own.id]]);
  });
});

describe('a complete poll against what is held', () => {
  const seen = anObservation();
  beforeEach(() => replica.putAssets([anAsset()]));

  it('has nothing to say when nothing changed, however ids are written', () => {
    expect(replica.unsettled([seen])).toMatchObject({ changed: [], missing: [] });
    expect(replica.unsettled([{ ...seen, subscriptionId: 'SUBSCRIPTION-1' }])).toMatchObject({
      changed: [],
      missing: [],
    });
    expect(replica.unsettled([{ ...seen, renewsOn: null }])).toMatchObject({ changed: [], missing: [] });
  });

  it.each([
    ['seats', { quantity: 4 }],
    ['status', { status: 'Suspended' as const }],
    ['trial', { isTrial: true }],
    ['renewal', { renewsOn: '2027-12-20' }],
  ])('names the observation whose %s changed', (_, change) => {
    const other = anObservation({ subscriptionId: 'subscription-0' });
    replica.putAssets([
      anAsset({
        id: 'sub-0',
        subscription: {
          id: 'subscription-0',
          commerceSubscriptionId: null,
          status: 'Enabled',
          isListed: true,
          quantity: 3,
          renewsOn: '2026-12-20',
        },
      }),
    ]);
    expect(replica.unsettled([other, { ...seen, ...change }])).toMatchObject({ changed: [1], missing: [] });
  });

  it('names what is new, what is missing, and what has come back', () => {
    const fresh = anObservation({ subscriptionId: 'subscription-9' });
    expect(replica.unsettled([fresh])).toMatchObject({
      changed: [0],
      missing: [{ assetId: 'sub-1', subscriptionId: 'subscription-1' }],
    });
    replica.putEntries([anEntry({ type: 'vanished' })]);
    expect(replica.unsettled([])).toMatchObject({ changed: [], missing: [] });
    expect(replica.unsettled([seen])).toMatchObject({ changed: [0], missing: [] });
  });

  it('knows a declared asset by the subscription that it was linked to', () => {
    replica.putAssets([
      aDeclaredAsset({
        id: 'dec-1',
        version: 9,
        quantity: 5,
        subscription: {
          id: 'subscription-2',
          commerceSubscriptionId: null,
          status: 'Enabled',
          isListed: true,
          quantity: 5,
          renewsOn: '2026-12-20',
        },
      }),
    ]);
    expect(replica.unsettled([seen, anObservation({ subscriptionId: 'subscription-2', quantity: 5 })])).toMatchObject({
      changed: [],
      missing: [],
    });
    expect(replica.unsettled([seen]).missing).toEqual([{ assetId: 'dec-1', subscriptionId: 'subscription-2' }]);
  });
});

describe('what stands around an asset', () => {
  const asset = anAsset();
  const colleague = aPerson({ id: 'id-isaiah', displayName: 'Isaiah Langer' });
  const others = (count: number, from: number, over: Partial<Asset>) =>
    Array.from({ length: count }, (_, at) => anAsset({ id: `sub-${from + at}`, subscription: null, ...over }));
  const ids = (list: Asset[]) => list.map(({ id }) => id);

  it('is the open rest of the product, of the purchaser and of others in the department', () => {
    replica.putAssets([
      asset,
      anAsset({ id: 'same', subscription: null }),
      anAsset({ id: 'retired', status: 'retired', subscription: null }),
      anAsset({ id: 'near', purchaser: colleague, owner: colleague, subscription: null }),
      anAsset({
        id: 'far',
        purchaser: { ...colleague, department: 'Sales' },
        owner: { ...colleague, department: 'Sales' },
        subscription: null,
      }),
      anAsset({ id: 'other-product', product: { ...asset.product, name: 'Visio' }, subscription: null }),
    ]);
    const related = replica.relatedTo(asset);
    expect([ids(related.purchaser), ids(related.department)]).toEqual([['same'], ['near']]);
    expect(replica.relatedTo(anAsset({ purchaser: null, owner: null }))).toEqual({ purchaser: [], department: [] });
  });

  it('is no more than anybody reads, and none of it hidden behind what is retired or their own', () => {
    replica.putAssets([asset, ...others(300, 1_000, { status: 'retired' }), ...others(250, 2_000, {})]);
    replica.putAssets([
      ...others(300, 3_000, { purchaser: colleague, owner: colleague }),
      anAsset({ id: 'mine', subscription: null }),
    ]);
    const { purchaser, department } = replica.relatedTo(asset);
    expect([purchaser.length, department.length]).toEqual([200, 200]);
    expect([...purchaser, ...department].filter(({ id, status }) => id === asset.id || status === 'retired')).toEqual(
      [],
    );
    expect(new Set(department.map((one) => one.purchaser?.id))).toEqual(new Set([colleague.id]));
  });

  it('of a person is all that they bought or own, newest first', () => {
    replica.putAssets([
      anAsset({ id: 'b-bought', owner: megan, createdAt: '2026-11-02T00:00:00.000Z' }),
      anAsset({ id: 'a-owned', purchaser: megan, createdAt: '2026-11-02T00:00:00.000Z' }),
      anAsset({ id: 'both', createdAt: '2026-11-03T00:00:00.000Z', status: 'retired' }),
      anAsset({ id: 'neither', purchaser: megan, owner: megan, manager: alex }),
    ]);
    expect(ids(replica.ofPerson(alex.id))).toEqual(['both', 'a-owned', 'b-bought']);
    expect(replica.ofPerson('id-unknown')).toEqual([]);
  });

  it('names everyone who bought or owns something that is not retired', () => {
    replica.putAssets([
      anAsset(),
      anAsset({ id: 'sub-2', owner: megan, status: 'retired' }),
      anAsset({ id: 'sub-3', owner: null, purchaser: colleague }),
    ]);
    expect(replica.owners()).toEqual([alex.id, colleague.id]);
  });
});
