import { type Asset, pricePerMonth, pricePerYear, priceStates } from '../../src/domain/asset.ts';
import { type Flag, flags, flagsOf } from '../../src/domain/flags.ts';
import { decimalText, type Money } from '../../src/domain/money.ts';
import { renewalCost, renewalStateOf } from '../../src/domain/renewal.ts';
import { type Deciders, decidersOf } from '../../src/domain/routing.ts';
import type { ListPrice } from '../../src/domain/settings.ts';
import {
  type FacetColumn,
  facetColumns,
  type PersonColumn,
  personColumns,
  type RegisterQuery,
} from '../../src/projection/query.ts';

/*
 * The register's questions answered the plain way, one asset after the other: what the replica's answers are held against.
 */

/** What a facet or filter column says of an asset; the empty string where nothing is known. */
export function columnOf(asset: Asset, name: FacetColumn | PersonColumn): string {
  switch (name) {
    case 'product':
      return asset.product.name;
    case 'publisher':
      return asset.product.publisher;
    case 'department':
      return (asset.owner ?? asset.purchaser)?.department ?? '';
    case 'purchaser':
    case 'owner':
    case 'manager':
      return asset[name]?.id ?? '';
    case 'renewal':
      return renewalStateOf(asset) ?? '';
    case 'price':
      return asset.unitPrice && asset.billingTerm ? asset.billingTerm : asset.isTrial ? 'trial' : 'unknown';
    case 'evidence':
      return asset.evidence.length > 0 ? 'attached' : 'none';
    case 'currency':
      return asset.unitPrice?.currency ?? '';
    case 'running':
      return plainRunning(asset);
    default:
      return asset[name] ?? '';
  }
}

/** Whether an asset can still be charged. */
function plainRunning({ subscription, ending }: Asset): 'running' | 'lapsing' | 'ended' {
  if (!subscription) return ending ? 'ended' : 'running';
  if (!subscription.isListed) return 'ended';
  return subscription.status === 'Enabled' ? 'running' : subscription.status === 'Warning' ? 'lapsing' : 'ended';
}

/** What it commits to each month: nothing, where it has ended or is retired. */
function plainCommitted(asset: Asset): Money | null {
  return asset.status === 'retired' || plainRunning(asset) === 'ended' ? null : pricePerMonth(asset);
}

/** What a sort orders an asset by; null where nothing is known. */
export function sortValueOf(asset: Asset, by: RegisterQuery['sort']['by']): string | number | null {
  switch (by) {
    case 'quantity':
      return asset.quantity;
    case 'perMonth':
      return (plainCommitted(asset) ?? plainEstimate(asset))?.minor ?? null;
    case 'purchasedOn':
    case 'renewsOn':
    case 'updatedAt':
      return asset[by] === null ? null : Date.parse(asset[by]);
    case 'purchaser':
    case 'owner':
    case 'manager':
      return asset[by]?.displayName ?? null;
    default:
      return columnOf(asset, by) || null;
  }
}

/** A price book in which a product has one line, several, or one that is paid once. */
export const plainPriceBook: ListPrice[] = [
  { product: 'Acrobat Pro', billingTerm: 'yearly', unitPrice: { minor: 25_000, currency: 'EUR' } },
  { product: 'Miro Business', billingTerm: 'yearly', unitPrice: { minor: 20_000, currency: 'JPY' } },
  { product: 'Miro Business', billingTerm: 'monthly', unitPrice: { minor: 1_900, currency: 'JPY' } },
  { product: 'VISIO_PLAN2', billingTerm: 'once', unitPrice: { minor: 58_000, currency: 'USD' } },
];

/** What an asset without a price costs a month, with {@link plainPriceBook} and the catalogue's 14 dollars for Power BI Pro. */
export function plainEstimate(asset: Asset): Money | null {
  const { product, quantity, unitPrice, billingTerm, isTrial } = asset;
  if (asset.status === 'retired' || plainRunning(asset) === 'ended') return null;
  if (unitPrice || isTrial || billingTerm === 'once') return null;
  switch (product.name) {
    case 'Power BI Pro':
      return { minor: 1_400 * quantity, currency: 'USD' };
    case 'Acrobat Pro':
      return { minor: Math.round((25_000 * quantity) / 12), currency: 'EUR' };
    case 'Miro Business':
      return {
        minor: billingTerm === 'yearly' ? Math.round((20_000 * quantity) / 12) : 1_900 * quantity,
        currency: 'JPY',
      };
    default:
      return null;
  }
}

type Facet = FacetColumn | 'flag';

