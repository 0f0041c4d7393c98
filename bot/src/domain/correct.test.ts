import { describe, expect, it } from 'vitest';
import {
  acrobat,
  aDecidedAsset,
  aDeclaredAsset,
  alex,
  anAsset,
  codeOf,
  debra,
  powerBiPro,
  refusalOf,
  today,
} from '../../test/support/builders.ts';
import { type Asset, type AssetStatus, assetStatuses } from './asset.ts';
import {
  type AddedSeats,
  correct,
  moveStatus,
  parseCorrection,
  retire,
  statusesByHand,
  type TypedCorrection,
} from './correct.ts';
import type { Correction } from './entry.ts';
import type { Lot } from './lots.ts';
import { wordsFor } from './words/words.ts';

/** So many seats of {@link aDeclaredAsset} for so much in all. */
const paid = (quantity: number, minor: number): Lot => ({
  quantity,
  price: { minor, currency: 'USD' },
  per: 'all',
  since: '2026-11-20',
});

const added = (over: Partial<AddedSeats>): AddedSeats => ({
  quantity: '1',
  price: '20',
  pricePer: 'seat',
  since: '2026-11-23',
  ...over,
});

describe('parseCorrection', () => {
  const undated = anAsset({ purchasedOn: null });
  const typedAsset = aDeclaredAsset({
    subscription: null,
    product: { ...acrobat, name: 'MS Visio', publisher: 'Microsoft' },
  });
  const unlisted = {
    ...acrobat,
    name: 'CONTOSO_APP',
    publisher: 'Microsoft',
    skuId: 'x',
    skuPartNumber: 'CONTOSO_APP',
  };

  it.each<[TypedCorrection, Asset, Correction]>([
    [{}, anAsset(), {}],
    [{ quantity: '7', costCentre: ' CC-9 ' }, anAsset(), { quantity: 7, costCentre: 'CC-9' }],
    [{ price: '20', currency: 'eur' }, anAsset(), { unitPrice: { minor: 2_000, currency: 'EUR' }, lots: [] }],
    [{ price: '20 €' }, anAsset(), { unitPrice: { minor: 2_000, currency: 'EUR' }, lots: [] }],
    [{ price: '$20' }, aDeclaredAsset(), { unitPrice: { minor: 2_000, currency: 'USD' }, lots: [] }],
    [{ price: '20' }, aDeclaredAsset(), { unitPrice: { minor: 2_000, currency: 'USD' }, lots: [] }],
    [
      { price: '250', pricePer: 'all', quantity: '13' },
      aDeclaredAsset(),
      { quantity: 13, unitPrice: null, lots: [paid(13, 25_000)] },
    ],
    [{ price: '250', pricePer: 'all' }, aDeclaredAsset(), { unitPrice: null, lots: [paid(3, 25_000)] }],
    [{ product: 'PBI Pro', publisher: 'MS' }, typedAsset, { product: { ...powerBiPro } }],
    [
      { product: ' Figma  Pro ', publisher: 'Figma' },
      typedAsset,
      { product: { ...acrobat, name: 'Figma Pro', publisher: 'Figma' } },
    ],
    [{ publisher: 'Adobe Inc.' }, typedAsset, { product: { ...acrobat, name: 'MS Visio', publisher: 'Adobe Inc.' } }],
    [{ product: 'Contoso App' }, anAsset({ product: unlisted }), { product: { ...unlisted, name: 'Contoso App' } }],
    [
      { quantity: '5', added: { quantity: '2', price: '25', pricePer: 'seat', since: '2026-11-23' } },
      aDeclaredAsset(),
      {
        quantity: 5,
        unitPrice: null,
        lots: [
          { quantity: 3, price: { minor: 1_400, currency: 'USD' }, per: 'seat', since: '2026-11-20' },
          { quantity: 2, price: { minor: 2_500, currency: 'USD' }, per: 'seat', since: '2026-11-23' },
        ],
      },
    ],
    [
      { added: { quantity: '2', price: '$45', pricePer: 'all', since: '2026-11-23' } },
      aDeclaredAsset({ quantity: 15, unitPrice: null, lots: [paid(13, 25_000)] }),
      { unitPrice: null, lots: [paid(13, 25_000), { ...paid(2, 4_500), since: '2026-11-23' }] },
    ],
    [{ renewsOn: '' }, anAsset(), { renewsOn: null }],
    [{ renewsOn: '2026-01-01' }, undated, { renewsOn: '2026-01-01' }],
    [{ renewsOn: '2000-01-01' }, undated, { renewsOn: '2000-01-01' }],
    [
      { purchasedOn: '2026-01-01', renewsOn: '2026-02-01', billingTerm: 'yearly' },
      anAsset(),
      { purchasedOn: '2026-01-01', renewsOn: '2026-02-01', billingTerm: 'yearly' },
    ],
  ])('given %o, when read, then just those fields change', (typed, asset, changes) => {
    expect(parseCorrection(typed, asset, today)).toEqual(changes);
  });

  it.each<[TypedCorrection, Asset, string]>([
    [{ product: 'Figma', publisher: 'Figma' }, anAsset(), 'product.known'],
    [{ product: ' ' }, typedAsset, 'product.missing'],
    [{ publisher: '' }, typedAsset, 'publisher.missing'],
    [{ currency: 'EUR' }, aDeclaredAsset(), 'currency.alone'],
    [{ currency: 'EUR', quantity: '7' }, anAsset(), 'currency.alone'],
    [{ price: '20' }, anAsset(), 'currency.missing'],
    [{ pricePer: 'all' }, aDeclaredAsset(), 'price.missing'],
    [{ added: added({ quantity: '3' }) }, aDeclaredAsset(), 'lot.too-many-seats'],
    [{ added: added({}) }, aDeclaredAsset({ unitPrice: null, lots: [paid(3, 4_200)] }), 'lot.too-many-seats'],
    [{ added: added({ price: '€20' }) }, aDeclaredAsset(), 'lot.other-currency'],
    [{ added: added({}) }, anAsset(), 'currency.missing'],
    [{ added: added({ since: '2026-12-24' }) }, aDeclaredAsset(), 'purchase-date.future'],
    [{ price: '20', pricePer: 'half' }, aDeclaredAsset(), 'price.basis-unknown'],
    [{ price: '20', currency: '' }, aDeclaredAsset(), 'price.unknown-currency'],
    [{ price: '', currency: 'EUR' }, aDeclaredAsset(), 'price.missing'],
    [{ renewsOn: '1900-01-01' }, undated, 'renewal.too-old'],
    [{ renewsOn: '1999-12-31' }, undated, 'renewal.too-old'],
    [{ renewsOn: '2099-01-01' }, undated, 'renewal.too-far'],
    [{ renewsOn: '2026-11-19' }, anAsset(), 'renewal.before-purchase'],
    [{ renewsOn: '2026-11-25', purchasedOn: '2026-11-26' }, anAsset(), 'purchase-date.future'],
    [{ renewsOn: '2026-11-22', purchasedOn: '2026-11-23' }, anAsset(), 'renewal.before-purchase'],
    [{ purchasedOn: '1999-12-31' }, undated, 'purchase-date.too-old'],
    [{ quantity: '0' }, anAsset(), 'seats.too-few'],
    [{ billingTerm: 'weekly' }, anAsset(), 'term.unknown'],
    [{ costCentre: ' ' }, anAsset(), 'cost-centre.missing'],
  ])('given %o, when read, then it is refused in words', (typed, asset, code) => {
    expect(refusalOf(() => parseCorrection(typed, asset, today))).toMatchObject({ kind: 'invalid', code });
  });
});

