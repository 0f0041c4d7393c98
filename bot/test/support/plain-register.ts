import { type Asset, flags, flagsOf, pricePerMonth } from '../../src/domain/asset.ts';
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

/** Whether an asset is asked for; with `but`, whether it would be without that facet's own filter. */
export function isAskedFor(asset: Asset, query: RegisterQuery, but: Facet | null = null): boolean {
  const { scope, filters, renewsAfter, renewsBefore } = query;
  if (scope.kind === 'own' && !personColumns.some((name) => asset[name]?.id === scope.personId)) return false;
  if (renewsAfter !== null && !(asset.renewsOn !== null && asset.renewsOn >= renewsAfter)) return false;
  if (renewsBefore !== null && !(asset.renewsOn !== null && asset.renewsOn < renewsBefore)) return false;
  if (but !== 'flag' && query.flags.length > 0 && !flagsOf(asset).some((flag) => query.flags.includes(flag)))
    return false;
  for (const name of [...facetColumns, ...personColumns]) {
    if (name !== but && filters[name].length > 0 && !filters[name].includes(columnOf(asset, name))) return false;
  }
  if (query.search === '') return true;
  return wordsOf(query.search).every((word) => wordsIn(asset).some((held) => held.startsWith(word)));
}

/** Total, sums per month and facet counts, each by its value. */
export function plainAnswer(assets: readonly Asset[], query: RegisterQuery) {
  const found = assets.filter((asset) => isAskedFor(asset, query));
  const totals = new Map<string, number>();
  for (const asset of found) {
    const perMonth = pricePerMonth(asset);
    if (perMonth) totals.set(perMonth.currency, (totals.get(perMonth.currency) ?? 0) + perMonth.minor);
  }
  const counted = (facet: Facet, valuesOf: (asset: Asset) => string[]) => {
    const counts: Record<string, number> = {};
    for (const asset of assets) {
      if (!isAskedFor(asset, query, facet)) continue;
      for (const value of valuesOf(asset)) counts[value] = (counts[value] ?? 0) + 1;
    }
    return counts;
  };
  return {
    ids: found.map(({ id }) => id).toSorted(),
    totals: Object.fromEntries([...totals].filter(([, minor]) => minor !== 0)),
    facets: Object.fromEntries([
      ...facetColumns.map((name) => [name, counted(name, (asset) => [columnOf(asset, name)])]),
      ['flag', counted('flag', (asset) => flags.filter((flag) => flagsOf(asset).includes(flag)))],
    ]) as Record<Facet, Record<string, number>>,
  };
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
