import { describe, expect, it } from 'vitest';
import {
  acrobat,
  aDecidedAsset,
  aDeclaration,
  aDeclaredAsset,
  aForm,
  alex,
  anActor,
  anAsset,
  aPerson,
  aRouting,
  asAuditor,
  asColleague,
  asFallback,
  asItam,
  asMegan,
  at,
  codeOf,
  debra,
  megan,
  powerBiPro,
  refusalOf,
  today,
} from '../../test/support/builders.ts';
import type { Asset } from './asset.ts';
import {
  alreadyDeclared,
  type DeclarationInput,
  declare,
  disown,
  limits,
  parseCostCentre,
  parseDay,
  parseDeclaration,
  parsePurchaseDay,
  parseRenewal,
  parseSeats,
  parseText,
} from './declare.ts';
import type { Declaration } from './entry.ts';

const about = { product: null, policyVersion: '3', declarationId: '01KB0000000000000000000000', today };
const read = (over: Partial<DeclarationInput> = {}) => parseDeclaration(aForm(over), about);

const long = 'x'.repeat(100_000);
const rightToLeft = 'שלום, לוחות מחוונים للإدارة';
const emoji = '📊 for the 👩‍👩‍👧 team';
const markup = '**bold** [x](http://evil.example) <at>everyone</at> <script>alert(1)</script>';

describe('parseDeclaration', () => {
  it('given a form with nothing wrong in it, when read, then all of it is there, with the policy that was accepted', () => {
    expect(read()).toEqual({ ...aDeclaration(), lots: [], product: acrobat, policyVersion: '3' });
  });

  it('given 13 seats for 250.00 in all, when read, then that is kept, and no price of one seat is made of it', () => {
    const lot = { quantity: 13, price: { minor: 25_000, currency: 'USD' }, per: 'all', since: '2026-11-20' };
    expect(read({ quantity: '13', price: '250', pricePer: 'all' })).toMatchObject({ unitPrice: null, lots: [lot] });
  });

  it('given a product that is known, when read, then the name on the form does not matter', () => {
    const known = { ...about, product: powerBiPro };
    expect(parseDeclaration(aForm({ productName: '', publisher: '' }), known).product).toBe(powerBiPro);
  });

  it('given spaces and line breaks around and inside one-line fields, when read, then they are tidied', () => {
    expect(read({ productName: '  Acrobat \n Pro ', publisher: '\tAdobe ', costCentre: ' CC  4410\n' })).toMatchObject({
      product: { name: 'Acrobat Pro', publisher: 'Adobe' },
      costCentre: 'CC 4410',
    });
  });

  it.each<[string, Partial<DeclarationInput>, string]>([
    ['no product', { productName: ' ' }, 'product.missing'],
    ['a product that nobody can see', { productName: '\u200b\u2060' }, 'product.missing'],
    ['a product of 121 characters', { productName: 'x'.repeat(121) }, 'product.too-long'],
    ['a product of 100,000 characters', { productName: long }, 'product.too-long'],
    ['no publisher', { publisher: '' }, 'publisher.missing'],
    ['a publisher of 100,000 characters', { publisher: long }, 'product.too-long'],
    ['no seats', { quantity: '' }, 'seats.unreadable'],
    ['no seats at all', { quantity: '0' }, 'seats.too-few'],
    ['a price below nothing', { price: '-1' }, 'price.negative'],
    ['a price below nothing, with a typographic minus', { price: '−1' }, 'price.negative'],
    ['no price', { price: '  ' }, 'price.missing'],
    ['a price in words', { price: 'forty-two' }, 'price.unreadable'],
    ['three decimals of a dollar', { price: '42.005' }, 'price.too-many-decimals'],
    ['decimals of a yen', { price: '42.5', currency: 'JPY' }, 'price.too-many-decimals'],
    ['a price of a trillion', { price: '1000000000000' }, 'price.too-large'],
    ['a currency that does not exist', { currency: 'XQQ' }, 'price.unknown-currency'],
    ['no currency', { currency: '' }, 'price.unknown-currency'],
    ['two currencies', { price: '€42', currency: 'GBP' }, 'price.two-currencies'],
    ['a sign of many countries', { currency: 'kr' }, 'price.unknown-currency'],
    ['no billing term', { billingTerm: '' }, 'term.unknown'],
    ['a billing term of its own', { billingTerm: 'weekly' }, 'term.unknown'],
    ['a billing term that objects have', { billingTerm: 'constructor' }, 'term.unknown'],
    ['no purchase date', { purchasedOn: '' }, 'date.unreadable'],
    ['a purchase date that does not exist', { purchasedOn: '2026-02-30' }, 'date.unreadable'],
    ['a purchase date next week', { purchasedOn: '2026-12-01', renewsOn: '' }, 'purchase-date.future'],
    ['a purchase date last century', { purchasedOn: '1999-12-31' }, 'purchase-date.too-old'],
    ['a renewal that does not exist', { renewsOn: '2026-13-01' }, 'date.unreadable'],
    ['a renewal before the purchase', { renewsOn: '2026-11-19' }, 'renewal.before-purchase'],
    ['a renewal in a lifetime', { renewsOn: '2099-01-01' }, 'renewal.too-far'],
    ['no cost centre', { costCentre: '' }, 'cost-centre.missing'],
    ['a cost centre of 100,000 characters', { costCentre: long }, 'cost-centre.too-long'],
    ['no reason', { reason: ' \n ' }, 'text.missing'],
    ['a reason of 100,000 characters', { reason: long }, 'text.too-long'],
    ['the policy not accepted', { acceptsPolicy: false }, 'policy.not-accepted'],
    ['another policy accepted than there is', { policyVersion: '0' }, 'policy.changed'],
  ])('given %s, when read, then it is refused by its code', (_what, over, code) => {
    expect(refusalOf(() => read(over))).toMatchObject({ kind: 'invalid', code });
  });

  it.each([
    ['42', 4_200],
    ['42,50', 4_250],
    ['1,234', 123_400],
    ['0', 0],
  ])('given the price "%s", when read, then it is %d cents', (price, minor) => {
    expect(read({ price }).unitPrice).toEqual({ minor, currency: 'USD' });
  });

  it.each([
    [{ price: '€42' }, 'EUR'],
    [{ price: '42', currency: '€' }, 'EUR'],
    [{ price: '42', currency: '$' }, 'AUD'],
  ])('given %j from an Australian, when read, then it is in %s', (over, currency) => {
    expect(parseDeclaration(aForm(over), { ...about, locale: 'en-AU' }).unitPrice).toEqual({
      minor: 4_200,
      currency,
    });
  });

  it.each([
    ['right-to-left', rightToLeft],
    ['emoji', emoji],
    ['HTML, Markdown and mentions', markup],
  ])('given %s text, when read, then it is kept as it was written', (_what, text) => {
    expect(read({ reason: text, productName: text, costCentre: text.slice(0, 20) })).toMatchObject({
      reason: text,
      product: { name: text },
    });
  });
});

