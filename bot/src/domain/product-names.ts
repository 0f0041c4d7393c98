import { type CatalogueProduct, catalogue, isDepartmental } from './catalogue.ts';

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
  'Microsoft 365 Copilot': ['Office 365 Copilot', 'Copilot for Microsoft 365', 'Copilot for Office 365'],
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