/** The flags of an asset among all assets. */
export function plainFlagsOf(asset: Asset, assets: readonly Asset[]): Flag[] {
  const isSame = (other: Asset) =>
    other.id !== asset.id &&
    [asset, other].every((one) => one.status !== 'retired' && plainRunning(one) !== 'ended') &&
    other.product.name === asset.product.name &&
    answererOf(other) !== null &&
    answererOf(other) === answererOf(asset);
  return [...flagsOf(asset), ...(assets.some(isSame) ? (['possible-duplicate'] as const) : [])];
}

function answererOf({ owner, purchaser }: Asset): string | null {
  return (owner ?? purchaser)?.id ?? null;
}

/** Whether it awaits the decision of any of these people. */
export function waitsFor(asset: Asset, people: readonly string[], deciders: Deciders): boolean {
  const asked = decidersOf(asset, deciders);
  return asset.status === 'declared' && (asked.length > 0 ? asked : ['']).some((id) => people.includes(id));
}

/** Whether an asset is asked for; with `but`, whether it would be without that facet's own filter. */
export function isAskedFor(
  asset: Asset,
  query: RegisterQuery,
  flagsIn: (asset: Asset) => readonly string[],
  but: Facet | null = null,
): boolean {
  const { scope, filters, renewsAfter, renewsBefore, dates, costFrom } = query;
  if (scope.kind === 'own' && !personColumns.some((name) => asset[name]?.id === scope.personId)) {
    if (!waitsFor(asset, [scope.personId], scope.deciders)) return false;
  }
  if (query.waitsFor && !waitsFor(asset, query.waitsFor.people, query.waitsFor.deciders)) return false;
  if (renewsAfter !== null && !(asset.renewsOn !== null && asset.renewsOn >= renewsAfter)) return false;
  if (renewsBefore !== null && !(asset.renewsOn !== null && asset.renewsOn < renewsBefore)) return false;
  if (costFrom !== null) {
    const cost = plainCommitted(asset) ?? plainEstimate(asset);
    if (!cost || Number(decimalText(cost)) < costFrom) return false;
  }
  if (dates.heldOn !== undefined && !isHeldOn(asset, dates.heldOn)) return false;
  if (dates.knownOn !== undefined && !(dayIn(asset.createdAt) <= dates.knownOn && isOpenOn(asset, dates.knownOn)))
    return false;
  if (!isWithin(asset.declaredAt, dates.declaredAfter, dates.declaredBefore)) return false;
  if (!isWithin(asset.decision?.at ?? null, dates.decidedAfter, dates.decidedBefore)) return false;
  if (but !== 'flag' && query.flags.length > 0 && !flagsIn(asset).some((flag) => query.flags.includes(flag)))
    return false;
  for (const name of [...facetColumns, ...personColumns]) {
    if (name !== but && filters[name].length > 0 && !filters[name].includes(columnOf(asset, name))) return false;
  }
  if (query.search === '') return true;
  return wordsOf(query.search).every((word) => wordsIn(asset).some((held) => held.startsWith(word)));
}

function dayIn(instant: string): string {
  return instant.slice(0, 10);
}

function isOpenOn({ status, retirement }: Asset, day: string): boolean {
  return status !== 'retired' || (retirement !== null && dayIn(retirement.at) > day);
}

/** Bought by the end of a day, as far as is known, and neither ended nor retired yet then. */
export function isHeldOn(asset: Asset, day: string): boolean {
  const { purchasedOn, createdAt, ending, updatedAt } = asset;
  const runsOn = plainRunning(asset) !== 'ended' || (ending?.on ?? dayIn(updatedAt)) > day;
  return ((purchasedOn !== null && purchasedOn <= day) || dayIn(createdAt) <= day) && isOpenOn(asset, day) && runsOn;
}

function isWithin(instant: string | null, after: string | undefined, before: string | undefined): boolean {
  if (after === undefined && before === undefined) return true;
  if (instant === null) return false;
  return (after === undefined || dayIn(instant) >= after) && (before === undefined || dayIn(instant) < before);
}

