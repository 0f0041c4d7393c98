import { type Asset, billingTerms } from '../../domain/asset.ts';
import { productBySku } from '../../domain/catalogue.ts';
import { isDay } from '../../domain/day.ts';
import { type DeclarationInput, limits } from '../../domain/declare.ts';
import { formatDay } from '../../domain/format.ts';
import { priceBases, toldPrice } from '../../domain/lots.ts';
import { decimalsOf } from '../../domain/money.ts';
import { listPriceOf, listPricesOf } from '../../domain/price-book.ts';
import { declarableProducts } from '../../domain/product-search.ts';
import { type ListPrice, longestPolicy, type Settings } from '../../domain/settings.ts';
import { firstCurrency } from '../../domain/typed-money.ts';
import { wordsFor } from '../../domain/words/words.ts';
import { productLine, summaryLine } from './asset-lines.ts';
import {
  actions,
  type Card,
  type CardContext,
  card,
  type Element,
  execute,
  heading,
  line,
  problem,
  textInput,
  title,
} from './parts.ts';

/** What the form starts with: what was understood or typed so far. */
export type FormValues = Omit<DeclarationInput, 'acceptsPolicy' | 'policyVersion'>;

export const emptyForm: FormValues = {
  productName: '',
  publisher: '',
  quantity: '',
  price: '',
  pricePer: 'seat',
  currency: firstCurrency,
  billingTerm: '',
  purchasedOn: '',
  renewsOn: '',
  costCentre: '',
  reason: '',
};

/** The form for an asset that discovery saw, with what Graph said filled in and the list price as a first guess. */
export function formFor(asset: Asset, priceBook: readonly ListPrice[]): FormValues {
  const told = toldPrice(asset);
  const isOpen = told === null && !asset.isTrial;
  const line = isOpen
    ? listPriceOf(asset.product, { billingTerm: asset.billingTerm, currency: null }, priceBook)
    : null;
  const listed = line?.unitPrice ?? productBySku(asset.product.skuId)?.listPrice;
  const price = told?.price ?? (asset.isTrial ? { minor: 0, currency: firstCurrency } : (listed ?? null));
  return {
    productName: asset.product.name,
    publisher: asset.product.publisher,
    quantity: String(asset.quantity),
    price: price ? amountText(price) : '',
    pricePer: told?.per ?? 'seat',
    currency: price?.currency ?? firstCurrency,
    billingTerm: asset.billingTerm ?? line?.billingTerm ?? 'monthly',
    purchasedOn: asset.purchasedOn ?? '',
    renewsOn: asset.renewsOn ?? '',
    costCentre: asset.costCentre ?? '',
    reason: asset.reason ?? '',
  };
}

/** What is typed of a new purchase, with the list price where no price was told. */
export function withListPrice(values: FormValues, priceBook: readonly ListPrice[]): FormValues {
  if (values.price !== '' || values.productName === '') return values;
  const billingTerm = billingTerms.find((term) => term === values.billingTerm) ?? null;
  const product = { name: values.productName, skuPartNumber: null };
  const line = listPriceOf(product, { billingTerm, currency: null }, priceBook);
  if (!line) return values;
  const { unitPrice } = line;
  return {
    ...values,
    price: amountText(unitPrice),
    pricePer: 'seat',
    currency: unitPrice.currency,
    billingTerm: line.billingTerm,
  };
}

/** Whether the price in a form is the one in the price book, so that nobody takes it for what was paid. */
function isListPrice(values: FormValues, asset: Asset | null, priceBook: readonly ListPrice[]): boolean {
  const product = asset?.product ?? { name: values.productName, skuPartNumber: null };
  return listPricesOf(product, priceBook).some(
    ({ billingTerm, unitPrice }) =>
      billingTerm === values.billingTerm &&
      values.pricePer === 'seat' &&
      unitPrice.currency === values.currency &&
      amountText(unitPrice) === values.price,
  );
}

/** An amount as people type it, without its currency. */
export function amountText(money: { minor: number; currency: string }): string {
  const places = decimalsOf(money.currency);
  return (money.minor / 10 ** places).toFixed(places);
}

/**
 * The form to declare a purchase. What Microsoft told us of a discovered one is shown, not asked; everything else starts
 * with what was understood, and comes back as it was typed when something in it is refused.
 */
