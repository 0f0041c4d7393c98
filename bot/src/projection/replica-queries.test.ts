import { describe, expect, it } from 'vitest';
import {
  byPlainOrder,
  plainAnswer,
  plainFlagsOf,
  plainPriceBook,
  sortValueOf,
} from '../../test/support/plain-register.ts';
import { aQuery, randomAssets, randomNumbers } from '../../test/support/random-assets.ts';
import { type Asset, assetStatuses } from '../domain/asset.ts';
import { flags } from '../domain/flags.ts';
import { decidersOf } from '../domain/routing.ts';
import { facetColumns, numberColumns, personColumns, type RegisterQuery, type SortColumn } from './query.ts';
import { openReplica, type Replica } from './replica.ts';

/** Nobody decides where no manager does. */
const nobody = { fallbackApprovers: [], itamStaff: [] };
const standingBy = { fallbackApprovers: ['person-1', 'person-2', 'person-3'], itamStaff: ['person-4'] };

/** Some managers had a hand in what they would decide about, or have it at Microsoft. */
const assets = randomAssets(1_000, 7).map((asset, n): Asset => {
  const { manager } = asset;
  if (n % 5 === 0 && manager) return { ...asset, hands: [{ id: manager.id, did: 'corrector' }] };
  return n % 5 === 1 && manager ? { ...asset, microsoftOwnerId: manager.id } : asset;
});
const replica = openReplica();
replica.setPriceBook(plainPriceBook);
replica.putAssets(assets);

/** What the replica answers, in the shape of the plain answer. */
function answerOf(query: RegisterQuery) {
  const { total, totals, estimates, unpriced, facets } = replica.list(query);
  const sums = (money: typeof totals) => Object.fromEntries(money.map(({ currency, minor }) => [currency, minor]));
  const pages = allPages(replica, { ...query, limit: 200 });
  expect(pages.length).toBe(total);
  return {
    ids: pages.map(({ id }) => id).toSorted(),
    totals: sums(totals),
    estimates: sums(estimates),
    unpriced,
    facets: Object.fromEntries(
      Object.entries(facets).map(([name, counts]) => [
        name,
        Object.fromEntries(counts.map(({ value, count }) => [value, count])),
      ]),
    ),
  };
}

function allPages(from: Replica, query: RegisterQuery, between: (page: number) => void = () => undefined): Asset[] {
  const found: Asset[] = [];
  let after: RegisterQuery['after'] = query.after;
  for (let page = 0; page === 0 || after !== null; page++) {
    const { assets: held, next } = from.list({ ...query, after });
    expect(held.length).toBeLessThanOrEqual(query.limit);
    if (next) expect(held).toHaveLength(query.limit);
    found.push(...held);
    between(page);
    after = next;
  }
  return found;
}

const person = assets.find(({ purchaser }) => purchaser)?.purchaser?.id ?? '';