describe('parseSeats', () => {
  it.each([
    ['1', 1],
    ['3 ', 3],
    [' 3', 3],
    ['007', 7],
    ['100000', 100_000],
  ])('given "%s", when read, then it is %d', (text, seats) => {
    expect(parseSeats(text)).toBe(seats);
  });

  it.each([
    ['0', 'seats.too-few'],
    ['-0', 'seats.too-few'],
    ['-1', 'seats.too-few'],
    ['1.5', 'seats.unreadable'],
    ['1,000', 'seats.unreadable'],
    ['1e3', 'seats.unreadable'],
    ['0x10', 'seats.unreadable'],
    ['+3', 'seats.unreadable'],
    ['three', 'seats.unreadable'],
    ['', 'seats.unreadable'],
    [' ', 'seats.unreadable'],
    ['３', 'seats.unreadable'],
    ['NaN', 'seats.unreadable'],
    ['100001', 'seats.too-many'],
    ['1000000000', 'seats.too-many'],
    ['9'.repeat(400), 'seats.too-many'],
  ])('given "%s", when read, then it is refused as %s', (text, code) => {
    expect(codeOf(() => parseSeats(text))).toBe(code);
  });
});

describe('dates', () => {
  it('given tomorrow by our clock, when bought then, then it passes, since it is tomorrow somewhere', () => {
    expect(parsePurchaseDay('2026-11-25', today)).toBe('2026-11-25');
    expect(codeOf(() => parsePurchaseDay('2026-11-26', today))).toBe('purchase-date.future');
  });

  it('given the oldest day that counts, when bought then, then it passes, and the day before does not', () => {
    expect(parsePurchaseDay(limits.oldestPurchase, today)).toBe('2000-01-01');
    expect(codeOf(() => parsePurchaseDay('1999-12-31', today))).toBe('purchase-date.too-old');
    expect(codeOf(() => parsePurchaseDay('0001-01-01', today))).toBe('purchase-date.too-old');
  });

  it.each([
    ['', '2026-11-20', null],
    ['  ', '2026-11-20', null],
    ['2026-11-20', '2026-11-20', '2026-11-20'],
    ['2026-12-20', null, '2026-12-20'],
    ['2036-12-01', '2026-11-20', '2036-12-01'],
  ])('given the renewal "%s" of a purchase on %s, when read, then it is %s', (text, purchasedOn, expected) => {
    expect(parseRenewal(text, purchasedOn, today)).toBe(expected);
  });

  it.each([
    ['2026-11-19', '2026-11-20', 'renewal.before-purchase'],
    ['2036-12-02', '2026-11-20', 'renewal.too-far'],
    ['9999-12-31', null, 'renewal.too-far'],
    ['1900-01-01', null, 'renewal.too-old'],
    ['1900-01-01', '2026-11-20', 'renewal.before-purchase'],
    ['next month', null, 'date.unreadable'],
  ])('given the renewal "%s" of a purchase on %s, when read, then it is refused as %s', (text, purchasedOn, code) => {
    expect(codeOf(() => parseRenewal(text, purchasedOn, today))).toBe(code);
  });

  it('given a date of 100,000 characters, when refused, then only its beginning is repeated', () => {
    expect(refusalOf(() => parseDay(long))).toMatchObject({
      code: 'date.unreadable',
      params: { text: 'x'.repeat(40) },
    });
  });
});