describe('correct', () => {
  it('given several fields, when some hold the value already, then only the others are in the fact', () => {
    const changes: Correction = { quantity: 3, costCentre: 'CC-9', unitPrice: { minor: 1_400, currency: 'USD' } };
    expect(correct(aDeclaredAsset(), changes, 'Invoice 42')).toEqual([
      { type: 'corrected', changes: { costCentre: 'CC-9' }, reason: 'Invoice 42' },
    ]);
  });

  it.each<Correction>([
    {},
    { quantity: 3 },
    { unitPrice: { minor: 1_400, currency: 'USD' } },
    { unitPrice: { minor: 1_400, currency: 'USD' }, lots: [] },
    { owner: { ...alex } },
    { renewsOn: '2026-12-20', purchasedOn: '2026-11-20' },
  ])('given %o, which holds already, when corrected, then nothing happened', (changes) => {
    expect(correct(aDeclaredAsset(), changes, 'x')).toEqual([]);
  });

  it.each<Correction>([
    { unitPrice: { minor: 1_400, currency: 'EUR' } },
    { owner: debra },
    { renewsOn: null },
    { purchasedOn: '2026-12-20' },
  ])('given %o, when corrected, then it is in the fact', (changes) => {
    expect(correct(aDeclaredAsset(), changes, 'x')).toEqual([{ type: 'corrected', changes, reason: 'x' }]);
  });

  it.each<Correction>([{ renewsOn: '2026-11-19' }, { purchasedOn: '2026-12-21' }])(
    'given %o, when corrected, then it is refused, since it would renew before it was bought',
    (changes) => {
      expect(refusalOf(() => correct(aDeclaredAsset(), changes, 'x'))).toMatchObject({
        kind: 'invalid',
        code: 'renewal.before-purchase',
      });
    },
  );

  it('given dates that contradict each other already, when another field is corrected, then they do not stand in its way', () => {
    const odd = aDeclaredAsset({ purchasedOn: '2026-12-21', renewsOn: '2026-12-20' });
    expect(correct(odd, { costCentre: 'CC-9' }, 'x')).toHaveLength(1);
    expect(codeOf(() => correct(odd, { purchasedOn: '2026-12-22' }, 'x'))).toBe('renewal.before-purchase');
    expect(correct(odd, { purchasedOn: '2026-12-19' }, 'x')).toHaveLength(1);
  });
});

