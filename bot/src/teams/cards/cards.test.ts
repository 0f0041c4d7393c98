import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultsOf, partsOf, placesOf } from '../../../test/support/adaptive-card.ts';
import {
  acrobat,
  aDecidedAsset,
  aDeclaredAsset,
  aForm,
  aHandedOnAsset,
  anAsset,
  aPerson,
  aQuestion,
  at,
} from '../../../test/support/builders.ts';
import {
  asDecider,
  attack,
  cardsOf,
  context,
  filledWith,
  kinds,
  madeWith,
  ordinary,
} from '../../../test/support/every-card.ts';
import { textsOf } from '../../../test/support/fake-connector.ts';
import type { Asset } from '../../domain/asset.ts';
import type { Lot } from '../../domain/lots.ts';
import { verbs } from '../verbs.ts';
import { againCard } from './again-card.ts';
import { approvalCard } from './approval-card.ts';
import { priceInFull } from './asset-lines.ts';
import { channelCard } from './channel-card.ts';
import { declareForm, emptyForm, type FormValues, formFor, withListPrice } from './declare-form.ts';
import type { Card } from './parts.ts';
import { purchaserCard } from './purchaser-card.ts';

describe.each(kinds)('every card, with %s', (_kind, texts) => {
  const cards = cardsOf(texts);

  it.each(cards)(
    'given %s, when shown, then it is a valid card of version 1.5 that clients of any age can use',
    (_name, card) => {
      expect(faultsOf(card)).toEqual([]);
    },
  );

  it.each(cards)('given %s, when shown, then it is smaller than 28 kB', (_name, card) => {
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28_000);
  });

  it.each(cards)('given %s, when shown, then each of its buttons has an answer', (_name, card) => {
    const used = partsOf(card).flatMap(({ part }) => (part.type === 'Action.Execute' ? [part.verb] : []));
    expect(used.filter((verb) => !verbs.some((known) => known === verb))).toEqual([]);
  });
});

/**
 * Where people's words may stand: where clients show them as they are. A TextBlock reads Markdown, so it is not among them.
 */
const harmlessPlaces = new Set([
  'TextRun.text',
  'AdaptiveCard.speak',
  'Input.Text.value',
  'Input.Text.label',
  'Action.ShowCard.title',
  'Action.Execute.data',
  'Action.Submit.data',
]);

describe('the cards that are looked at here', () => {
  const folder = import.meta.dirname;
  const sources = globSync('**/*.ts', { cwd: join(folder, '../..') })
    .filter((path) => !path.endsWith('.test.ts'))
    .map((path) => ({ path, text: readFileSync(join(folder, '../..', path), 'utf8') }));

  it('given each function that makes a card, then cards of it are among them', () => {
    cardsOf(ordinary);
    const makers = sources
      .filter(({ path }) => path.startsWith(join('teams', 'cards')))
      .flatMap(({ text }) => [...text.matchAll(/^export (?:async )?function (\w+)[\s\S]*?\): (.+) \{$/gm)])
      .filter(([, , returned]) => returned === 'Card' || returned === 'Promise<Card>')
      .map(([, name]) => name);
    // All others are made with `card`, which makes none by itself.
    expect(makers.filter((name) => name !== 'card').sort()).toEqual([...madeWith].sort());
  });

  it('given all of the server, then cards are made in their folder and nowhere else', () => {
    const literal = sources.filter(({ text }) => text.includes("'AdaptiveCard'")).map(({ path }) => path);
    expect(literal).toEqual([join('teams', 'cards', 'parts.ts')]);
    const makers = sources.filter(({ text }) => /import \{[^}]*\bcard\b[^}]*\} from '[^']*parts\.ts'/.test(text));
    expect(makers.map(({ path }) => path).filter((path) => !path.startsWith(join('teams', 'cards')))).toEqual([]);
  });
});