describe('parseText', () => {
  it.each([
    ['exactly as long as may be', 'x'.repeat(1_000)],
    ['several lines', 'one\ntwo\tthree'],
    ['nothing but an emoji', '👍'],
    ['right-to-left text', rightToLeft],
    ['markup', markup],
  ])('given %s, when read, then it is kept', (_what, text) => {
    expect(parseText(text, 'reason')).toBe(text);
  });

  it.each([
    ['line ends of Windows and old Macs', 'a\r\nb\rc', 'a\nb\nc'],
    ['space around it', ' \n why \t', 'why'],
    ['control characters', 'a\u0000b\u0007c\u009fd', 'abcd'],
    ['marks that turn the words around them', 'pay \u202etxt.exe\u202c now\u2066!\u2069', 'pay txt.exe now!'],
    ['half a surrogate pair', 'a\ud800b', 'a\ufffdb'],
  ])('given %s, when read, then it is tidied', (_what, text, expected) => {
    expect(parseText(text, 'reason')).toBe(expected);
  });

  it.each(['', '   ', '\n\n', '\u200b', '\u2060\ufeff', '\u0000', '\u202e'])(
    'given "%s" with nothing to see in it, when read, then it is missing',
    (text) => {
      expect(refusalOf(() => parseText(text, 'comment'))).toMatchObject({
        code: 'text.missing',
        params: { field: 'comment' },
      });
    },
  );

  it('given one character too many, when read, then the limit is named', () => {
    expect(refusalOf(() => parseText('x'.repeat(1_001), 'answer'))).toMatchObject({
      code: 'text.too-long',
      params: { field: 'answer', most: 1_000 },
    });
  });
});

describe('parseCostCentre', () => {
  it.each([
    ['exactly 40 characters', 'x'.repeat(40), 'accepted'],
    ['41 characters', 'x'.repeat(41), 'cost-centre.too-long'],
    ['nothing to see', '\u200b', 'cost-centre.missing'],
    ['half a surrogate pair', '\udc00', 'accepted'],
  ])('given %s, when read, then: %s', (_what, text, code) => {
    expect(codeOf(() => parseCostCentre(text))).toBe(code);
  });

  it('given half a surrogate pair, when read, then what is kept can be stored', () => {
    expect(parseCostCentre('CC-\ud800').isWellFormed()).toBe(true);
  });
});

