import type { AssetProduct, BillingTerm } from '../asset.ts';
import type { Day } from '../day.ts';
import type { Money } from '../money.ts';

/** What words tell of one purchase. What they don't clearly say is null. */
export type Purchase = {
  /** From the catalogue, or in the writer's own words with an empty publisher. */
  product: AssetProduct | null;
  /** Said to be a trial. */
  isTrial: boolean;
  /** Seats. */
  quantity: number | null;
  /** The amount as written: for a seat or for all of them, see `pricePer`. */
  price: Money | null;
  pricePer: 'seat' | 'total' | null;
  billingTerm: BillingTerm | null;
  purchasedOn: Day | null;
  renewsOn: Day | null;
  costCentre: string | null;
  reason: string | null;
};

/** What a message tells: purchases, in the order in which they are told, or that the writer wants to end or has ended one. */
export type Told = {
  purchases: Purchase[];
  /** `wanted`: asks to end a purchase; `done`: tells of one that is over already. Such a one is no purchase. */
  ending: 'wanted' | 'done' | null;
};

/** A grammar of one language: reads what was typed, tidied, as of a moment by the writer's clock, for their locale. */
export type Grammar = (said: string, now: Date, locale: string | undefined) => Told;