describe('a list', () => {
  const queries: [string, Parameters<typeof aQuery>[0]][] = [
    ['everything', {}],
    ['one status', { filters: { status: ['declared'] } }],
    ['several statuses', { filters: { status: ['declared', 'approved'] } }],
    ['statuses of one product', { filters: { status: ['declared', 'detected'], product: ['Acrobat Pro'] } }],
    ['what has no department', { filters: { department: [''] } }],
    ['a department and what has none', { filters: { department: ['', 'Légal'], publisher: ['Adobe', 'Miro'] } }],
    [
      'three facets at once',
      { filters: { source: ['discovery'], costCentre: ['CC-1', 'CC-2', ''], status: ['retired'] } },
    ],
    ['a value that nothing has', { filters: { product: ['Nothing'] } }],
    ['values that nothing has, of two facets', { filters: { product: ['Nothing'], status: ['declared'] } }],
    ['a purchaser', { filters: { purchaser: [person] } }],
    ['a purchaser and a status', { filters: { purchaser: [person, 'person-3'], status: ['declared'] } }],
    ['what has no manager', { filters: { manager: [''] } }],
    ['a flag', { flags: ['trial'] }],
    [
      'one of two flags, in one status',
      { flags: ['owner-gone', 'disowned'], filters: { status: ['approved', 'declared'] } },
    ],
    ['possible duplicates', { flags: ['possible-duplicate'] }],
    [
      'possible duplicates or trials of one product',
      { flags: ['possible-duplicate', 'trial'], filters: { product: ['Acrobat Pro'] } },
    ],
    ['a flag that does not exist', { flags: ['shiny'] }],
    ['renewals from a day on', { renewsAfter: '2026-12-01' }],
    ['renewals before a day', { renewsBefore: '2026-12-01' }],
    [
      'renewals of a month, of one product',
      { renewsAfter: '2026-12-01', renewsBefore: '2027-01-01', filters: { product: ['Miro Business'] } },
    ],
    ['renewals that are decided or not', { filters: { renewal: ['undecided', 'end'] } }],
    ['prices of one currency', { filters: { price: ['yearly', 'once'], currency: ['EUR'] } }],
    ['what has no currency', { filters: { currency: [''] } }],
    ['what costs so much a month, whatever the currency', { costFrom: 30 }],
    ['what costs a fraction a month, of one product', { costFrom: 12.5, filters: { product: ['Miro Business'] } }],
    ['what was held on a day', { dates: { heldOn: '2026-08-31' } }],
    ['what was known on a day, of one status', { dates: { knownOn: '2026-03-01' }, filters: { status: ['retired'] } }],
    ['what was declared from a day on', { dates: { declaredAfter: '2026-10-01' } }],
    ['what was declared before a day', { dates: { declaredBefore: '2026-10-01' } }],
    [
      'what was decided in a month and declared before it ended',
      { dates: { decidedAfter: '2026-09-01', decidedBefore: '2026-10-01', declaredBefore: '2026-10-01' } },
    ],
    [
      'what was known and declared, of a person',
      {
        dates: { knownOn: '2026-06-30', declaredBefore: '2026-07-01' },
        scope: { kind: 'own', personId: person, deciders: nobody },
      },
    ],
    ['what nothing proves', { filters: { evidence: ['none'] } }],
    ['what something proves, in dollars', { filters: { evidence: ['attached'], currency: ['USD'] } }],
    ['a word', { search: 'board' }],
    ['the beginnings of words', { search: 'dash boa' }],
    ['a word and a filter', { search: 'novak', filters: { status: ['declared'] }, flags: ['trial'] }],
    ["a person's own", { scope: { kind: 'own', personId: person, deciders: nobody } }],
    [
      "a person's own, filtered",
      { scope: { kind: 'own', personId: person, deciders: nobody }, filters: { status: ['declared'] }, search: 'pro' },
    ],
    [
      "a person's own and what nobody manages",
      { scope: { kind: 'own', personId: person, deciders: { ...nobody, fallbackApprovers: [person] } } },
    ],
    ['what waits for a person', { waitsFor: { people: [person], deciders: nobody } }],
    ['what waits for one who stands by', { waitsFor: { people: ['person-2'], deciders: standingBy } }],
    ['what nobody may decide about', { waitsFor: { people: [''], deciders: nobody } }],
    ["nobody's", { scope: { kind: 'own', personId: 'person-unknown', deciders: nobody } }],
    ["somebody's without an id", { scope: { kind: 'own', personId: '', deciders: nobody } }],
  ];

  it.each(queries)('of %s has the rows, total, sums and facet counts of a plain recount', (_, over) => {
    const query = aQuery(over);
    expect(answerOf(query)).toEqual(plainAnswer(assets, query));
  });

  it('has them for random queries', () => {
    const random = randomNumbers(11);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
    const some = <T>(items: readonly T[]): T[] => (random() < 0.6 ? [] : [pick(items), pick(items)]);
    let found = 0;
    for (let n = 0; n < 60; n++) {
      const sample = pick(assets);
      const query = aQuery({
        scope:
          random() < 0.2
            ? {
                kind: 'own',
                personId: `person-${Math.floor(random() * 41)}`,
                deciders: random() < 0.5 ? standingBy : nobody,
              }
            : { kind: 'all' },
        search: random() < 0.8 ? '' : pick(['pro', 'board', 'zoe', 'person1', 'cc 1', 'PBI', 'subscription-12']),
        filters: {
          status: some(assetStatuses),
          product: some(['Acrobat Pro', sample.product.name]),
          costCentre: some(['', 'CC-3', sample.costCentre ?? '']),
          department: some(['', 'Sales', 'R&D 9']),
          owner: random() < 0.9 ? [] : [sample.owner?.id ?? ''],
        },
        flags: random() < 0.7 ? [] : [pick(flags), pick(flags)],
        renewsAfter: random() < 0.8 ? null : '2026-12-15',
        renewsBefore: random() < 0.8 ? null : '2027-06-01',
        costFrom: random() < 0.8 ? null : Math.floor(random() * 60),
        sort: { by: pick([...facetColumns, ...personColumns, ...numberColumns]), isDescending: random() < 0.5 },
      });
      const answer = answerOf(query);
      expect(answer, JSON.stringify(query)).toEqual(plainAnswer(assets, query));
      found += answer.ids.length;
    }
    expect(found).toBeGreaterThan(1_000);
  });

  it('names the most frequent values first, and no more of them than help anybody', () => {
    const { facets } = replica.list(aQuery());
    for (const counts of Object.values(facets)) {
      expect(counts.map(({ count }) => count)).toEqual(counts.map(({ count }) => count).toSorted((a, b) => b - a));
    }
    const wide = openReplica();
    wide.putAssets(assets.slice(0, 300).map((asset, at) => ({ ...asset, costCentre: at < 3 ? 'often' : `CC-${at}` })));
    expect(wide.list(aQuery()).facets.costCentre).toHaveLength(100);
    expect(wide.list(aQuery()).facets.costCentre[0]).toEqual({ value: 'often', count: 3 });
    wide.close();
  });

  it('never adds amounts of different currencies', () => {
    const { totals } = replica.list(aQuery());
    expect(totals.map(({ currency }) => currency)).toEqual(['EUR', 'JPY', 'USD']);
  });
});

