import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import { declarableProducts, findProducts, namesOnlyFamily, productMisspelt } from './product-search.ts';

describe('findProducts', () => {
  it.each([
    ['powerbi pro', 'Power BI Pro'],
    ['Power BI Pro', 'Power BI Pro'],
    ['pbi', 'Power BI Pro'],
    ['power bi', 'Power BI Pro'],
    ['powr bi pro', 'Power BI Pro'],
    ['POWER_BI_PRO_DEPT', 'Power BI Pro'],
    ['ppu', 'Power BI Premium Per User'],
    ['power automate', 'Power Automate Premium'],
    ['powerautomate premium', 'Power Automate Premium'],
    ['power apps', 'Power Apps Premium'],
    ['visio 2', 'Visio Plan 2'],
    ['visoi', 'Visio Plan 1'],
    ['copilot', 'Microsoft 365 Copilot'],
    ['m365 copilot', 'Microsoft 365 Copilot'],
    ['copilot studio', 'Copilot Studio'],
    ['pva', 'Copilot Studio'],
    ['project 3', 'Planner and Project Plan 3'],
    ['planer', 'Planner Plan 1'],
    ['teams prem', 'Teams Premium'],
    ['clip', 'Clipchamp Premium'],
    ['f3', 'Microsoft 365 F3'],
  ])('given "%s", when searched, then %s comes first', (text, name) => {
    expect(findProducts(text)[0]?.name).toBe(name);
  });

  it('given a product with a departmental SKU, when found, then the plain self-service SKU stands for it', () => {
    expect(findProducts('teams premium')[0]).toEqual({
      name: 'Teams Premium',
      publisher: 'Microsoft',
      family: 'Teams',
      skuId: '36a0f3b3-adb5-49ea-bf66-762134cf063a',
      skuPartNumber: 'Microsoft_Teams_Premium',
    });
  });

  it('given a word of many products, when searched, then no name comes twice and the limit holds', () => {
    const names = findProducts('power', 100).map((product) => product.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(10);
    expect(findProducts('power')).toHaveLength(10);
    expect(findProducts('power', 3)).toHaveLength(3);
  });

  it.each(['', '   ', 'figma', 'zzzz', '🙂🙂', '<script>', '\u202e', '-', 'constructor'])(
    'given "%s", when searched, then nothing is found',
    (text) => {
      expect(findProducts(text)).toEqual([]);
    },
  );

  it('given 100,000 characters, when searched, then only their start counts', () => {
    expect(findProducts(`visio plan 2${' '.repeat(100_000)}power bi`)[0]?.name).toBe('Visio Plan 2');
  });
});

describe('productMisspelt', () => {
  it.each([
    ['Powr BI Pro', 'Power BI Pro'],
    ['Clipchmp Premium', 'Clipchamp Premium'],
    ['Power Automat Premium', 'Power Automate Premium'],
  ])('given "%s", when recognised, then it is %s', (typed, name) => {
    expect(productMisspelt(typed)?.name).toBe(name);
  });

  it.each(['Figma Professional', 'Visio Plan 3', 'Office Pro', 'Pro', 'Adobe Premium', 'Power', ''])(
    'given "%s", when recognised, then it is no product of the catalogue',
    (typed) => {
      expect(productMisspelt(typed)).toBeNull();
    },
  );
});

describe('namesOnlyFamily', () => {
  it.each([
    ['Power BI', true],
    ['copilot', true],
    ['Visio 2', true],
    ['Visio Plan 2', false],
    ['Figma', false],
  ])('given "%s", when asked, then the answer is %s', (phrase, expected) => {
    expect(namesOnlyFamily(phrase)).toBe(expected);
  });
});

describe('declarableProducts', () => {
  const names = declarableProducts.map((product) => product.name);

  it('given a drop-down in a card, when filled, then it holds at most 45 names, each once, in order', () => {
    expect(names.length).toBeLessThanOrEqual(45);
    expect(names).toEqual([...new Set(names)].sort((one, other) => one.localeCompare(other, 'en')));
  });

  it('given the self-service products, when the drop-down is filled, then none is missing', () => {
    const selfService = catalogue.filter((product) => product.isSelfService).map((product) => product.name);
    expect(selfService.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('given what nobody buys alone, when the drop-down is filled, then it is left out', () => {
    expect(names.filter((name) => /capacity|faculty|add-on|free/i.test(name))).toEqual([]);
  });
});
