import type { AssetProduct } from './asset.ts';
import { assetProductOf, type CatalogueProduct, catalogue, isDepartmental, productBySku } from './catalogue.ts';

/** A product as people know it: one name, one SKU to stand for it, and everything else it is called. */
export type NamedProduct = {
  name: string;
  /** The SKU that a person buying it alone gets: open to self-service and not departmental, where there is such a one. */
  sku: CatalogueProduct;
  partNumbers: readonly string[];
  nicknames: readonly string[];
};

/** Earlier and shortened names that people still use. */
const nicknames: Readonly<Record<string, readonly string[]>> = {
  'Power BI Premium Per User': ['PPU'],
  'Microsoft Fabric (Free)': ['Fabric Free', 'Power BI Free'],
  'Power Apps Premium': ['Power Apps per user', 'Power Apps per user plan'],
  'Power Apps per app plan': ['Power Apps per app'],
  'Power Automate Premium': ['Power Automate RPA', 'Power Automate attended RPA', 'Flow Premium'],
  'Power Automate per user plan': ['Power Automate per user', 'Flow per user'],
  'Power Automate Process': ['Power Automate per process'],
  'Power Automate Free': ['Flow Free'],
  'Copilot Studio': ['Power Virtual Agents', 'PVA'],
  'Visio Plan 1': ['Visio 1', 'Visio P1'],
  'Visio Plan 2': ['Visio 2', 'Visio P2'],
  'Planner Plan 1': ['Project Plan 1', 'Project P1'],
  'Planner and Project Plan 3': ['Planner Plan 3', 'Project Plan 3', 'Project P3'],
  'Project Plan 5': ['Planner and Project Plan 5', 'Project Online Premium', 'Project P5'],
  'Microsoft 365 Copilot': [
    'Office 365 Copilot',
    'Copilot for M365',
    'Copilot M365',
    'Copilot for Microsoft 365',
    'Copilot for Office 365',
  ],
  'Microsoft 365 F3': ['Office 365 F3'],
};

function standsBest(one: CatalogueProduct, other: CatalogueProduct): number {
  return (
    Number(other.isSelfService) - Number(one.isSelfService) ||
    Number(isDepartmental(one.skuPartNumber)) - Number(isDepartmental(other.skuPartNumber))
  );
}

/** The catalogue by name, in its order. */
export const namedProducts: readonly NamedProduct[] = [...Map.groupBy(catalogue, (product) => product.name)].flatMap(
  ([name, skus]) => {
    const [sku] = skus.toSorted(standsBest);
    const partNumbers = skus.map((one) => one.skuPartNumber);
    return sku ? [{ name, sku, partNumbers, nicknames: nicknames[name] ?? [] }] : [];
  },
);

/** Abbreviations and run-together spellings, spelled out. */
const spelledOut = new Map([
  ['pbi', ['power', 'bi']],
  ['powerbi', ['power', 'bi']],
  ['powerapps', ['power', 'apps']],
  ['powerautomate', ['power', 'automate']],
  ['powerpages', ['power', 'pages']],
  ['copilotstudio', ['copilot', 'studio']],
  ['m365', ['microsoft', '365']],
]);

/** The words of a name, in lower case, as the catalogue writes them. */
export function nameWords(text: string): string[] {
  const typed = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return typed.flatMap((word) => spelledOut.get(word) ?? [word]);
}

/** Said of any licence, so that it tells no product from another. */
const licence = '(?:(?:per )?(?:user|seat|person) )?(?:licen[cs]es?|subscriptions?)|per (?:user|seat|person)';
const besides = new RegExp(`\\((?:${licence})\\)|\\b(?:${licence})\\s*$`, 'gi');
const maker = new Set(['ms', 'microsoft']);

/** What a name comes to without what tells nothing: who makes it, that it is a licence, case, spaces and marks. */
function essence(name: string): string {
  const words = nameWords(name);
  return (words.length > 1 && maker.has(words[0] ?? '') ? words.slice(1) : words).join(' ');
}

const longestName = 120;
const byEssence = new Map<string, NamedProduct>();
for (const product of namedProducts.toReversed()) {
  for (const name of [...product.nicknames, product.name]) byEssence.set(essence(name), product);
}
const families = new Map(catalogue.map(({ family }) => [essence(family), family]));

function isMicrosofts(publisher: string): boolean {
  return /^(?:|ms|microsoft(?: corp(?:oration)?)?\.?)$/i.test(publisher.trim());
}

/** The name as typed, and without what is said of any licence: some products are called "per user". */
function namings(name: string, publisher: string): string[] {
  if (name.length > longestName || !isMicrosofts(publisher)) return [];
  return [essence(name), essence(name.replace(besides, ' '))];
}

/**
 * The product of the catalogue that a name means: "MS Power BI Pro", "PBI Pro" and "Power BI Pro (user licence)" are one. Null
 * for what is no product's name, and for other publishers' products.
 */
export function productNamed(name: string, publisher: string): AssetProduct | null {
  const found = namings(name, publisher).flatMap((one) => byEssence.get(one) ?? [])[0];
  return found ? assetProductOf(found.sku.skuId, found.sku.skuPartNumber) : null;
}

/** The family that a product belongs to; of one that was typed, the one that its name means, as "MS Visio" does. */
function familyOf({ name, publisher, family, skuId }: AssetProduct): string | null {
  if (skuId !== null) return family;
  return namings(name, publisher).flatMap((one) => families.get(one) ?? [])[0] ?? null;
}

/**
 * Whether two products are the same for matching a declaration with what discovery found: the same SKU, two SKUs of one
 * catalogue product, a name that means it, or the same name of the same publisher, whatever the case, the spaces, or a name
 * that repeats its publisher ("Microsoft Visio Plan 2").
 */
export function sameProduct(one: AssetProduct, other: AssetProduct): boolean {
  const isSameSku = one.skuId !== null && one.skuId.toLowerCase() === other.skuId?.toLowerCase();
  return isSameSku || identity(one) === identity(other);
}

/** Whether a product that was typed may be the other, of which it names the family alone. */
export function maybeSameProduct(one: AssetProduct, other: AssetProduct): boolean {
  const isTyped = [one, other].some(({ skuId }) => skuId === null);
  const family = familyOf(one);
  return isTyped && family !== null && family === familyOf(other);
}

function identity(product: AssetProduct): string {
  const isTyped = product.skuId === null && product.publisher !== '';
  const named = isTyped ? productNamed(product.name, product.publisher) : null;
  const { publisher, name } = productBySku(product.skuId) ?? named ?? product;
  const by = squeeze(publisher);
  const called = squeeze(name);
  return `${by}/${called.length > by.length && called.startsWith(by) ? called.slice(by.length) : called}`;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '').toLowerCase();
}