describe('retire', () => {
  it.each([anAsset(), aDeclaredAsset(), aDecidedAsset('rejected')])(
    'given a purchase that is $status, when retired, then that is a fact with its reason',
    (asset) => {
      expect(retire(asset, 'Cancelled')).toEqual([{ type: 'retired', reason: 'Cancelled' }]);
    },
  );

  it('given a retired purchase, when retired again, then nothing happened', () => {
    expect(retire(anAsset({ status: 'retired' }), 'Cancelled')).toEqual([]);
  });
});

describe('moveStatus', () => {
  it.each(assetStatuses)('given a purchase that is %s, when moved there, then nothing happened', (status) => {
    expect(moveStatus(aDeclaredAsset({ status }), status, 'x')).toEqual([]);
  });

  const pairs = assetStatuses.flatMap((from) => assetStatuses.map((to): [AssetStatus, AssetStatus] => [from, to]));
  it.each(pairs.filter(([from, to]) => from !== to))(
    'given a declared purchase that is %s, when moved to %s, then that is a fact with its reason',
    (from, to) => {
      expect(moveStatus(aDeclaredAsset({ status: from }), to, 'By hand')).toEqual([
        { type: 'status-moved', to, reason: 'By hand' },
      ]);
    },
  );

  // Declared once and sent back to the start, or retired without a word, is as if it never was.
  const undeclared = [anAsset(), anAsset({ status: 'rejected' }), anAsset({ status: 'retired' })];
  it.each(
    undeclared.flatMap((asset) => (['declared', 'approved'] as const).map((to) => ({ from: asset.status, to, asset }))),
  )(
    'given a purchase that is $from and that nobody declared, when moved to $to, then it is refused in words',
    ({ asset, to }) => {
      const refusal = refusalOf(() => moveStatus(asset, to, 'Known to everyone'));
      expect(refusal).toMatchObject({ kind: 'conflict', code: 'status.needs-declaration', params: { to } });
      const { refusals, status } = wordsFor('en');
      expect(refusals['status.needs-declaration'](refusal?.params ?? {}, 'en')).toContain(`“${status[to]}”`);
    },
  );

  it.each(['rejected', 'retired'] as const)(
    'given a purchase that nobody declared, when moved to %s, then that is allowed',
    (to) => {
      expect(codeOf(() => moveStatus(anAsset(), to, 'x'))).toBe('accepted');
    },
  );
});

describe('statusesByHand', () => {
  it.each(assetStatuses.flatMap((status) => [aDeclaredAsset({ status }), anAsset({ status })]))(
    'given one that is $status, declared at $declaredAt, when asked, then it is where it may be moved',
    (asset) => {
      const open = assetStatuses.filter(
        (to) => to !== asset.status && codeOf(() => moveStatus(asset, to, 'x')) === 'accepted',
      );
      expect(statusesByHand(asset)).toEqual(open);
    },
  );
});
