import type { Asset } from './asset.ts';

/** Who owns which area, by configuration: product owners by product name or family, cost-centre owners by cost centre. Directory ids. */
export type Areas = {
  productOwners: Readonly<Record<string, readonly string[]>>;
  costCentreOwners: Readonly<Record<string, readonly string[]>>;
};

/** The owners of the areas that an asset lies in. Someone may stand in both lists, and in one of them twice. */
export function areaOwnersOf(
  { product, costCentre }: Pick<Asset, 'product' | 'costCentre'>,
  { productOwners, costCentreOwners }: Areas,
): { product: readonly string[]; costCentre: readonly string[] } {
  return {
    product: [...named(productOwners, product.name), ...named(productOwners, product.family)],
    costCentre: named(costCentreOwners, costCentre),
  };
}

/** The owners of what a person may have named, such as a product typed by hand: only those that the table itself lists. */
function named(owners: Readonly<Record<string, readonly string[]>>, name: string | null): readonly string[] {
  return name !== null && Object.hasOwn(owners, name) ? (owners[name] ?? []) : [];
}
