import { describe, expect, it } from 'vitest';
import { assetProductOf, catalogue } from './catalogue.ts';
import { maybeSameProduct, productNamed } from './product-names.ts';

const byHand = (name: string, publisher = 'Microsoft') => ({
  name,
  publisher,
  family: null,
  skuId: null,
  skuPartNumber: null,
});

describe('productNamed', () => {
  it.each([
    ['Power BI Pro', 'Power BI Pro'],
    ['power  bi PRO', 'Power BI Pro'],
    ['Power BI Pro (user licence)', 'Power BI Pro'],
    ['Power BI Pro (per user)', 'Power BI Pro'],
    ['PBI Pro', 'Power BI Pro'],
    ['PowerBI Pro license', 'Power BI Pro'],
    ['MS Power BI Pro subscription', 'Power BI Pro'],
    ['Power BI Premium Per User', 'Power BI Premium Per User'],
    ['PPU', 'Power BI Premium Per User'],
    ['Power Apps per user', 'Power Apps Premium'],
    ['MS Visio Plan 2', 'Visio Plan 2'],
    ['Visio P2', 'Visio Plan 2'],
    ['Microsoft Project Plan 3', 'Planner and Project Plan 3'],
    ['M365 Copilot', 'Microsoft 365 Copilot'],
    ['Microsoft 365 F3 (user license)', 'Microsoft 365 F3'],
  ])('given “%s”, when asked, then it is %s', (typed, name) => {
    expect(productNamed(typed, 'Microsoft')?.name).toBe(name);
    expect(productNamed(typed, '')?.name).toBe(name);
  });

  it('given every name of the catalogue, when asked, then it is that product', () => {
    for (const { name } of catalogue) expect(productNamed(name, 'Microsoft')?.name).toBe(name);
  });

  it.each([
    'MS Visio',
    'Visio',
    'Power BI',
    'Power BI Premium',
    'Pro',
    'Copilot',
    'Figma',
    'licence',
    '',
    '—',
    'x'.repeat(9_999),
  ])('given “%.40s”, which names no one product, when asked, then there is none', (typed) => {
    expect(productNamed(typed, 'Microsoft')).toBeNull();
  });

  it('given another publisher’s, when asked, then it is none of Microsoft’s', () => {
    expect(productNamed('Power BI Pro', 'Figma')).toBeNull();
  });
});

describe('maybeSameProduct', () => {
  const plan2 = assetProductOf('c5928f49-12ba-48f7-ada3-0d743a3601d5', null);

  it.each([
    ['MS Visio', 'Microsoft', true],
    ['Visio (user licence)', 'MS', true],
    ['Power BI', 'Microsoft', false],
    ['Visio', 'Figma', false],
    ['Figma', 'Microsoft', false],
  ])(
    'given “%s” of %s that was typed, when compared with Visio Plan 2, then it may be it: %s',
    (name, by, expected) => {
      expect(maybeSameProduct(byHand(name, by), plan2)).toBe(expected);
      expect(maybeSameProduct(plan2, byHand(name, by))).toBe(expected);
    },
  );

  it('given two of a family that Microsoft tells apart, when compared, then they are two', () => {
    expect(maybeSameProduct(plan2, assetProductOf('4b244418-9658-4451-a2b8-b5e2b364e9bd', null))).toBe(false);
  });
});