/** Total, sums per month and facet counts, each by its value. */
export function plainAnswer(assets: readonly Asset[], query: RegisterQuery) {
  const known = flagsAmong(assets);
  const flagsIn = (asset: Asset) => known.get(asset) ?? [];
  const found = assets.filter((asset) => isAskedFor(asset, query, flagsIn));
  const totals = new Map<string, number>();
  for (const asset of found) {
    // As of a day, what is asked for is what ran then.
    const perMonth = query.dates.heldOn === undefined ? plainCommitted(asset) : pricePerMonth(asset);
    if (perMonth) totals.set(perMonth.currency, (totals.get(perMonth.currency) ?? 0) + perMonth.minor);
  }
  const estimates = new Map<string, number>();
  for (const estimate of found.flatMap((asset) => plainEstimate(asset) ?? []))
    estimates.set(estimate.currency, (estimates.get(estimate.currency) ?? 0) + estimate.minor);
  const counted = (facet: Facet, valuesOf: (asset: Asset) => string[]) => {
    const counts: Record<string, number> = {};
    for (const asset of assets) {
      if (!isAskedFor(asset, query, flagsIn, facet)) continue;
      for (const value of valuesOf(asset)) counts[value] = (counts[value] ?? 0) + 1;
    }
    return counts;
  };
  return {
    ids: found.map(({ id }) => id).toSorted(),
    totals: Object.fromEntries([...totals].filter(([, minor]) => minor !== 0)),
    estimates: Object.fromEntries(estimates),
    unpriced: found.filter(
      (asset) =>
        (query.dates.heldOn !== undefined || (asset.status !== 'retired' && plainRunning(asset) !== 'ended')) &&
        columnOf(asset, 'price') === 'unknown' &&
        !plainEstimate(asset),
    ).length,
    facets: Object.fromEntries([
      ...facetColumns.map((name) => [name, counted(name, (asset) => [columnOf(asset, name)])]),
      ['flag', counted('flag', (asset) => flags.filter((flag) => flagsIn(asset).includes(flag)))],
    ]) as Record<Facet, Record<string, number>>,
  };
}

const flagsKnown = new WeakMap<readonly Asset[], Map<Asset, Flag[]>>();

