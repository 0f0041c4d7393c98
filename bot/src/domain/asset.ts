import type { Confidence } from './confidence.ts';
import type { Day } from './day.ts';
import type { Evidence } from './evidence.ts';
import { type Lot, type Priced, priceOfSeats } from './lots.ts';
import type { Money } from './money.ts';
import type { Absence, PersonSnapshot } from './person.ts';

/** `detected` (seen, not yet explained) → `declared` (explained, decision pending) → `approved` or `rejected` → `retired`. */
export const assetStatuses = ['detected', 'declared', 'approved', 'rejected', 'retired'] as const;
export type AssetStatus = (typeof assetStatuses)[number];

/** What Graph calls the status of a companySubscription. */
export const commerceStatuses = ['Enabled', 'Warning', 'Suspended', 'Deleted', 'LockedOut'] as const;
export type CommerceStatus = (typeof commerceStatuses)[number];

/** How often the price is charged, the shortest first. For how long one is committed is another matter. */
export const billingTerms = [
  'monthly',
  'quarterly',
  'half-yearly',
  'yearly',
  'two-yearly',
  'three-yearly',
  'once',
] as const;
export type BillingTerm = (typeof billingTerms)[number];

/** What was bought. `skuId` and `skuPartNumber` are Microsoft's; products of other publishers have neither. */
export type AssetProduct = {
  name: string;
  publisher: string;
  family: string | null;
  skuId: string | null;
  skuPartNumber: string | null;
};

export type SubscriptionFacts = {
  id: string;
  commerceSubscriptionId: string | null;
  status: CommerceStatus;
  /** False once complete polls no longer list it. */
  isListed: boolean;
  /** Seats and renewal as Microsoft said them last; the asset's own may have been declared or corrected otherwise. */
  quantity: number;
  renewsOn: Day | null;
};

/** Someone who did something, as a card or a history line names them. */
export type Doer = { id: string; displayName: string };

export type Question = { question: string; by: Doer; at: string; answer: string | null; answeredAt: string | null };
export type Decision = { outcome: 'approved' | 'rejected'; by: Doer; at: string; comment: string | null };

/**
 * What a decision is about. `unitPrice`: of one seat for one billing term. `tolerance`: by how many percent it may become dearer
 * and be covered still.
 */
export type Scope = Pick<Asset, 'quantity' | 'unitPrice' | 'lots' | 'billingTerm' | 'isTrial'> & { tolerance: number };

/** A decision with what it was about. `round`: the entry from which on that waited; null for the first decision. */
export type Decided = Scope & Decision & { round: number | null };

/** That it goes beyond its approval, since which entry, and what of it was rejected; null where nobody has decided. */
export type Surplus = { since: number; at: string; rejected: Scope | null };

/** That the decision was handed on to the asset's manager. `from`: who managed it until then, by directory id. */
export type HandOn = { from: string | null; by: Doer; at: string; comment: string | null };

/** That the owner handed the purchase over to its present one. `from`: who owned it until then, by directory id. */
export type HandOver = { from: string; by: Doer; at: string; comment: string | null };

/** What someone did about a purchase, after which they don't decide about it (see `duties.ts`). */
export type Deed = 'declarer' | 'earlier-owner' | 'namer' | 'corrector';

/** A person by directory id who had a hand in a purchase, and what they did. */
export type Hand = { id: string; did: Deed };

/** Someone who handed a decision on, or from whom it was, by directory id; `until`: the number of the entry by which it went. */
export type FormerManager = { id: string; until: number };

/** What is to become of the renewal on one date, and of no other. */
export type Renewal = { decision: 'keep' | 'end'; reason: string; by: Doer; at: string; renewsOn: Day };

/** How it was learnt that the purchase can't be charged any more. `by`: who said so, or discovery. */
export type Ending = { on: Day; reason: string | null; by: Doer; at: string };

