import { currencyOfSign, mayMean, signPattern } from './currency-signs.ts';
import { Refusal } from './errors.ts';
import { isCurrency, type Money, parseMoney } from './money.ts';

/** What the currency field of a form starts with, before anybody chose one. */
export const firstCurrency = 'USD';

const typed = new RegExp(`^(${signPattern}|[a-z]{3})? ?([^\\p{L}\\p{Sc}]*?) ?(${signPattern}|[a-z]{3})?$`, 'iu');

/**
 * Reads an amount and a currency that a person typed into two fields. The amount may carry its currency ("€42", "42 €",
 * "USD 42"), and the currency may be a sign. A sign of several currencies is the one of the currency field where that is one
 * of them, else the one of the reader's country. What stands with the amount is what its writer meant: it counts more than
 * a currency field that says what the form began with. A currency that was chosen has to agree.
 *
 * @param locale The reader's, for whose dollars `$` are.
 * @throws {Refusal} `price.two-currencies` and those of {@link parseMoney}
 */
export function parseTypedMoney(amount: string, currency: string, locale?: string): Money {
  const [, ahead, figures = amount, behind] = typed.exec(amount.trim().replace(/\s+/gu, ' ')) ?? [];
  const chosen = codeOf(currency.trim(), locale) ?? currency;
  const said = [ahead, behind].filter((sign) => sign !== undefined);
  if (said.length === 0) return parseMoney(amount, chosen);
  return parseMoney(
    figures,
    said.reduce((code, sign) => agreed(code, sign, locale), chosen),
  );
}

/** Whether an amount carries its currency, so that none has to be told beside it. */
export function carriesCurrency(amount: string): boolean {
  const [, ahead, , behind] = typed.exec(amount.trim()) ?? [];
  return ahead !== undefined || behind !== undefined;
}

function codeOf(sign: string, locale: string | undefined): string | null {
  const code = sign.toUpperCase();
  return isCurrency(code) ? code : currencyOfSign(sign, locale);
}

function agreed(chosen: string, sign: string, locale: string | undefined): string {
  const code = codeOf(sign, locale);
  if (code === null) {
    if (mayMean(sign, chosen)) return chosen;
    throw new Refusal('invalid', 'price.unknown-currency', { currency: sign.slice(0, 20) });
  }
  if (code === chosen || mayMean(sign, chosen)) return chosen;
  if (chosen.trim() === '' || chosen === firstCurrency) return code;
  throw new Refusal('invalid', 'price.two-currencies', { said: sign.slice(0, 20), chosen: chosen.slice(0, 20) });
}
