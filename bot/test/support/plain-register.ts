import { type Asset, type Flag, flags, flagsOf, pricePerMonth } from '../../src/domain/asset.ts';
import { renewalStateOf } from '../../src/domain/renewal.ts';
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
    default:
      return asset[name] ?? '';
  }
}

/** What a sort orders an asset by; null where nothing is known. */
export function sortValueOf(asset: Asset, by: RegisterQuery['sort']['by']): string | number | null {
  switch (by) {
    case 'quantity':
      return asset.quantity;
    case 'perMonth':
      return pricePerMonth(asset)?.minor ?? null;
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

type Facet = FacetColumn | 'flag';

/** The flags of an asset among all assets. */
export function plainFlagsOf(asset: Asset, assets: readonly Asset[]): Flag[] {
  const isSame = (other: Asset) =>
    other.id !== asset.id &&
    [asset, other].every(({ status }) => status !== 'retired') &&
    other.product.name === asset.product.name &&
    answererOf(other) !== null &&
    answererOf(other) === answererOf(asset);
  return [...flagsOf(asset), ...(assets.some(isSame) ? (['possible-duplicate'] as const) : [])];
}

function answererOf({ owner, purchaser }: Asset): string | null {
  return (owner ?? purchaser)?.id ?? null;
}

/** Whether an asset is asked for; with `but`, whether it would be without that facet's own filter. */
export function isAskedFor(
  asset: Asset,
  query: RegisterQuery,
  flagsIn: (asset: Asset) => readonly string[],
  but: Facet | null = null,
): boolean {
  const { scope, filters, renewsAfter, renewsBefore } = query;
  if (scope.kind === 'own' && !personColumns.some((name) => asset[name]?.id === scope.personId)) return false;
  if (renewsAfter !== null && !(asset.renewsOn !== null && asset.renewsOn >= renewsAfter)) return false;
  if (renewsBefore !== null && !(asset.renewsOn !== null && asset.renewsOn < renewsBefore)) return false;
  if (but !== 'flag' && query.flags.length > 0 && !flagsIn(asset).some((flag) => query.flags.includes(flag)))
    return false;
  for (const name of [...facetColumns, ...personColumns]) {
    if (name !== but && filters[name].length > 0 && !filters[name].includes(columnOf(asset, name))) return false;
  }
  if (query.search === '') return true;
  return wordsOf(query.search).every((word) => wordsIn(asset).some((held) => held.startsWith(word)));
}

/** Total, sums per month and facet counts, each by its value. */
export function plainAnswer(assets: readonly Asset[], query: RegisterQuery) {
  const known = flagsAmong(assets);
  const flagsIn = (asset: Asset) => known.get(asset) ?? [];
  const found = assets.filter((asset) => isAskedFor(asset, query, flagsIn));
  const totals = new Map<string, number>();
  for (const asset of found) {
    const perMonth = pricePerMonth(asset);
    if (perMonth) totals.set(perMonth.currency, (totals.get(perMonth.currency) ?? 0) + perMonth.minor);
  }
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
    [name, publisher, family, skuPartNumber, ...people, costCentre, reason, subscription?.id, id].join(' '),
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
      const { renewsOn, subscription, unitPrice, billingTerm, quantity } = asset;
      if (renewsOn === null || renewsOn >= before || (from !== null && renewsOn < from)) continue;
      if (asset.status === 'retired' || (subscription && !(subscription.isListed && subscription.status === 'Enabled')))
        continue;
      span.count += 1;
      span[asset.renewal?.decision ?? 'undecided'] += 1;
      if (unitPrice === null || billingTerm === 'once') span.unpriced += 1;
      else sums.set(unitPrice.currency, (sums.get(unitPrice.currency) ?? 0) + unitPrice.minor * quantity);
    }
    const totals = [...sums].map(([currency, minor]) => ({ currency, minor }));
    return { from, before, ...span, totals: totals.sort((a, b) => a.currency.localeCompare(b.currency)) };
  };
  return {
    overdue: spanOf(null, today),
    months: Array.from({ length: 12 }, (_, ahead) => spanOf(ahead === 0 ? today : firstOf(ahead), firstOf(ahead + 1))),
  };
}
