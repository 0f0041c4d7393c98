import type {
  Asset,
  AssetProduct,
  AssetStatus,
  BillingTerm,
  CommerceStatus,
  Renewal,
  SubscriptionFacts,
} from './asset.ts';
import type { Confidence } from './confidence.ts';
import type { Day } from './day.ts';
import type { EvidenceKind, KeptFile } from './evidence.ts';
import type { Lot } from './lots.ts';
import type { Money } from './money.ts';
import type { Absence, PersonSnapshot } from './person.ts';

/** The fields that ITAM staff may correct, with a reason. */
export type Correction = Partial<
  Pick<
    Asset,
    | 'quantity'
    | 'unitPrice'
    | 'lots'
    | 'billingTerm'
    | 'purchasedOn'
    | 'renewsOn'
    | 'costCentre'
    | 'owner'
    | 'manager'
    | 'product'
  >
>;

/** What the purchaser says of a purchase. */
export type Declaration = {
  /** ULID made with the form, so that one form sent twice declares once. */
  declarationId: string;
  product: AssetProduct;
  quantity: number;
  /** Null where the price of all seats was told. */
  unitPrice: Money | null;
  /** What was told instead of the price of one seat; entries of earlier versions have none. */
  lots?: Lot[];
  billingTerm: BillingTerm;
  purchasedOn: Day;
  renewsOn: Day | null;
  costCentre: string;
  reason: string;
  policyVersion: string;
};

/** Around a declaration: who bought, who answers for it from now on, who is asked to decide. */
export type DeclarationPeople = { purchaser: PersonSnapshot; owner: PersonSnapshot; manager: PersonSnapshot | null };

/** One thing that happened to an asset. The past, in words of the field; corrected by later facts, never edited. */
export type Fact =
  | {
      type: 'detected';
      product: AssetProduct;
      quantity: number;
      isTrial: boolean;
      purchasedOn: Day | null;
      renewsOn: Day | null;
      purchaser: PersonSnapshot | null;
      manager: PersonSnapshot | null;
      subscription: SubscriptionFacts;
      confidence: Confidence;
      /** Part of the first run, which records without telling everyone. */
      isBaseline: boolean;
    }
  | { type: 'linked'; subscription: SubscriptionFacts; confidence: Confidence; product: AssetProduct; isTrial: boolean }
  | { type: 'seats-changed'; from: number; to: number }
  /** `forgetsPrice`: what the trial was said to cost is no price of it any more; entries of earlier versions kept it. */
  | { type: 'trial-converted'; forgetsPrice?: true }
  | { type: 'renewal-moved'; from: Day | null; to: Day | null }
  | { type: 'renewal-reminded'; renewsOn: Day; daysBefore: number }
  | { type: 'renewal-decided'; decision: Renewal['decision']; reason: string; renewsOn: Day }
  | { type: 'commerce-status-changed'; from: CommerceStatus; to: CommerceStatus }
  /** Microsoft names another owner, such as whoever took it over; `manager` is theirs. Who bought it stays. */
  | { type: 'owner-changed'; from: string | null; to: PersonSnapshot; manager: PersonSnapshot | null }
  /** The directory says something else of these people than it did. */
  | { type: 'people-refreshed'; people: PersonSnapshot[] }
  | { type: 'owner-left'; personId: string; how: Absence }
  | { type: 'owner-returned'; personId: string }
  | { type: 'manager-changed'; from: string | null; to: PersonSnapshot | null }
  | { type: 'handed-on'; from: string | null; to: PersonSnapshot; comment: string | null }
  /** To a new owner; `manager` is who decides from then on. */
  | { type: 'handed-over'; from: string; to: PersonSnapshot; manager: PersonSnapshot | null; comment: string | null }
  | { type: 'vanished' }
  | { type: 'reappeared' }
  /** It can't be charged any more. `on`: as a person said it; null for the day on which discovery saw it. */
  | { type: 'ended'; on: Day | null; reason: string | null }
  | { type: 'runs-again'; reason: string | null }
  | ({ type: 'declared' } & DeclarationPeople & Declaration)
  | { type: 'declaration-asked'; reason: string }
  | { type: 'disowned' }
  /** `tolerance`: by how many percent it may become dearer; `usualTolerance` where an earlier version said nothing. */
  | { type: 'approved'; comment: string | null; tolerance?: number }
  | { type: 'rejected'; comment: string }
  /** Of what goes beyond the approval. `seats`: how many of them do. */
  | { type: 'surplus-approved'; seats: number; comment: string | null; tolerance?: number }
  | { type: 'surplus-rejected'; seats: number; comment: string }
  | { type: 'asked-back'; question: string }
  | { type: 'answered'; answer: string }
  | ({ type: 'evidence-attached'; kind: EvidenceKind } & KeptFile)
  | { type: 'corrected'; changes: Correction; reason: string }
  | { type: 'status-moved'; to: AssetStatus; reason: string; tolerance?: number }
  | { type: 'retired'; reason: string }
  /**
   * A person's name, address and words are gone from it, and from the entries before. `wrote`: texts that were theirs.
   * `typed`: what else they had typed and was chosen to go.
   */
  | { type: 'person-erased'; personId: string; wrote: UnsignedText[]; typed?: TypedAt[] };

/** What people type of a purchase that is no name and no reason: as a rule it says nothing of anybody, yet it may. */
export type TypedText = 'product' | 'publisher' | 'costCentre';

/** Where an entry holds such a text. */
export type TypedAt = { seq: number; path: string };

/** Texts of a state that don't say who wrote them. */
export type UnsignedText = 'reason' | 'answer' | TypedText;

export type FactType = Fact['type'];

/** Who an entry says acted: a person by directory id, or Sightline's own discovery. */
export type EntryActor = { kind: 'person' | 'discovery'; id: string; displayName: string };

/** How the journals name Sightline's own discovery. */
export const discovery = {
  kind: 'discovery',
  id: 'discovery',
  displayName: 'Sightline',
} as const satisfies EntryActor;

/** One line of a journal. `seq` counts without gaps in its shard; `hash` covers the entry and `previousHash`. */
export type EntryOf<F> = {
  shard: string;
  seq: number;
  assetId: string;
  at: string;
  actor: EntryActor;
  fact: F;
  previousHash: string;
  hash: string;
};

/** One line of the journal of assets. */
export type Entry = EntryOf<Fact>;

/**
 * Which typed text a property is, or null. A product that has an id of Microsoft's was chosen from the catalogue or read from
 * Graph; any other was typed.
 */
export function typedTextAt(parent: object, key: string): TypedText | null {
  if (key === 'costCentre') return key;
  if (!('skuId' in parent && parent.skuId === null)) return null;
  return key === 'publisher' ? key : key === 'name' ? 'product' : null;
}

/** Keys whose values may one day have to be erased; the chain covers their salted hashes instead of the values. */
export const personalKeys: ReadonlySet<string> = new Set([
  'displayName',
  'userPrincipalName',
  'reason',
  'comment',
  'question',
  'answer',
  'fileName',
]);
