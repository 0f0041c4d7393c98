import { type AssetProduct, type BillingTerm, billingTerms } from './asset.ts';
import type { ListPrice } from './settings.ts';

/** The lines of the price book for a product, named by its name or its SKU part number; the shortest term first. */
export function listPricesOf(
  product: Pick<AssetProduct, 'name' | 'skuPartNumber'>,
  priceBook: readonly ListPrice[],
): ListPrice[] {
  const names = [product.name, product.skuPartNumber].flatMap((name) => name?.trim().toLowerCase() || []);
  return priceBook
    .filter((line) => names.includes(line.product.toLowerCase()))
    .sort((a, b) => billingTerms.indexOf(a.billingTerm) - billingTerms.indexOf(b.billingTerm));
}

/**
 * What the price book says of a product: for the term and in the currency that are known already, which `null` leaves
 * open. A guess to start from, never what was paid.
 */
export function listPriceOf(
  product: Pick<AssetProduct, 'name' | 'skuPartNumber'>,
  wanted: { billingTerm: BillingTerm | null; currency: string | null },
  priceBook: readonly ListPrice[],
): ListPrice | null {
  const fits = listPricesOf(product, priceBook).filter(
    ({ billingTerm, unitPrice }) =>
      (wanted.billingTerm === null || billingTerm === wanted.billingTerm) &&
      (wanted.currency === null || unitPrice.currency === wanted.currency),
  );
  return fits[0] ?? null;
}