export function declareForm(
  about: { asset: Asset | null; declarationId: string; settings: Pick<Settings, 'policy' | 'priceBook'> },
  values: FormValues,
  refused: string | null,
  context: CardContext,
): Card {
  const { locale } = context;
  const { asset } = about;
  const { policy, priceBook } = about.settings;
  const words = wordsFor(locale);
  const { declare } = words.card;
  const sentence = asset ? declare.title(productLine(asset)) : declare.heading;
  const known = asset?.subscription ? asset : null;
  const cut = (text: string, most: number) => [...text].slice(0, most).join('');

  const body: Element[] = [
    ...(refused === null ? [] : [problem(declare.problem, refused)]),
    heading(declare.heading),
    title(sentence),
    ...(known
      ? [line(declare.known, { isSubtle: true }), line(knownLine(known, locale))]
      : [line(declare.lead, { isSubtle: true }), ...productInputs(values, locale)]),
    ...(known
      ? []
      : [
          textInput('quantity', declare.seats, {
            value: cut(values.quantity, 20),
            isRequired: true,
            expects: declare.expects.seats,
            maxLength: 20,
          }),
        ]),
    {
      type: 'ColumnSet',
      columns: [
        column(
          textInput('price', declare.price, {
            value: cut(values.price, 30),
            isRequired: true,
            expects: declare.expects.price,
            maxLength: 30,
          }),
        ),
        column(
          choiceInput('pricePer', declare.pricePer, {
            value: priceBases.find((basis) => basis === values.pricePer) ?? '',
            expects: declare.expects.pricePer,
            choices: priceBases.map((basis) => ({ title: words.priceBasis[basis], value: basis })),
          }),
        ),
      ],
    },
    {
      type: 'ColumnSet',
      columns: [
        column(
          textInput('currency', declare.currency, {
            value: cut(values.currency, 3),
            isRequired: true,
            expects: declare.expects.currency,
            maxLength: 3,
          }),
        ),
        column(
          choiceInput('billingTerm', declare.term, {
            value: billingTerms.find((term) => term === values.billingTerm) ?? '',
            expects: declare.expects.term,
            choices: billingTerms.map((term) => ({ title: words.termChoice[term], value: term })),
          }),
        ),
      ],
    },
    ...(isListPrice(values, asset, priceBook) ? [line(declare.listPriceHint, { isSubtle: true })] : []),
    ...(known?.purchasedOn
      ? []
      : [
          {
            ...dateInput('purchasedOn', declare.purchasedOn, values.purchasedOn, declare.expects.purchasedOn),
            isRequired: true,
          },
        ]),
    ...(known?.renewsOn ? [] : [dateInput('renewsOn', declare.renewsOn, values.renewsOn, declare.expects.renewsOn)]),
    textInput('costCentre', declare.costCentre, {
      value: cut(values.costCentre, limits.costCentre),
      isRequired: true,
      expects: declare.expects.costCentre,
      maxLength: limits.costCentre,
    }),
    textInput('reason', declare.reason, {
      value: cut(values.reason, limits.freeText),
      isRequired: true,
      expects: declare.expects.reason,
      maxLength: limits.freeText,
      isMultiline: true,
      placeholder: declare.reasonPlaceholder,
    }),
    line(declare.policyHeading(policy.version), { isBold: true }),
    line(cut(policy.text, longestPolicy), { isSubtle: true }),
    {
      type: 'Input.Toggle',
      id: 'acceptsPolicy',
      title: declare.acceptPolicy,
      label: declare.policyHeading(policy.version),
      value: 'false',
      valueOn: 'true',
      valueOff: 'false',
      isRequired: true,
      errorMessage: declare.expects.policy,
    },
    actions([
      execute(
        declare.submit,
        'purchase.submit',
        { assetId: asset?.id ?? null, declarationId: about.declarationId, policyVersion: policy.version },
        'positive',
      ),
    ]),
  ];
  return card(context, { speak: refused ?? sentence, fallback: words.card.fallback, body });
}

function knownLine(asset: Asset, locale: string): string {
  const { fact } = wordsFor(locale).card;
  const bought = asset.purchasedOn && `${fact.purchasedOn}: ${formatDay(asset.purchasedOn, locale)}`;
  return [summaryLine({ ...asset, unitPrice: null, lots: [] }, locale), bought].filter(Boolean).join(' · ');
}

function productInputs(values: FormValues, locale: string): Element[] {
  const { declare } = wordsFor(locale).card;
  const listed = declarableProducts.find((product) => product.name === values.productName);
  return [
    {
      type: 'Input.ChoiceSet',
      id: 'product',
      label: declare.product,
      style: 'filtered',
      placeholder: declare.productPlaceholder,
      errorMessage: declare.expects.product,
      value: listed?.name ?? '',
      choices: declarableProducts.map(({ name }) => ({ title: name, value: name })),
    },
    textInput('otherProduct', declare.otherProduct, {
      value: listed ? '' : [...values.productName].slice(0, limits.productName).join(''),
      maxLength: limits.productName,
      expects: declare.expects.productName(limits.productName),
    }),
    textInput('publisher', declare.publisher, {
      value: listed ? '' : [...values.publisher].slice(0, limits.productName).join(''),
      maxLength: limits.productName,
      expects: declare.expects.productName(limits.productName),
    }),
  ];
}

/** A choice that has to be made. */
function choiceInput(
  id: string,
  label: string,
  { value, expects, choices }: { value: string; expects: string; choices: { title: string; value: string }[] },
): Element {
  return { type: 'Input.ChoiceSet', id, label, value, isRequired: true, errorMessage: expects, choices };
}

/** What is no date is left out: a date input can't show it, and what was wrong with it is told above. */
function dateInput(id: string, label: string, typed: string, expects: string): Element {
  const value = isDay(typed.trim()) ? typed.trim() : '';
  return { type: 'Input.Date', id, label, value, errorMessage: expects };
}

function column(item: Element): Element {
  return { type: 'Column', width: 'stretch', items: [item] };
}
