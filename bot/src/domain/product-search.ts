import MiniSearch, { type SearchOptions } from 'minisearch';
import type { AssetProduct } from './asset.ts';
import { assetProductOf } from './catalogue.ts';
import { type NamedProduct, namedProducts, nameWords } from './product-names.ts';

const longestQuery = 100;

/** The product as an asset keeps it. */
function assetProduct({ sku }: NamedProduct): AssetProduct {
  return assetProductOf(sku.skuId, sku.skuPartNumber);
}

const notForOnePerson =
  /capacity|add-on|Additional|Attach|Windows 365|faculty|education|embedded|\bBD only|preview|Premium (?:EM\d|P\d)$/i;

/** What people most often buy for themselves comes before its neighbours that match as well. */
function likelihood({ name, sku }: NamedProduct): number {
  const kind = sku.kind === 'paid' ? 1 : 0.7;
  const selfService = sku.isSelfService ? 1.5 : 1;
  return kind * selfService * (sku.listPrice ? 1.2 : 1) * (notForOnePerson.test(name) ? 0.4 : 1);
}

const index = new MiniSearch<NamedProduct>({
  idField: 'name',
  fields: ['name', 'nicknames', 'family', 'partNumbers'],
  extractField: (product, field) => {
    if (field === 'nicknames') return product.nicknames.join(' ');
    if (field === 'partNumbers') return product.partNumbers.join(' ');
    return field === 'family' ? product.sku.family : product.name;
  },
  tokenize: nameWords,
  searchOptions: {
    boost: { name: 3, nicknames: 0.5, family: 0.5, partNumbers: 0.5 },
    prefix: true,
    fuzzy: (term) => (term.length > 3 ? 0.34 : false),
    weights: { prefix: 0.4, fuzzy: 0.1 },
    boostDocument: (name) => likelihoods.get(name) ?? 1,
  },
});
const byName = new Map(namedProducts.map((product) => [product.name, product]));
const likelihoods = new Map<string, number>(namedProducts.map((product) => [product.name, likelihood(product)]));
index.addAll(namedProducts);

function search(text: string, options: SearchOptions): NamedProduct[] {
  return index.search(text, options).flatMap((hit) => byName.get(hit.id) ?? []);
}

/**
 * The catalogue's products that a person may mean by a name or part of it, best first, one per product name.
 * Misspellings, abbreviations and SKU part numbers are understood. Products that match every word come before those that
 * match some. Nothing typed finds nothing.
 */
export function findProducts(text: string, limit = 10): AssetProduct[] {
  const query = text.slice(0, longestQuery);
  const found = new Set([...search(query, { combineWith: 'AND' }), ...search(query, { combineWith: 'OR' })]);
  return [...found].slice(0, limit).map(assetProduct);
}

/** The one product that a misspelt full name ("Powr BI Pro") means; null unless every word of it is recognised. */
export function productMisspelt(name: string): AssetProduct | null {
  const typed = nameWords(name.slice(0, longestQuery));
  const [best] = search(typed.join(' '), {
    combineWith: 'AND',
    prefix: false,
    fuzzy: (term) => (term.length > 3 ? 0.2 : false),
    fields: ['name'],
  });
  return best && nameWords(best.name).length === typed.length ? assetProduct(best) : null;
}

const familyWords = new Set(namedProducts.flatMap(({ sku }) => nameWords(sku.family)));

/** Whether a phrase names a family, such as "Power BI" or "Visio", or a number of it, and not one product of it. */
export function namesOnlyFamily(phrase: string): boolean {
  return nameWords(phrase).every((word) => familyWords.has(word) || /^\d+$/.test(word));
}

/** Paid products and trials that one person may buy, by name: few enough for a drop-down in a card. */
export const declarableProducts: AssetProduct[] = namedProducts
  .filter(({ name, sku }) => sku.isSelfService || (['paid', 'trial'].includes(sku.kind) && !notForOnePerson.test(name)))
  .map(assetProduct)
  .toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