/** One purchase as it lives in the register. Unknown facts are null. Times are ISO 8601 in UTC. */
export type Asset = {
  id: string;
  /** Sequence number, in its shard's journal, of the last entry about this asset. */
  version: number;
  /** Sequence number of the last entry that changed what a decision is about; a card made before it is out of date. */
  basis: number;
  source: 'discovery' | 'declaration';
  status: AssetStatus;
  product: AssetProduct;
  /** Seats. */
  quantity: number;
  /** Price of each seat for one billing term, as told; null where lots say it, and when it is not known. */
  unitPrice: Money | null;
  /** What was paid for how many seats, where it was not told as the price of each; then the seats may have changed since. */
  lots: Lot[];
  billingTerm: BillingTerm | null;
  purchasedOn: Day | null;
  renewsOn: Day | null;
  /** The last renewal, as far as one was seen; null while there was none. */
  renewedOn: Day | null;
  isTrial: boolean;
  purchaser: PersonSnapshot | null;
  owner: PersonSnapshot | null;
  manager: PersonSnapshot | null;
  /** How the manager came to be the one; null for whom the directory names. */
  handedOn: HandOn | null;
  /** How the owner came to be the one; null for the purchaser, and for whom a declaration or a correction names. */
  handedOver: HandOver | null;
  costCentre: string | null;
  reason: string | null;
  policy: { version: string; acceptedAt: string } | null;
  declaredAt: string | null;
  /** Of the form that declared it. */
  declarationId: string | null;
  subscription: SubscriptionFacts | null;
  confidence: Confidence | null;
  /** Whom Microsoft names as the owner, by directory id, where that is no longer the purchaser; null while it is, or was never told. */
  microsoftOwnerId: string | null;
  /** Why the owner can no longer answer for it. */
  ownerGone: Absence | null;
  /** The purchaser said "it wasn't me". */
  isDisowned: boolean;
  /** Recorded at the first look at the tenant, and nothing since that anyone but ITAM was told of. */
  isUntold: boolean;
  question: Question | null;
  decision: Decision | null;
  /** All decisions since it was declared, the first one and those about what went beyond it, with what each was about. */
  decisions: Decided[];
  /** What goes beyond the approval; null where nothing does. */
  surplus: Surplus | null;
  retirement: { reason: string; by: Doer; at: string } | null;
  renewal: Renewal | null;
  /** The last reminder of a renewal: of which date, and how many days before it. */
  reminder: { renewsOn: Day; daysBefore: number } | null;
  /** That it can't be charged any more; null also where Microsoft said so before this was kept (see `running.ts`). */
  ending: Ending | null;
  /** Since when it runs again, after it had ended; null where it never had, or has. */
  ranAgainOn: Day | null;
  /** Who of ITAM last asked again for the declaration, and why. */
  asked: { by: Doer; at: string; reason: string } | null;
  /** In the order in which it was attached. */
  evidence: Evidence[];
  /** Who had a hand in it, in the order in which they had. */
  hands: Hand[];
  /** In the order in which it went from them. */
  formerManagers: FormerManager[];
  /** By which rules this follows from its entries; see {@link saidSince}. */
  rules: number;
  createdAt: string;
  updatedAt: string;
};

/**
 * What entries said before states did, and the number of the rules from which on states say it: a field that follows from
 * entries which earlier versions wrote belongs in here, with the next number. A state of other rules is folded anew before
 * anybody is shown it or decides on it, so nobody gains by taking something out of one.
 */
export const saidSince = {
  hands: 1,
  formerManagers: 1,
  decisions: 2,
  surplus: 2,
  renewedOn: 3,
} as const satisfies Partial<Record<keyof Asset, number>>;
export const rulesOfToday = Math.max(...Object.values(saidSince));

/** Whether a state says all that its entries do. */
export function saysAll({ rules }: Pick<Asset, 'rules'>): boolean {
  return rules === rulesOfToday;
}

/** Whom Microsoft named last as the owner, by directory id; null where it named nobody. */
export function ownerAtMicrosoft({ microsoftOwnerId, purchaser }: Asset): string | null {
  return microsoftOwnerId ?? purchaser?.id ?? null;
}

/** Taken to be bought centrally: on the register, but nobody is startled by it. */
export function isTakenForCentral({ source, confidence, declaredAt }: Asset): boolean {
  return source === 'discovery' && confidence?.level === 'low' && declaredAt === null;
}

export const monthsPerTerm: Record<Exclude<BillingTerm, 'once'>, number> = {
  monthly: 1,
  quarterly: 3,
  'half-yearly': 6,
  yearly: 12,
  'two-yearly': 24,
  'three-yearly': 36,
};

/** What is known of a price: how often it is paid; or that there is none yet, on a trial; or nothing. */
export const priceStates = [...billingTerms, 'trial', 'unknown'] as const;
export type PriceState = (typeof priceStates)[number];

/** The price states of what costs something each month, in the sense of {@link pricePerMonth}. */
export const recurringPrices = billingTerms.filter((term) => term !== 'once');

export function priceStateOf(asset: Asset): PriceState {
  const { billingTerm, isTrial } = asset;
  if (priceOfSeats(asset) && billingTerm) return billingTerm;
  return isTrial ? 'trial' : 'unknown';
}

/** All seats whose price is known, for a year; a price paid once counts once. Null when price or term is not known. */
export function pricePerYear(asset: Priced & Pick<Asset, 'billingTerm'>): Money | null {
  const perTerm = priceOfSeats(asset);
  if (!perTerm || !asset.billingTerm) return null;
  if (asset.billingTerm === 'once') return perTerm;
  return { ...perTerm, minor: Math.round((perTerm.minor * 12) / monthsPerTerm[asset.billingTerm]) };
}

/** What the asset commits the organisation to each month, rounded to a minor unit; null when unknown or paid once. */
export function pricePerMonth(asset: Priced & Pick<Asset, 'billingTerm'>): Money | null {
  const perTerm = priceOfSeats(asset);
  if (!perTerm || !asset.billingTerm || asset.billingTerm === 'once') return null;
  return { ...perTerm, minor: Math.round(perTerm.minor / monthsPerTerm[asset.billingTerm]) };
}
