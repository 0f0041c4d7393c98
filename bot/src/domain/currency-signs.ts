/**
 * Signs and names of currencies, and whose they are. A sign that many countries share (`$`, `¥`, `kr`, `Rs`) is that of the
 * reader's country; where the country has none of its own, it is the one that the sign most often means, or none.
 */

/** Signs that mean one currency wherever they are read. */
const certain = new Map(
  Object.entries({
    us$: 'USD',
    'u.s.$': 'USD',
    a$: 'AUD',
    au$: 'AUD',
    c$: 'CAD',
    ca$: 'CAD',
    nz$: 'NZD',
    hk$: 'HKD',
    nt$: 'TWD',
    s$: 'SGD',
    sg$: 'SGD',
    r$: 'BRL',
    mx$: 'MXN',
    '€': 'EUR',
    '£': 'GBP',
    '₹': 'INR',
    '₩': 'KRW',
    '₪': 'ILS',
    '₺': 'TRY',
    '₴': 'UAH',
    '₱': 'PHP',
    '฿': 'THB',
    '₫': 'VND',
    zł: 'PLN',
    kč: 'CZK',
    'cn¥': 'CNY',
    'jp¥': 'JPY',
    rmb: 'CNY',
  }),
);

type Shared = { byRegion: Readonly<Record<string, string>>; otherwise: string | null };

const dollars: Shared = {
  byRegion: {
    ...{ AU: 'AUD', NZ: 'NZD', CA: 'CAD', SG: 'SGD', HK: 'HKD', TW: 'TWD', MX: 'MXN', AR: 'ARS', CL: 'CLP', CO: 'COP' },
    ...{ UY: 'UYU', DO: 'DOP', JM: 'JMD', TT: 'TTD', BB: 'BBD', BS: 'BSD', FJ: 'FJD', NA: 'NAD', BN: 'BND', BZ: 'BZD' },
  },
  otherwise: 'USD',
};
const crowns: Shared = {
  byRegion: { SE: 'SEK', NO: 'NOK', SJ: 'NOK', DK: 'DKK', GL: 'DKK', FO: 'DKK', IS: 'ISK' },
  otherwise: null,
};
const rupees: Shared = {
  byRegion: { IN: 'INR', PK: 'PKR', LK: 'LKR', NP: 'NPR', MU: 'MUR', SC: 'SCR' },
  otherwise: null,
};

/** Signs that several countries share. */
const shared = new Map<string, Shared>(
  Object.entries({
    $: dollars,
    '¥': { byRegion: { CN: 'CNY' }, otherwise: 'JPY' },
    '￥': { byRegion: { CN: 'CNY' }, otherwise: 'JPY' },
    kr: crowns,
    'kr.': crowns,
    rs: rupees,
    'rs.': rupees,
    '₨': rupees,
  }),
);

/** The reader's country, which a locale may leave open. */
function regionOf(locale: string | undefined): string | undefined {
  if (locale === undefined) return undefined;
  try {
    return new Intl.Locale(locale).region;
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}

/** The currency of a sign for a reader; null for what is no sign, or one that is another's in each country. */
export function currencyOfSign(sign: string, locale: string | undefined): string | null {
  const small = sign.toLowerCase().replace(/\s/g, '');
  const one = certain.get(small);
  if (one) return one;
  const several = shared.get(small);
  return several ? (several.byRegion[regionOf(locale) ?? ''] ?? several.otherwise) : null;
}

/** Whether a sign may mean a currency in some country: `$` may be Canadian dollars, `€` may not. */
export function mayMean(sign: string, currency: string): boolean {
  const several = shared.get(sign.toLowerCase());
  if (!several) return currencyOfSign(sign, undefined) === currency;
  return several.otherwise === currency || Object.values(several.byRegion).includes(currency);
}

/** Every sign, longest first, as a pattern. */
export const signPattern = [...certain.keys(), ...shared.keys()]
  .toSorted((one, other) => other.length - one.length)
  .map((sign) => sign.replace(/[$.]/g, '\\$&'))
  .join('|');