describe('a cost centre in several spellings', () => {
  const spelt = (n: number, costCentre: string | null, declaredAt: string) => ({
    ...(assets[n] as Asset),
    costCentre,
    declaredAt,
  });
  const three = [
    spelt(0, 'cc 4711', '2026-03-02T10:00:00Z'),
    spelt(1, 'CC-4711', '2026-03-01T10:00:00Z'),
    spelt(2, 'Cc4711', '2026-03-03T10:00:00Z'),
    spelt(3, 'CC-4712', '2026-02-01T10:00:00Z'),
  ];
  const bySpelling = aQuery({ sort: { by: 'costCentre', isDescending: false }, limit: 2 });
  const shownBy = (held: Replica, query = bySpelling) => allPages(held, query).map(({ costCentre }) => costCentre);

  it.each([
    ['in the order in which they were told', three],
    ['the other way round', three.toReversed()],
  ])('given rows came %s, then it is one, shown as it was told first, in facets, lists and exports', (_order, rows) => {
    const held = openReplica();
    held.putAssets(rows);
    expect(held.list(bySpelling).facets.costCentre).toEqual([
      { value: 'CC-4711', count: 3 },
      { value: 'CC-4712', count: 1 },
    ]);
    expect(shownBy(held)).toEqual(['CC-4711', 'CC-4711', 'CC-4711', 'CC-4712']);
    const { rows: all } = held.select(bySpelling);
    expect(
      held
        .assetsAt(all)
        .assets.map(({ costCentre }) => costCentre)
        .slice(0, 3),
    ).toEqual(Array(3).fill('CC-4711'));
    held.close();
  });

  it('given any spelling of it is asked for, also one that no row has, then all of its rows are found', () => {
    const held = openReplica();
    held.putAssets(three);
    for (const costCentre of ['CC-4711', 'cc 4711', 'CC – 4711']) {
      const query = aQuery({ filters: { costCentre: [costCentre] } });
      expect(held.list(query).total).toBe(3);
    }
    expect(held.list(aQuery({ search: 'cc4711' })).total).toBe(3);
    held.close();
  });

  it('given the row that had the first spelling has another, or none, then the next one is shown', () => {
    const held = openReplica();
    held.putAssets(three);
    const [, first] = three as [Asset, Asset];
    held.putAssets([{ ...first, costCentre: null, version: first.version + 1 }]);
    expect(held.list(bySpelling).facets.costCentre).toEqual([
      { value: 'cc 4711', count: 2 },
      { value: 'CC-4712', count: 1 },
      { value: '', count: 1 },
    ]);
    held.close();
  });
});