describe('declare', () => {
  const people = aRouting();
  const around = { purchaser: alex, owner: alex, manager: megan };
  const declaring = (asset: Asset | null, actor = anActor(), said: Partial<Declaration> = {}) =>
    declare(asset, aDeclaration(said), around, { actor, people });

  it('given a purchase that nobody saw, when declared, then that is a fact', () => {
    expect(declaring(null)).toEqual([{ type: 'declared', ...around, ...aDeclaration() }]);
  });

  it('given a purchase that discovery saw, when declared, then that is a fact', () => {
    expect(declaring(anAsset()).map(({ type }) => type)).toEqual(['declared']);
  });

  it('given an undecided declaration, when said again in the same words, then nothing happened', () => {
    expect(declaring(aDeclaredAsset())).toEqual([]);
  });

  it.each<Partial<Declaration>>([
    { quantity: 4 },
    { unitPrice: { minor: 1_500, currency: 'USD' } },
    { unitPrice: { minor: 1_400, currency: 'EUR' } },
    { billingTerm: 'yearly' },
    { purchasedOn: '2026-11-19' },
    { renewsOn: null },
    { costCentre: 'CC-9' },
    { reason: 'Something else' },
    { product: acrobat },
  ])('given an undecided declaration, when said again with %o, then it is corrected', (said) => {
    const elsewhere = aDeclaredAsset({ subscription: null });
    expect(declaring(elsewhere, anActor(), said).map(({ type }) => type)).toEqual(['declared']);
  });

  it('given a declared subscription, when said again with other seats and dates, then Microsoft stands and nothing happened', () => {
    expect(declaring(aDeclaredAsset(), anActor(), { quantity: 9, purchasedOn: '2020-01-01', renewsOn: null })).toEqual(
      [],
    );
  });

  it.each([
    ['the purchaser', anActor(), anAsset(), 'accepted'],
    ['whoever owns it now', anActor({ id: debra.id }), anAsset({ owner: debra }), 'accepted'],
    ['ITAM staff', asItam, anAsset(), 'accepted'],
    ['the manager of someone who can answer', asMegan, anAsset(), 'asset.not-yours'],
    ['the manager of someone who has left', asMegan, anAsset({ ownerGone: 'deleted' }), 'accepted'],
    ['a fallback approver', asFallback, anAsset(), 'asset.not-yours'],
    [
      'a fallback approver, for a guest',
      asFallback,
      anAsset({ owner: aPerson({ isGuest: true }), manager: null }),
      'accepted',
    ],
    [
      'a fallback approver, for nobody',
      asFallback,
      anAsset({ purchaser: null, owner: null, manager: null }),
      'accepted',
    ],
    ['an auditor', asAuditor, anAsset(), 'asset.not-yours'],
    ['a colleague', asColleague, anAsset(), 'asset.not-yours'],
  ])('given %s, when they declare, then: %s', (_who, actor, asset, code) => {
    expect(codeOf(() => declaring(asset, actor))).toBe(code);
  });

  it.each([
    ['approved', aDecidedAsset('approved'), 'asset.already-decided'],
    ['rejected', aDecidedAsset('rejected'), 'asset.already-decided'],
    ['retired', anAsset({ status: 'retired' }), 'asset.retired'],
    ['retired after a decision', aDecidedAsset('approved', { status: 'retired' }), 'asset.retired'],
  ])('given a purchase that is %s, when declared, then it is refused as it stands', (_what, asset, code) => {
    expect(refusalOf(() => declaring(asset))).toMatchObject({ kind: 'conflict', code });
  });

  it('given a decision, when declared against it, then by whom and when it was taken is told', () => {
    expect(refusalOf(() => declaring(aDecidedAsset('approved')))?.params).toEqual({ by: megan.displayName, at });
  });
});

describe('alreadyDeclared', () => {
  const declared = aDeclaredAsset({ id: 'dec-1', subscription: null });

  it.each<[string, Partial<Asset>, boolean]>([
    ['the same product and day', {}, true],
    ['the same product, decided already', { status: 'approved' }, true],
    ['the same product, two weeks before', { purchasedOn: '2026-11-06' }, true],
    ['the same product, two months before', { purchasedOn: '2026-09-20' }, false],
    ['another product', { product: acrobat }, false],
    ['a purchase that is retired', { status: 'retired' }, false],
    ['a purchase that nobody declared', { declaredAt: null, status: 'detected' }, false],
  ])('given %s, when declared again, then it is asked about: %s', (_what, over, expected) => {
    const asset = { ...declared, ...over };
    expect(alreadyDeclared(aDeclaration(), [asset])).toEqual(expected ? [asset] : []);
  });
});

describe('disown', () => {
  it('given a purchase that was seen, when its purchaser says it was not them, then that is a fact, once', () => {
    expect(disown(anAsset(), anActor())).toEqual([{ type: 'disowned' }]);
    expect(disown(anAsset({ isDisowned: true }), anActor())).toEqual([]);
  });

  it.each([
    ['the manager', asMegan, anAsset(), 'asset.not-yours'],
    ['ITAM staff', asItam, anAsset(), 'asset.not-yours'],
    ['someone who only owns it', anActor({ id: debra.id }), anAsset({ owner: debra }), 'asset.not-yours'],
    ['anyone, of nobody’s purchase', anActor(), anAsset({ purchaser: null }), 'asset.not-yours'],
    ['the purchaser, after declaring it', anActor(), aDeclaredAsset(), 'asset.already-declared'],
    ['the purchaser, after a decision', anActor(), aDecidedAsset('rejected'), 'asset.already-declared'],
    ['the purchaser, after it was retired', anActor(), anAsset({ status: 'retired' }), 'asset.retired'],
  ])('given %s, when they disown it, then it is refused as %s', (_who, actor, asset, code) => {
    expect(codeOf(() => disown(asset, actor))).toBe(code);
  });
});