describe('people’s words on cards', () => {
  const cards = cardsOf(filledWith(attack));

  it('given all cards, when they hold Markdown, HTML and mentions, then nothing reads them as such', () => {
    const read = cards.flatMap(([name, card]) =>
      ['**', 'evil.example', '<at>', '<script>']
        .flatMap((mark) => placesOf(card, mark))
        .filter((place) => !harmlessPlaces.has(place))
        .map((place) => `${name}: ${place}`),
    );
    expect(read).toEqual([]);
  });

  it('given all cards together, when looked through, then those words are there at all', () => {
    const places = new Set(cards.flatMap(([, card]) => placesOf(card, '<script>')));
    expect([...places].sort()).toContain('TextRun.text');
    expect(places.size).toBeGreaterThan(4);
  });

  it('given a card with them in a TextBlock, when looked through, then that would be seen', () => {
    const wrong = { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: attack }] };
    expect(placesOf(wrong, '<at>')).toEqual(['TextBlock.text']);
  });
});

describe('the check of cards itself', () => {
  const [, good] = cardsOf(ordinary)[0] ?? [];

  it.each<[string, unknown]>([
    ['an unknown element', { type: 'Table', rows: [] }],
    ['an unknown property', { type: 'TextBlock', text: 'x', wrap: true, markdown: false }],
    ['an input without a label', { type: 'Input.Text', id: 'a', value: '', maxLength: 10 }],
    [
      'a required input without a message',
      { type: 'Input.Text', id: 'a', label: 'A', value: '', maxLength: 10, isRequired: true },
    ],
    [
      'an input that nobody need fill in and that says nothing when it is filled in wrongly',
      { type: 'Input.Text', id: 'a', label: 'A', value: '', maxLength: 10 },
    ],
    ['a date that is none', { type: 'Input.Date', id: 'a', label: 'A', value: 'soon' }],
    [
      'a button without a fallback',
      { type: 'ActionSet', actions: [{ type: 'Action.Execute', title: 'x', verb: 'v', data: {} }] },
    ],
    [
      'a fallback that sends something else',
      {
        type: 'ActionSet',
        actions: [
          {
            type: 'Action.Execute',
            title: 'x',
            verb: 'v',
            data: { assetId: 'a' },
            fallback: { type: 'Action.Submit', title: 'x', data: { verb: 'v' } },
          },
        ],
      },
    ],
    ['a button outside of a set', { type: 'Action.OpenUrl', title: 'x', url: 'https://sightline.example' }],
  ])('given a card with %s, when checked, then it is found', (_what, element) => {
    const body = Array.isArray(good?.body) ? good.body : [];
    expect(faultsOf({ ...good, body: [...body, element] })).not.toEqual([]);
  });

  it('given a card in “en-US”, or with what came after version 1.5, when checked, then Microsoft’s own parser finds it', () => {
    expect(faultsOf({ ...good, lang: 'en-US' })).toContain(
      'Adaptive Cards: Invalid value "en-US" for property "lang".',
    );
    const later = { ...good, body: [{ type: 'Badge', text: 'new' }] };
    expect(faultsOf(later).join()).toContain('Adaptive Cards: Unknown element type "Badge"');
  });

  it.each(['speak', 'version', 'fallbackText'])('given a card without %s, when checked, then it is found', (key) => {
    expect(faultsOf({ ...good, [key]: undefined })).not.toEqual([]);
  });
});

