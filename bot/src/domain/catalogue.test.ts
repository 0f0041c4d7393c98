import { describe, expect, it } from 'vitest';
import type { AssetProduct } from './asset.ts';
import { assetProductOf, catalogue, isDepartmental, productBySku } from './catalogue.ts';
import { sameProduct } from './product-names.ts';

const powerBiPro = 'f8a1db68-be16-40ed-86d5-cb42ce701560';
const powerBiProDept = '3a6a908c-09c5-406a-8170-8ebb63c42882';
const visioPlan1 = '4b244418-9658-4451-a2b8-b5e2b364e9bd';
const visioPlan2 = 'c5928f49-12ba-48f7-ada3-0d743a3601d5';

function byHand(name: string, publisher: string): AssetProduct {
  return { name, publisher, family: null, skuId: null, skuPartNumber: null };
}

describe('catalogue', () => {
  it('given every SKU, when its GUID is looked at, then it is well formed and occurs once', () => {
    const ids = catalogue.map((product) => product.skuId);
    expect(ids.filter((id) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('given the list of self-service products, when their SKUs are asked for, then all 15 that have one are there', () => {
    const names = new Set(catalogue.filter((product) => product.isSelfService).map((product) => product.name));
    expect([...names].sort()).toEqual([
      'Clipchamp Premium',
      'Microsoft 365 Copilot',
      'Microsoft 365 F3',
      'Planner Plan 1',
      'Planner and Project Plan 3',
      'Power Apps Premium',
      'Power Automate Premium',
      'Power Automate per user plan',
      'Power BI Premium Per User',
      'Power BI Pro',
      'Teams Exploratory',
      'Teams Premium',
      'Visio Plan 1',
      'Visio Plan 2',
      'Viva Goals User-led',
    ]);
  });

  it('given the departmental SKUs, when listed, then they are the nine known ones, each of a self-service product', () => {
    const departmental = catalogue.filter(({ skuPartNumber }) => isDepartmental(skuPartNumber));
    expect(departmental.map((product) => product.skuPartNumber).sort()).toEqual([
      'FLOW_PER_USER_DEPT',
      'Microsoft_Teams_Exploratory_Dept',
      'PBI_PREMIUM_PER_USER_DEPT',
      'POWER_BI_PRO_DEPT',
      'PROJECT_PLAN1_DEPT',
      'PROJECT_PLAN3_DEPT',
      'Teams_Premium_(for_Departments)',
      'VISIO_PLAN1_DEPT',
      'VISIO_PLAN2_DEPT',
    ]);
    expect(departmental.filter((product) => !product.isSelfService)).toEqual([]);
  });

  it('given every list price, when looked at, then it is a whole number of cents with a source and a date', () => {
    const prices = catalogue.flatMap((product) => product.listPrice ?? []);
    expect(prices.length).toBeGreaterThan(10);
    for (const price of prices) {
      expect(price).toMatchObject({ currency: 'USD', source: expect.stringMatching(/./) });
      expect(Number.isInteger(price.minor) && price.minor > 0).toBe(true);
      expect(price.asOf).toMatch(/^(\d{4}-\d{2}|undated)$/);
    }
    expect(productBySku(powerBiPro)?.listPrice?.minor).toBe(1400);
  });

  it('given Windows 365, when its sizes are looked at, then each is a product, in business, enterprise and shared use', () => {
    const sizes = catalogue.filter(({ family }) => family === 'Windows 365');
    expect(sizes).toHaveLength(41);
    expect(productBySku('816eacd3-e1e3-46b3-83c8-1ffd37e053d9')?.name).toBe('Windows 365 Business 1 vCPU 2 GB 64 GB');
    expect(productBySku('24be3cd7-82ca-41a5-94a7-4903373cdcae')?.name).toBe('Windows 365 Business 16 vCPU 64 GB 1 TB');
  });

  it('given Power Apps per app, which is off the price list, when looked at, then it has no price', () => {
    expect(productBySku('b4d7b828-e8dc-4518-91f9-e123ae48440d')).toMatchObject({
      name: 'Power Apps per app plan',
      listPrice: null,
    });
  });

  it('given products without a price that others report, when looked at, then none is made up', () => {
    const unpriced = ['Teams Premium', 'Clipchamp Premium', 'Microsoft 365 F3', 'Copilot Studio'];
    expect(catalogue.filter(({ name, listPrice }) => unpriced.includes(name) && listPrice !== null)).toEqual([]);
  });

  it.each([
    ['606b54a9-78d8-4298-ad8b-df6ef4481c80', 'viral'],
    ['1e615a51-59db-4807-9957-aa83c3657351', 'viral'],
    ['710779e8-3d4a-4c88-adb9-386c958d1fdf', 'viral'],
    ['9c7bff7a-3715-4da7-88d3-07f57f8d0fb6', 'trial'],
    ['bf666882-9c9b-4b2e-aa2f-4789b0a52ba2', 'free'],
    [visioPlan1, 'paid'],
    ['74fbf1bb-47c6-4796-9623-77dc7371723b', 'trial'],
    ['338148b6-1b11-4102-afb9-f92b6cdc0f8d', 'viral'],
    ['556640c0-53ea-4773-907d-29c55332983f', 'viral'],
    ['00b861da-8087-4e30-beb8-8db3c6d9581e', 'paid'],
    ['816eacd3-e1e3-46b3-83c8-1ffd37e053d9', 'paid'],
  ])('given SKU %s, when its kind is asked, then it is %s', (skuId, kind) => {
    expect(productBySku(skuId)?.kind).toBe(kind);
  });
});

describe('productBySku', () => {
  it('given a GUID in capitals, when looked up, then it is found', () => {
    expect(productBySku(powerBiPro.toUpperCase())?.skuPartNumber).toBe('POWER_BI_PRO');
  });

  it.each([null, '', 'POWER_BI_PRO', '00000000-0000-0000-0000-000000000000', '__proto__'])(
    'given %s, when looked up, then nothing is found',
    (skuId) => {
      expect(productBySku(skuId)).toBeUndefined();
    },
  );
});

describe('assetProductOf', () => {
  it('given a departmental SKU, when kept, then it has the name of its product and its own part number', () => {
    expect(assetProductOf(powerBiProDept.toUpperCase(), 'POWER_BI_PRO_DEPT')).toEqual({
      name: 'Power BI Pro',
      publisher: 'Microsoft',
      family: 'Power BI',
      skuId: powerBiProDept,
      skuPartNumber: 'POWER_BI_PRO_DEPT',
    });
  });

  it('given an unknown SKU, when kept, then it is named by its part number and no family is guessed', () => {
    expect(assetProductOf('11111111-2222-3333-4444-555555555555', 'NEW_THING')).toEqual({
      name: 'NEW_THING',
      publisher: 'Microsoft',
      family: null,
      skuId: '11111111-2222-3333-4444-555555555555',
      skuPartNumber: 'NEW_THING',
    });
  });

  it('given a known SKU that Graph shows without its part number, when kept, then the catalogue supplies it', () => {
    expect(assetProductOf(visioPlan2, null)).toMatchObject({ name: 'Visio Plan 2', skuPartNumber: 'VISIOCLIENT' });
  });

  it('given neither GUID nor part number, when kept, then it still has a name', () => {
    expect(assetProductOf(null, null).name).toBe('UNKNOWN_SKU');
  });
});

describe('sameProduct', () => {
  const pro = assetProductOf(powerBiPro, 'POWER_BI_PRO');

  it.each<[string, AssetProduct, AssetProduct]>([
    ['one SKU in two cases', pro, { ...byHand('Renamed', 'Microsoft'), skuId: powerBiPro.toUpperCase() }],
    ['a departmental and a plain SKU', pro, assetProductOf(powerBiProDept, 'POWER_BI_PRO_DEPT')],
    ['a SKU and its name typed by hand', pro, byHand('power  bi PRO', ' microsoft')],
    ['a SKU and a name that means it', pro, byHand('PBI Pro (user licence)', 'MS')],
    ['a SKU and its name with the publisher in it', pro, byHand('Microsoft Power BI Pro', 'Microsoft')],
    [
      'two spellings of another publisher',
      byHand('Figma Professional', 'Figma'),
      byHand('figma professional ', 'FIGMA'),
    ],
  ])('given %s, when compared, then they are the same, either way round', (_, one, other) => {
    expect([sameProduct(one, other), sameProduct(other, one)]).toEqual([true, true]);
  });

  it.each<[string, AssetProduct, AssetProduct]>([
    ['two plans', assetProductOf(visioPlan1, null), assetProductOf(visioPlan2, null)],
    ['the same name of two publishers', byHand('Pro', 'Figma'), byHand('Pro', 'Slack')],
    ['a SKU and its name under no publisher', pro, byHand('Power BI Pro', '')],
    ['two unknown SKUs', assetProductOf('a', 'NEW_A'), assetProductOf('b', 'NEW_B')],
    ['a publisher and a product called like it', byHand('Figma', 'Figma'), byHand('Figma Jam', 'Figma')],
  ])('given %s, when compared, then they differ, either way round', (_, one, other) => {
    expect([sameProduct(one, other), sameProduct(other, one)]).toEqual([false, false]);
  });
});
