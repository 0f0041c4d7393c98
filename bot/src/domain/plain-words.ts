import { english } from './said/en/english.ts';
import { tidy } from './said/text.ts';
import type { Purchase, Told } from './said/understood.ts';

/** What a message in plain words tells: the first purchase in it, the others, and whether it is about ending one. */
export type Understood = Purchase & {
  /** The writer says that they, or their team, bought something. */
  isDeclaration: boolean;
  /** Further purchases in the same message, in the order in which they are told. */
  others: readonly Purchase[];
  ending: Told['ending'];
};

const nothing: Purchase = {
  product: null,
  isTrial: false,
  quantity: null,
  price: null,
  pricePer: null,
  billingTerm: null,
  purchasedOn: null,
  renewsOn: null,
  costCentre: null,
  reason: null,
};

/**
 * Reads purchases out of plain words, such as "I bought 3 Power BI Pro yesterday for $42 a month for the finance
 * dashboards". Only the first 2,000 characters are read. Questions, wishes, other people's purchases, what is over already
 * and small talk are no declarations.
 *
 * @param now What "yesterday" is reckoned from: the writer's wall clock, its figures written as UTC.
 * @param locale Tells whether 03/04/2026 is in March or April, and whose dollars `$` are; without a region in it such a date
 * is not understood.
 */
export function understand(text: string, now: Date, locale?: string): Understood {
  const { purchases, ending } = english(tidy(text), now, locale);
  const [first, ...others] = purchases;
  return { ...(first ?? nothing), isDeclaration: first !== undefined, others, ending };
}