describe('which buttons a card has', () => {
  const verbsOf = (card: Card) =>
    partsOf(card).flatMap(({ part }) => (part.type === 'Action.Execute' ? [String(part.verb)] : []));
  const byName = new Map(cardsOf(ordinary));

  it.each<[string, string[]]>([
    ['purchaser, noticed', ['purchase.declare', 'purchase.disown']],
    ['purchaser, near to what they declared', ['purchase.join', 'purchase.declare', 'purchase.disown']],
    ['purchaser, disowned', ['purchase.declare']],
    ['stand-in', ['purchase.declare']],
    ['stand-in, no longer asked', []],
    ['stand-in, no longer asked, who may read', []],
    ['purchaser, waiting', []],
    ['purchaser, asked', ['purchase.answer']],
    ['purchaser, answered', []],
    ['purchaser, approved', []],
    ['purchaser, rejected', []],
    ['purchaser, retired', []],
    [
      'purchaser, reminded before declaring',
      ['purchase.renew-keep', 'purchase.renew-end', 'purchase.declare', 'purchase.disown'],
    ],
    ['purchaser, reminded while waiting', ['purchase.renew-keep', 'purchase.renew-end']],
    ['purchaser, reminded and asked', ['purchase.answer']],
    ['purchaser, reminded of what was rejected', ['purchase.renew-end']],
    ['purchaser, reminded, who may not decide', []],
    ['purchaser, letting it end', ['purchase.renew-keep']],
    ['purchaser, keeping it', ['purchase.renew-end']],
    ['purchaser, renewal moved on', []],
    ['purchaser, ended and retired', []],
    ['stand-in, no longer asked, reminded', []],
    ['channel, reminded', []],
    ['decider, declared', ['purchase.approve', 'purchase.reject', 'purchase.ask', 'purchase.hand-on']],
    ['decider, handed on to', ['purchase.approve', 'purchase.reject', 'purchase.ask', 'purchase.hand-on']],
    ['decider, handed on', []],
    ['decider, moved back to the start', []],
    ['decider, no longer asked', []],
    ['decider, no longer asked, who may read', []],
    ['decider, no longer asked, decided since', []],
    ['decider, approved', []],
    ['decider, rejected', []],
    ['decider, retired', []],
    ['channel, seen', []],
    ['channel, declared', []],
    ['form, empty', ['purchase.submit']],
    ['again', ['purchase.submit', 'purchase.keep']],
    ['again, near to one', ['purchase.submit']],
    ['again, near to one and declared before', ['purchase.submit', 'purchase.keep']],
    ['kept', []],
    ['purchases, one', ['purchase.declare']],
    ['digest', []],
  ])('given %s, when shown, then its buttons are %j', (name, expected) => {
    expect(verbsOf(byName.get(name) as Card)).toEqual(expected);
  });

  it.each(['stand-in, no longer asked', 'decider, no longer asked', 'decider, no longer asked, decided since'])(
    'given %s, when shown, then it leads nowhere that its reader may not go',
    (name) => {
      const linksOf = (one: string) => partsOf(byName.get(one)).filter(({ part }) => part.type === 'Action.OpenUrl');
      expect(linksOf(name)).toEqual([]);
      expect(linksOf('decider, no longer asked, who may read')).toHaveLength(1);
    },
  );

  it('given a decider’s card, when pressed, then it says which purchase it is and which state it showed', () => {
    const card = approvalCard(aDeclaredAsset({ basis: 7 }), asDecider, context);
    const sent = partsOf(card).flatMap(({ part }) => (part.type === 'Action.Execute' ? [part.data] : []));
    expect(sent).toEqual(Array(4).fill({ assetId: 'sub-1', basis: 7 }));
  });
});

