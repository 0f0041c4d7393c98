import { Refusal } from './errors.ts';
import { kept } from './formatters.ts';

/** An amount in integer minor units (cents, yen, fils) of an ISO 4217 currency. Amounts of different currencies are never added. */
export type Money = { minor: number; currency: string };

const largestMinor = 1_000_000_000_000;
const known = new Set(Intl.supportedValuesOf('currency'));

/**
 * Decimals of the currencies that don't have two, by ISO 4217. Kept here because `Intl` answers differently from one
 * runtime to the next (HUF is 0 in some, 2 in others), and stored minor units must mean the same everywhere.
 */
const decimals = new Map<string, number>([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
]);

/** True for an ISO 4217 code, in capitals, that the runtime knows. */
export function isCurrency(code: string): boolean {
  return known.has(code);
}

/** How many decimals a currency has: 2 for USD, 0 for JPY, 3 for KWD. */
export function decimalsOf(currency: string): number {
  return decimals.get(currency) ?? 2;
}

/**
 * Reads an amount that a person typed, such as `42`, `42.50`, `42,50`, `1,234.50` or `1'234.50`.
 * A lone comma before exactly three digits groups thousands; every other comma or point that occurs once, last, is the
 * decimal sign. So `42.005` dollars are a slip and refused, not forty-two thousand and five; and `1,234` of a currency
 * with three decimals is refused because it may be either. `1,25,000` groups as India does.
 *
 * @throws {Refusal} `price.unknown-currency`, `price.unreadable`, `price.negative`, `price.too-many-decimals`, `price.too-large`
 */
export function parseMoney(text: string, currency: string): Money {
  const code = currency.trim().toUpperCase();
  if (!isCurrency(code)) throw new Refusal('invalid', 'price.unknown-currency', { currency: code.slice(0, 20) });
  const unreadable = () => new Refusal('invalid', 'price.unreadable');
  const places = decimalsOf(code);
  const trimmed = text.trim().replace(/[\s’]/g, "'");
  if (/^[-−]/.test(trimmed)) throw new Refusal('invalid', 'price.negative');
  if (!/^\d+(?:[.,']\d+)*$/.test(trimmed)) throw unreadable();

  const signs: readonly string[] = trimmed.match(/[.,']/g) ?? [];
  const groups = trimmed.split(/[.,']/);
  const [first = ''] = groups;
  const tail = groups.at(-1) ?? '';
  const lastSign = signs.at(-1);
  const isLoneComma = signs.length === 1 && lastSign === ',' && tail.length === 3 && /^[1-9]\d{0,2}$/.test(first);
  if (isLoneComma && places === 3) throw unreadable();
  const hasFraction =
    lastSign !== undefined && lastSign !== "'" && signs.indexOf(lastSign) === signs.length - 1 && !isLoneComma;

  const whole = hasFraction ? groups.slice(0, -1) : groups;
  const fraction = hasFraction ? tail : '';
  if (whole.length > 1) {
    const groupingSigns = new Set(hasFraction ? signs.slice(0, -1) : signs);
    if (groupingSigns.size > 1 || !(areThousands(whole) || areLakhs(whole))) throw unreadable();
  }
  if (fraction.length > places) {
    throw new Refusal('invalid', 'price.too-many-decimals', { currency: code, decimals: places });
  }
  const minor = Number(whole.join('') + fraction.padEnd(places, '0'));
  if (minor > largestMinor) throw new Refusal('invalid', 'price.too-large');
  return { minor, currency: code };
}

function areThousands([first = '', ...others]: readonly string[]): boolean {
  return /^[1-9]\d{0,2}$/.test(first) && others.every((group) => group.length === 3);
}

/** Groups of two before the last, of three: `1,25,000`. */
function areLakhs([first = '', ...others]: readonly string[]): boolean {
  return /^[1-9]\d?$/.test(first) && others.every((group, at) => group.length === (at === others.length - 1 ? 3 : 2));
}

/** `42.50`: the amount as a plain decimal number for other programs, with as many decimals as its currency has. */
export function decimalText({ minor, currency }: Money): string {
  const places = decimalsOf(currency);
  const digits = String(Math.abs(minor)).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const sign = minor < 0 ? '-' : '';
  return places === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-places)}`;
}

/** The amount times a whole number, such as a price per seat times the seats. */
export function times(money: Money, factor: number): Money {
  return { minor: money.minor * factor, currency: money.currency };
}

const amountFormat = kept(
  (locale: string, places: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: places, maximumFractionDigits: places }),
);

/** `42.00 USD`: the number in the reader's locale, the code after it, since `$` alone names a dozen currencies. */
export function formatMoney(money: Money, locale: string): string {
  const places = decimalsOf(money.currency);
  return `${amountFormat(locale, places).format(money.minor / 10 ** places)} ${money.currency}`;
}