describe('estimates', () => {
  it('given another price book, then what is estimated, found and sorted by it follows, and the version tells', () => {
    const held = openReplica();
    const undeclared = { ...(assets[0] as Asset), unitPrice: null, billingTerm: null, isTrial: false, quantity: 3 };
    const product = { ...undeclared.product, name: 'Planner', skuId: null, skuPartNumber: null };
    held.putAssets([{ ...undeclared, product }]);
    const before = held.list(aQuery());
    expect([before.estimates, before.unpriced]).toEqual([[], 1]);
    expect(held.list(aQuery({ costFrom: 1 })).total).toBe(0);

    held.setPriceBook([{ product: 'planner', billingTerm: 'monthly', unitPrice: { minor: 1_000, currency: 'CHF' } }]);
    const after = held.list(aQuery({ costFrom: 30 }));
    expect([after.total, after.estimates, after.unpriced]).toEqual([1, [{ currency: 'CHF', minor: 3_000 }], 0]);
    expect(after.totals).toEqual([]);
    expect(after.version).not.toBe(before.version);
    expect(held.list(aQuery({ costFrom: 31 })).total).toBe(0);

    held.setPriceBook([]);
    expect(held.list(aQuery()).version).toBe(before.version);
    held.close();
  });
});

describe('possible duplicates', () => {
  it('are named among the rows of a page, while assets come, change hands, product and state', () => {
    const held = openReplica();
    const random = randomNumbers(31);
    const current = new Map(assets.slice(0, 150).map((asset) => [asset.id, asset]));
    held.putAssets([...current.values()]);
    for (let turn = 0; turn < 40; turn++) {
      for (const { id, version } of [...current.values()].filter(() => random() < 0.1)) {
        const other = assets[Math.floor(random() * assets.length)] as Asset;
        current.set(id, { ...other, id, version: version + 10_000 });
      }
      held.putAssets([...current.values()]);
      const all = [...current.values()];
      const expected = all.filter((asset) => plainFlagsOf(asset, all).includes('possible-duplicate'));
      const page = held.list(aQuery({ limit: 200 }));
      expect(page.duplicates.toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
      expect(held.list(aQuery({ flags: ['possible-duplicate'] })).total).toBe(expected.length);
      expect(held.duplicatesAmong(all.map(({ id }) => id)).toSorted()).toEqual(page.duplicates.toSorted());
      expect(expected.length).toBeGreaterThan(20);
      expect(expected.length).toBeLessThan(all.length - 20);
    }
    held.close();
  });

  it('are nobody’s purchases never, nor what is retired, nor the same product of two people', () => {
    const alike = { ...(assets[0] as Asset), status: 'approved' as const, owner: null };
    const flagged = (...over: Partial<Asset>[]) => {
      const some = openReplica();
      some.putAssets(over.map((one, at) => ({ ...alike, id: `one-${at}`, ...one })));
      const { duplicates } = some.list(aQuery());
      some.close();
      return duplicates.toSorted();
    };
    const [one, other] = assets.flatMap(({ purchaser }) => (purchaser ? [purchaser] : []));
    if (!one || !other) throw new Error('The assets need purchasers');
    expect(flagged({ purchaser: one }, { purchaser: one })).toEqual(['one-0', 'one-1']);
    expect(flagged({ purchaser: one }, { purchaser: other, owner: one })).toEqual(['one-0', 'one-1']);
    expect(flagged({ purchaser: one }, { purchaser: { ...other, id: 'someone-else' } })).toEqual([]);
    expect(flagged({ purchaser: null }, { purchaser: null })).toEqual([]);
    expect(flagged({ purchaser: one }, { purchaser: one, status: 'retired' })).toEqual([]);
    expect(flagged({ purchaser: one }, { purchaser: one, product: { ...alike.product, name: 'Another' } })).toEqual([]);
  });
});

describe('counting for whose decision rows wait', () => {
  it.each([
    ['where nobody stands by', nobody],
    ['where some do', standingBy],
  ])('%s gives the counts of a plain recount, with the names of managers', (_where, deciders) => {
    const query = aQuery({ search: 'pro' });
    const { ids } = plainAnswer(assets, query);
    const waiting = assets.filter(({ id, status }) => ids.includes(id) && status === 'declared');
    const expected = new Map<string | null, number>();
    for (const asset of waiting) {
      const asked = decidersOf(asset, deciders);
      for (const id of asked.length > 0 ? asked : [null]) expected.set(id, (expected.get(id) ?? 0) + 1);
    }
    const counted = replica.countWaiting(query, deciders);
    expect(new Map(counted.map(({ id, count }) => [id, count]))).toEqual(expected);
    expect(counted.map(({ count }) => count)).toEqual(counted.map(({ count }) => count).toSorted((a, b) => b - a));
    for (const { id, name, count } of counted) {
      const people = id === null ? [''] : [id];
      expect(plainAnswer(assets, { ...query, waitsFor: { people, deciders } }).ids).toHaveLength(count);
      const names = waiting.flatMap(({ manager }) => (manager?.id === id ? [manager.displayName] : [null]));
      expect(names).toContain(name);
    }
  });
});

describe('a search', () => {
  const found = (search: string, over: Partial<Asset>) => {
    const held = openReplica();
    held.putAssets([{ ...(assets[0] as Asset), ...over }]);
    const { total } = held.list(aQuery({ search }));
    held.close();
    return total === 1;
  };
  const named = (displayName: string): Partial<Asset> => ({
    purchaser: { id: 'p', displayName, userPrincipalName: 'p@contoso.example', department: null, isGuest: false },
  });

  it.each([
    ['zurich', 'Zürich'],
    ['Zürich', 'Zurich'],
    ['ZÜRICH', 'zürich'],
    ['Zu\u0308rich', 'Zürich'],
    ['Zürich', 'Zu\u0308rich'],
    ['İstanbul', 'istanbul'],
    ['creme bru', 'Crème Brûlée'],
    ['brulee, creme!', 'Crème Brûlée'],
    ['许', '许可证 软件'],
    ['हिन्दी', 'हिन्दी'],
    ['o’neil', "O'Neil"],
    ['10', 'Team 10'],
    ['kohl', 'Zoë Köhler'],
  ])('for %s finds %s', (search, name) => {
    expect(found(search, named(name))).toBe(true);
  });

  it.each([
    ['ohler', 'Zoë Köhler'],
    ['zoe smith', 'Zoë Köhler'],
    ['1', 'Team 21'],
    ['!!!', 'What!!!'],
  ])('for %s does not find %s', (search, name) => {
    expect(found(search, named(name))).toBe(false);
  });

  it.each(['"', '*', 'a" OR "b', 'NOT', 'text:board', 'NEAR(a b)', '^a', '()', "'; DROP TABLE asset; --", '\u0000'])(
    'takes %j as words and never as an expression',
    (search) => {
      expect(() => replica.list(aQuery({ search }))).not.toThrow();
      expect(replica.list(aQuery()).total).toBe(assets.length);
    },
  );

  it('may be as long as it likes', () => {
    expect(replica.list(aQuery({ search: 'a'.repeat(10_000) })).total).toBe(0);
    expect(replica.list(aQuery({ search: 'board '.repeat(1_000) })).total).toBe(
      replica.list(aQuery({ search: 'board' })).total,
    );
  });

  it('follows what changes', () => {
    const held = openReplica();
    const asset = { ...(assets[0] as Asset), reason: 'Dashboards' };
    held.putAssets([asset]);
    held.putAssets([{ ...asset, version: asset.version + 1, reason: 'Workflows' }]);
    expect(held.list(aQuery({ search: 'dashboards' })).total).toBe(0);
    expect(held.list(aQuery({ search: 'workflows' })).total).toBe(1);
    held.close();
  });
});

describe('a sort', () => {
  const columns: SortColumn[] = [...facetColumns, ...personColumns, ...numberColumns];
  const sorts = columns.flatMap((by) => [
    { by, isDescending: false },
    { by, isDescending: true },
  ]);

  it.each(sorts)(
    'by $by, descending: $isDescending, puts unknown last and pages without skipping or repeating',
    (sort) => {
      const whole = allPages(replica, aQuery({ sort, limit: 2_000 }));
      expect(new Set(whole.map(({ id }) => id)).size).toBe(assets.length);
      const values = whole.map((asset) => sortValueOf(asset, sort.by));
      expect(values).toEqual(assets.toSorted(byPlainOrder(sort)).map((asset) => sortValueOf(asset, sort.by)));

      for (const limit of [1, 97]) {
        const query = aQuery({
          sort,
          limit,
          ...(limit === 1 && { filters: { costCentre: ['CC-5'], status: ['declared', 'approved'] } }),
        });
        const expected = limit === 1 ? allPages(replica, { ...query, limit: 2_000 }) : whole;
        expect(allPages(replica, query).map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      }
    },
  );

  it('orders words as people do', () => {
    const held = openReplica();
    const words = ['zebra', 'Item 10', 'item 9', 'Äpfel', 'apple', 'Ähre', 'Zoo', 'Öl'];
    held.putAssets(
      words.map((name, at) => ({ ...(assets[at] as Asset), product: { ...(assets[at] as Asset).product, name } })),
    );
    const sorted = held.list(aQuery({ sort: { by: 'product', isDescending: false } })).assets;
    expect(sorted.map(({ product }) => product.name)).toEqual([
      'Ähre',
      'Äpfel',
      'apple',
      'item 9',
      'Item 10',
      'Öl',
      'zebra',
      'Zoo',
    ]);
    held.close();
  });

  it.each(sorts)(
    'by $by, descending: $isDescending, keeps its pages while rows change, come and move between them',
    (sort) => {
      const held = openReplica();
      const start = assets.slice(0, 150);
      held.putAssets(start);
      const moved = new Set<string>();
      const random = randomNumbers(23);

      const seen = allPages(held, aQuery({ sort, limit: 11 }), (page) => {
        const touched = start.filter(() => random() < 0.05);
        for (const { id } of touched) {
          const asset = held.get(id) as Asset;
          const other = assets[Math.floor(random() * assets.length)] as Asset;
          // Either something else of the asset changes, or its place.
          const next = { ...asset, version: asset.version + 5_000, question: null, isDisowned: !asset.isDisowned };
          const { id: _, version: __, ...elsewhere } = other;
          if (random() < 0.5) held.putAssets([next]);
          else {
            moved.add(id);
            held.putAssets([{ ...next, ...elsewhere }]);
          }
        }
        held.putAssets([{ ...(assets[500 + page] as Asset), costCentre: `CC-new-${page}` }]);
      });

      const ids = seen.map(({ id }) => id).filter((id) => !moved.has(id));
      expect(new Set(ids).size).toBe(ids.length);
      const expected = start.filter(({ id }) => !moved.has(id)).map(({ id }) => id);
      expect(moved.size).toBeGreaterThan(10);
      expect(ids.filter((id) => expected.includes(id)).toSorted()).toEqual(expected.toSorted());
      held.close();
    },
  );

  it('by a person goes by the name that each asset shows, in whatever order they came', () => {
    const bought = (at: number, displayName: string): Asset => ({
      ...(assets[at] as Asset),
      purchaser: { id: 'p', displayName, userPrincipalName: 'p@contoso.example', department: null, isGuest: false },
    });
    const held = [bought(0, 'Zora Married'), bought(1, 'Anna Maiden'), bought(2, 'Mia Middle')];
    for (const order of [held, held.toReversed()]) {
      const some = openReplica();
      some.putAssets(order);
      const { assets: sorted } = some.list(
        aQuery({ sort: { by: 'purchaser', isDescending: false }, filters: { purchaser: ['p'] } }),
      );
      expect(sorted.map(({ purchaser }) => purchaser?.displayName)).toEqual([
        'Anna Maiden',
        'Mia Middle',
        'Zora Married',
      ]);
      some.close();
    }
  });

  it.each([...facetColumns, ...personColumns, ...numberColumns])(
    'by %s begins at any place that is asked for with what stands there',
    (by) => {
      for (const isDescending of [false, true]) {
        const query = aQuery({ sort: { by, isDescending }, filters: { status: ['declared', 'approved'] } });
        const whole = allPages(replica, { ...query, limit: 200 }).map(({ id }) => id);
        for (const rowsBefore of [0, 1, 137, whole.length - 30, whole.length - 1, whole.length, whole.length + 99]) {
          const { assets: held, next } = replica.list({ ...query, limit: 40, after: { rowsBefore } });
          expect(held.map(({ id }) => id)).toEqual(whole.slice(rowsBefore, rowsBefore + 40));
          expect(next === null).toBe(rowsBefore + 40 >= whole.length);
        }
      }
    },
  );

  it('that nothing matches begins nowhere', () => {
    const nothing = aQuery({ filters: { product: ['Nothing'] }, after: { rowsBefore: 5 } });
    expect(replica.list(nothing)).toMatchObject({ assets: [], total: 0, next: null });
  });

  // What stood at the end of a page may have changed before the next one is asked for.
  it('goes on from a mark whose value no row has any more', () => {
    const held = openReplica();
    const named = (at: number, name: string) => ({
      ...(assets[at] as Asset),
      product: { ...(assets[at] as Asset).product, name },
    });
    held.putAssets([named(0, 'Alpha'), named(1, 'Beta'), named(2, 'Delta')]);
    const after = { value: 'Charlie', id: 'asset-gone' };
    const names = (isDescending: boolean) =>
      held.list(aQuery({ sort: { by: 'product', isDescending }, after })).assets.map(({ product }) => product.name);
    expect(names(false)).toEqual(['Delta']);
    expect(names(true)).toEqual(['Beta', 'Alpha']);
    held.close();
  });
});
