import type { Asset } from './asset.ts';
import { costCentreKey } from './cost-centre.ts';

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
    costCentre: costCentre === null ? [] : ofCostCentre(costCentreOwners, costCentre),
  };
}

/** The owners of what a person may have named, such as a product typed by hand: only those that the table itself lists. */
function named(owners: Readonly<Record<string, readonly string[]>>, name: string | null): readonly string[] {
  return name !== null && Object.hasOwn(owners, name) ? (owners[name] ?? []) : [];
}

/** The owners of a cost centre, in whatever spelling it was given owners. */
function ofCostCentre(owners: Areas['costCentreOwners'], costCentre: string): readonly string[] {
  const key = costCentreKey(costCentre);
  return Object.entries(owners).flatMap(([area, ids]) => (costCentreKey(area) === key ? ids : []));
}
