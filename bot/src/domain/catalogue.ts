import type { AssetProduct } from './asset.ts';
import { catalogueLines } from './catalogue-data.ts';
import { windows365Lines } from './catalogue-windows-365.ts';

/** A product of the catalogue: one SKU that Microsoft sells, keyed by its GUID (string ids repeat and contain odd characters). */
export type CatalogueProduct = {
  skuId: string;
  skuPartNumber: string;
  name: string;
  family: string;
  publisher: 'Microsoft';
  /** `viral`: people sign themselves up for free; `trial`: turns paid or ends; `free`: never paid; `paid`: has a price. */
  kind: 'paid' | 'trial' | 'viral' | 'free';
  /** One of the products that Microsoft lists as open to self-service purchase. */
  isSelfService: boolean;
  /**
   * List price of a seat for a month on an annual commitment: a default to edit, never invoice truth.
   * `asOf` is `YYYY-MM`, or `undated` where the source gives no date.
   */
  listPrice: { minor: number; currency: 'USD'; source: string; asOf: string } | null;
};

const departmental = /_dept$|for_departments/i;

/** Whether a SKU's part number says that it is for departments, which is how Microsoft names what people buy by themselves. */
export function isDepartmental(skuPartNumber: string | null): boolean {
  return skuPartNumber !== null && departmental.test(skuPartNumber);
}

/** Every known SKU; the SKUs of one product stand together and share its name. */
export const catalogue: readonly CatalogueProduct[] = [...catalogueLines, ...windows365Lines].flatMap(
  ({ skus, ...product }) =>
    skus.map(([skuPartNumber, skuId]) => ({
      ...product,
      skuId,
      skuPartNumber,
      publisher: 'Microsoft' as const,
    })),
);

const bySku = new Map(catalogue.map((product) => [product.skuId, product]));

/** The product with this SKU GUID, in any case. */
export function productBySku(skuId: string | null): CatalogueProduct | undefined {
  return skuId === null ? undefined : bySku.get(skuId.toLowerCase());
}

/** What an asset keeps of a SKU that Graph showed. A SKU that the catalogue doesn't know is named by its part number. */
export function assetProductOf(skuId: string | null, skuPartNumber: string | null): AssetProduct {
  const known = productBySku(skuId);
  return {
    name: known?.name ?? skuPartNumber ?? skuId ?? 'UNKNOWN_SKU',
    publisher: 'Microsoft',
    family: known?.family ?? null,
    skuId: skuId?.toLowerCase() ?? null,
    skuPartNumber: skuPartNumber ?? known?.skuPartNumber ?? null,
  };
}