describe('what a card says', () => {
  const thousand = `${'why '.repeat(249)}end!`;

  it.each(['en-GB', 'EN', 'fr-FR', 'fil-PH'])(
    'given a reader of %s, then its language is the one of its words',
    (locale) => {
      expect(purchaserCard(anAsset(), { ...asOwner, canRenew: false }, { ...context, locale }).lang).toBe('en');
    },
  );

  it('given a reason, a question and an answer as long as may be, when shown, then none of them is cut', () => {
    const asset = aDeclaredAsset({ reason: thousand, question: aQuestion({ question: thousand, answer: thousand }) });
    const shown = textsOf(approvalCard(asset, asDecider, context));
    expect(shown.split('end!')).toHaveLength(4);
    expect(shown).not.toContain('…”');
  });

  it('given a purchase that someone declared in the purchaser’s stead, when shown, then it is them who ask and are asked', () => {
    const asset = aDeclaredAsset({ owner: aPerson({ id: 'id-debra', displayName: 'Debra Berger' }) });
    const shown = textsOf(approvalCard(asset, asDecider, context));
    expect(shown).toContain('Debra Berger asks you to approve');
    expect(shown).toContain('Ask Debra Berger …');
    expect(shown).toContain('Alex Wilber, Finance');
  });

  it('given a decision that is someone else’s now, when shown, then it says whose, and not what it is about', () => {
    const around = { ...asDecider, canRead: false, canDecide: false };
    for (const asset of [aDeclaredAsset(), aDecidedAsset('rejected'), anAsset()]) {
      const shown = textsOf(approvalCard(asset, around, context));
      expect(shown).toContain('moved to Lee Gu');
      expect(shown).not.toMatch(/Board dashboards|CC-4410|For this quarter|Rejected/);
    }
  });

  it('given a decision that was handed on, when shown to either, then it says by whom, to whom and why', () => {
    const received = textsOf(approvalCard(aHandedOnAsset(), asDecider, context));
    expect(received).toContain('Megan Bowen handed this on to you: “I am away”');
    const around = { ...asDecider, deciders: ['Debra Berger'], canDecide: false };
    const given = textsOf(approvalCard(aHandedOnAsset(), around, context));
    expect(given).toContain('was handed on to Debra Berger by Megan Bowen');
    expect(given).toContain('“I am away”');
    expect(textsOf(approvalCard(aHandedOnAsset(), { ...around, canRead: false }, context))).not.toContain('I am away');
  });

  it('given a hand-over, when shown, then the new owner reads from whom, and the former one where it went', () => {
    const around = { deciders: [], standIn: { canRead: true, canDeclare: true }, near: [], canRenew: false };
    const by = { id: 'id-alex', displayName: 'Alex Wilber' };
    const asset = anAsset({
      owner: aPerson({ id: 'id-debra', displayName: 'Debra Berger' }),
      handedOver: { from: 'id-alex', by, at, comment: 'I move to Sales' },
    });
    const received = textsOf(purchaserCard(asset, { ...around, handedOver: 'to-reader' }, context));
    expect(received).toContain('Alex Wilber handed it over to you: “I move to Sales”');
    expect(received).not.toContain('They can’t answer here themselves');
    const given = textsOf(purchaserCard(asset, { ...around, standIn: null, handedOver: 'by-reader' }, context));
    expect(given).toContain('3 × Power BI Pro was handed over to Debra Berger');
    expect(given).not.toContain('Declare it');
  });

  const asOwner = { deciders: [], standIn: null, near: [], canRenew: true, handedOver: null };
  const reminder = { renewsOn: '2026-12-20', daysBefore: 7 };
  const by = { id: 'id-alex', displayName: 'Alex Wilber' };
  const end = { decision: 'end', reason: 'Nobody opens it', by, at, renewsOn: '2026-12-20' } as const;

  it.each<[string, Partial<Asset>, string]>([
    ['with its cost', {}, '3 × Power BI Pro renews on 20 December 2026 for 42.00 USD'],
    ['without a cost that nobody knows', { unitPrice: null }, '3 × Power BI Pro renews on 20 December 2026\n'],
    ['of a trial', { isTrial: true }, 'The trial of 3 × Power BI Pro ends on 20 December 2026 and may turn paid then'],
  ])('given a reminder, when shown, then the renewal stands there %s', (_how, over, sentence) => {
    const shown = textsOf(purchaserCard(aDeclaredAsset({ reminder, ...over }), asOwner, context));
    expect(`${shown}\n`).toContain(sentence);
  });

  it.each<[string, Partial<Asset>, string]>([
    ['in the admin center', {}, 'admin.microsoft.com'],
    [
      'through the purchaser, where someone else owns it',
      { owner: aPerson({ id: 'id-debra' }) },
      'please ask Alex Wilber or ITAM staff',
    ],
    [
      'where it was bought, for another publisher',
      { product: acrobat },
      'where it was bought, before 20 December 2026',
    ],
  ])('given that it is to end, when shown, then it says how that is done: %s', (_how, over, sentence) => {
    const shown = textsOf(purchaserCard(aDecidedAsset('approved', { renewal: end, ...over }), asOwner, context));
    expect(shown).toContain('Alex Wilber lets it end on 20 December 2026');
    expect(shown).toContain('“Nobody opens it”');
    expect(shown).toContain(sentence);
  });

  it('given a reminder or a decision, when the channel’s card is shown, then it says so', () => {
    expect(textsOf(channelCard(aDeclaredAsset({ reminder }), [], context))).toContain('Nobody has decided yet');
    expect(textsOf(channelCard(aDeclaredAsset({ reminder, renewal: end }), [], context))).toContain(
      '“Nobody opens it”',
    );
  });

  it('given 13 seats for 250.00 in all, when shown, then that is said, and of how many seats once there are more', () => {
    const price = { minor: 25_000, currency: 'USD' };
    const lots: Lot[] = [{ quantity: 13, price, per: 'all', since: '2026-11-20' }];
    const paid = (quantity: number) =>
      priceInFull(aDeclaredAsset({ unitPrice: null, lots, quantity, billingTerm: 'quarterly' }), 'en-GB');
    expect(paid(13)).toBe('250.00 USD every three months, 1,000.00 USD a year');
    expect(paid(15)).toBe(`${paid(13)} for 13 of 15 seats, the others not known`);
    // Of fewer seats it says nothing, so the list price is what there is, and is called that.
    expect(paid(11)).toContain('list price');
  });

  it('given other purchases in two currencies, when shown, then the sums stay apart', () => {
    const dollars = aDeclaredAsset({ quantity: 2 });
    const euros = aDeclaredAsset({ quantity: 1, unitPrice: { minor: 1_000, currency: 'EUR' } });
    const shown = textsOf(
      approvalCard(
        aDeclaredAsset(),
        { ...asDecider, related: { purchaser: [dollars, euros], department: [] } },
        context,
      ),
    );
    expect(shown).toContain('2 other purchases, 3 seats, 28.00 USD a month, 10.00 EUR a month');
  });

  it.each<[string, Asset, string[]]>([
    ['seen', anAsset(), ['acceptsPolicy', 'billingTerm', 'costCentre', 'currency', 'price', 'pricePer', 'reason']],
    [
      'seen without dates',
      anAsset({ purchasedOn: null, renewsOn: null }),
      [
        'acceptsPolicy',
        'billingTerm',
        'costCentre',
        'currency',
        'price',
        'pricePer',
        'purchasedOn',
        'reason',
        'renewsOn',
      ],
    ],
  ])(
    'given a purchase that was %s, when declared, then only what Microsoft did not say is asked',
    (_what, asset, ids) => {
      const form = declareForm(
        { asset, declarationId: 'x', settings: { policy: { version: '1', text: 'x' }, priceBook: [] } },
        formFor(asset, []),
        null,
        context,
      );
      const asked = partsOf(form).flatMap(({ part }) =>
        String(part.type).startsWith('Input.') ? [String(part.id)] : [],
      );
      expect(asked.sort()).toEqual(ids);
    },
  );

  describe('the list price', () => {
    const hint = 'This is the list price from your organisation’s price book';
    const monthly = {
      product: 'Power BI Pro',
      billingTerm: 'monthly',
      unitPrice: { minor: 900, currency: 'EUR' },
    } as const;
    const settings = { policy: { version: '1', text: 'x' }, priceBook: [monthly] };
    const shown = (asset: Asset | null, values: FormValues) =>
      textsOf(declareForm({ asset, declarationId: 'x', settings }, values, null, context));

    it('given one in the price book, when a purchase is declared, then it starts with it and says what it is', () => {
      const values = formFor(anAsset(), [monthly]);
      expect(values).toMatchObject({ price: '9.00', currency: 'EUR', billingTerm: 'monthly' });
      expect(shown(anAsset(), values)).toContain(hint);
      expect(shown(anAsset(), { ...values, price: '8.00' })).not.toContain(hint);
    });

    it('given a price that is known, or a trial, when it is declared, then the list price is not asked', () => {
      const known = anAsset({ unitPrice: { minor: 500, currency: 'USD' } });
      expect(formFor(known, [monthly])).toMatchObject({ price: '5.00', currency: 'USD' });
      expect(formFor(anAsset({ isTrial: true }), [monthly])).toMatchObject({ price: '0.00' });
    });

    it('given a purchase told without its price, then it stands in the form; a price that was told stays', () => {
      const told = { ...emptyForm, productName: 'Power BI Pro' };
      expect(withListPrice(told, [monthly])).toMatchObject({ price: '9.00', currency: 'EUR', billingTerm: 'monthly' });
      expect(withListPrice({ ...told, price: '7' }, [monthly])).toMatchObject({ price: '7', currency: 'USD' });
      expect(withListPrice({ ...told, billingTerm: 'once' }, [monthly])).toMatchObject({ price: '' });
      expect(withListPrice(emptyForm, [monthly])).toEqual(emptyForm);
      expect(shown(null, withListPrice(told, [monthly]))).toContain(hint);
    });
  });

  it('given a form padded with 100,000 spaces, when asked about again, then the card carries the words alone', () => {
    const padded = aForm({ reason: `why${' '.repeat(100_000)}`, productName: `Acrobat${' '.repeat(100_000)}Pro` });
    const card = againCard(padded, '01KB0000000000000000000000', [aDeclaredAsset()], context);
    const sent = partsOf(card).find(({ part }) => part.verb === 'purchase.submit')?.part.data;
    expect(sent).toMatchObject({ isAnother: true, form: { reason: 'why', productName: 'Acrobat Pro' } });
  });
});