function flagsAmong(assets: readonly Asset[]): Map<Asset, Flag[]> {
  const held = flagsKnown.get(assets) ?? new Map(assets.map((asset) => [asset, plainFlagsOf(asset, assets)]));
  flagsKnown.set(assets, held);
  return held;
}

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** Orders by a sort; what is unknown comes last either way. */
export function byPlainOrder({ by, isDescending }: RegisterQuery['sort']) {
  return (one: Asset, other: Asset): number => {
    const [a, b] = [sortValueOf(one, by), sortValueOf(other, by)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const order =
      typeof a === 'number' && typeof b === 'number'
        ? a - b
        : collator.compare(String(a), String(b)) || (a < b ? -1 : a > b ? 1 : 0);
    return isDescending ? -order : order;
  };
}

const words = new WeakMap<Asset, string[]>();

function wordsIn(asset: Asset): string[] {
  const held = words.get(asset) ?? allWordsOf(asset);
  words.set(asset, held);
  return held;
}

function allWordsOf({ id, product, purchaser, owner, manager, costCentre, reason, subscription }: Asset): string[] {
  const people = [purchaser, owner, manager].flatMap((person) =>
    person ? [person.displayName, person.userPrincipalName, person.department] : [],
  );
  const { name, publisher, family, skuPartNumber } = product;
  return wordsOf(
    [
      name,
      publisher,
      family,
      skuPartNumber,
      ...people,
      costCentre,
      costCentre?.replace('-', ''),
      reason,
      subscription?.id,
      id,
    ].join(' '),
  );
}

/** Words without case and accents. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** What renews before today and in each of the twelve calendar months from today on, asset by asset. */
export function plainRenewals(assets: readonly Asset[], today: string) {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const firstOf = (ahead: number) => new Date(Date.UTC(year, month - 1 + ahead, 1)).toISOString().slice(0, 10);
  const spanOf = (from: string | null, before: string) => {
    const sums = new Map<string, number>();
    const span = { count: 0, unpriced: 0, undecided: 0, keep: 0, end: 0 };
    for (const asset of assets) {
      const { renewsOn } = asset;
      if (renewsOn === null || renewsOn >= before || (from !== null && renewsOn < from)) continue;
      if (asset.status === 'retired' || plainRunning(asset) !== 'running') continue;
      span.count += 1;
      span[asset.renewal?.decision ?? 'undecided'] += 1;
      const cost = renewalCost(asset);
      if (cost === null) span.unpriced += 1;
      else sums.set(cost.currency, (sums.get(cost.currency) ?? 0) + cost.minor);
    }
    const totals = [...sums].map(([currency, minor]) => ({ currency, minor }));
    return { from, before, ...span, totals: totals.sort((a, b) => a.currency.localeCompare(b.currency)) };
  };
  return {
    overdue: spanOf(null, today),
    months: Array.from({ length: 12 }, (_, ahead) => spanOf(ahead === 0 ? today : firstOf(ahead), firstOf(ahead + 1))),
  };
}

/** What assets come to, counted one figure after the other. */
export function plainOverview(assets: readonly Asset[], today: string) {
  const back = (days: number) => new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
  const since = back(90);
  const [year = 0, month = 0] = today.split('-').map(Number);
  const months = Array.from({ length: 12 }, (_, at) => {
    const dayOf = (ahead: number, day: number) =>
      new Date(Date.UTC(year, month - 12 + at + ahead, day)).toISOString().slice(0, 10);
    return { from: dayOf(0, 1), on: at === 11 ? today : dayOf(1, 0) };
  });
  const isNow = (asset: Asset) => asset.status !== 'retired' && plainRunning(asset) !== 'ended';
  const now = assets.filter(isNow);
  const amount = (some: readonly Asset[]) => ({
    minor: some.reduce((sum, asset) => sum + (pricePerMonth(asset)?.minor ?? 0), 0),
    assets: some.length,
  });
  const seats = (some: readonly Asset[]) => ({
    ...amount(some),
    seats: some.reduce((sum, { quantity }) => sum + quantity, 0),
  });
  const parts = (some: readonly Asset[], column: 'product' | 'department' | 'publisher') => {
    const groups = Map.groupBy(some, (asset) => columnOf(asset, column));
    const all = [...groups].map(([value, group]) => ({ value, ...amount(group) }));
    const byName = (a: string, b: string) => (a === '' ? 1 : b === '' ? -1 : collator.compare(a, b));
    all.sort((a, b) => b.minor - a.minor || byName(a.value, b.value));
    const rest = all.slice(8);
    const others = {
      values: rest.length,
      minor: rest.reduce((sum, { minor }) => sum + minor, 0),
      assets: rest.reduce((sum, part) => sum + part.assets, 0),
    };
    return { parts: all.slice(0, 8), others: rest.length > 0 ? others : null };
  };
  const currencies = [...Map.groupBy(assets.filter(pricePerMonth), ({ unitPrice }) => unitPrice?.currency ?? '')]
    .map(([currency, priced]) => {
      const held = priced.filter(isNow);
      const heldOn = (day: string) => priced.filter((asset) => isHeldOn(asset, day));
      const growth = [...new Set(priced.map(({ product }) => product.name))]
        .map((product) => {
          const of = (some: readonly Asset[]) => seats(some.filter((asset) => asset.product.name === product));
          return { product, before: of(heldOn(since)), now: of(held) };
        })
        .filter((grown) => grown.now.minor > grown.before.minor)
        .sort(
          (a, b) =>
            b.now.minor - b.before.minor - (a.now.minor - a.before.minor) || collator.compare(a.product, b.product),
        );
      return {
        currency,
        ...amount(held),
        perYear: held.reduce((sum, asset) => sum + (pricePerYear(asset)?.minor ?? 0), 0),
        rejected: amount(held.filter(({ status }) => status === 'rejected')),
        months: months.map(({ on }) => amount(heldOn(on))),
        byProduct: parts(held, 'product'),
        byDepartment: parts(held, 'department'),
        byPublisher: parts(held, 'publisher'),
        growth: growth.slice(0, 8),
      };
    })
    .filter((spend) => spend.months.some(({ assets: count }) => count > 0))
    .sort((a, b) => b.assets - a.assets || a.currency.localeCompare(b.currency));
  const minute = (instant: string | null | undefined) =>
    instant == null ? null : Math.floor(Date.parse(instant) / 60_000);
  const median = (took: (asset: Asset) => [string | null, string | null | undefined], from: string, on: string) => {
    const lengths = assets
      .flatMap((asset) => {
        const [begun, ended] = took(asset);
        if (begun === null || ended == null || dayIn(ended) < from || dayIn(ended) > on) return [];
        return [(minute(ended) ?? 0) - (minute(begun) ?? 0)];
      })
      .sort((a, b) => a - b);
    const [lower, upper] = [lengths[(lengths.length - 1) >> 1], lengths[lengths.length >> 1]];
    const minutes = lower === undefined || upper === undefined ? null : Math.round((lower + upper) / 2);
    return { minutes, assets: lengths.length };
  };
  const medians = (took: Parameters<typeof median>[0]) => ({
    recent: median(took, back(89), today),
    months: months.map(({ from, on }) => median(took, from, on)),
  });
  return {
    day: today,
    since,
    months,
    assets: now.length,
    central: now.filter((asset) => flagsOf(asset).includes('central')).length,
    prices: Object.fromEntries(
      priceStates.map((price) => [price, now.filter((asset) => columnOf(asset, 'price') === price).length]),
    ),
    currencies,
    shares: months.map(({ on }) => {
      const known = assets.filter((asset) => dayIn(asset.createdAt) <= on && isOpenOn(asset, on));
      return {
        known: known.length,
        declared: known.filter(({ declaredAt }) => declaredAt !== null && dayIn(declaredAt) <= on).length,
        decided: known.filter(({ decision }) => decision !== null && dayIn(decision.at) <= on).length,
      };
    }),
    toDeclare: medians(({ source, createdAt, declaredAt }) => [source === 'discovery' ? createdAt : null, declaredAt]),
    toDecide: medians(({ declaredAt, decision }) => [declaredAt, decision?.at]),
  };
}
