import { z } from 'zod';
import { assetStatuses, billingTerms, commerceStatuses } from '../domain/asset.ts';
import { bars } from '../domain/duties.ts';
import { evidenceKinds, evidenceTypes, hashShape } from '../domain/evidence.ts';
import { flags } from '../domain/flags.ts';
import { priceBases } from '../domain/lots.ts';
import { renewalDecisions, renewalStates } from '../domain/renewal.ts';
import { todayGroups } from '../domain/today.ts';
import { queryFields } from './query-fields.ts';

/**
 * The API's shapes, from which the server parses, the tab is typed and `/api/openapi.json` is made.
 * Dates are `YYYY-MM-DD`, instants ISO 8601 in UTC, money integer minor units with an ISO 4217 currency. Unknown is null.
 */

/** What a price is of: one seat, or all seats, where their total was told. */
const PriceBasis = z.enum(priceBases);

export const Money = z.object({ minor: z.int(), currency: z.string() });
/** Seats that were paid for together. `unitPrice`: null where the total is no exact amount for each. `since`: from when on. */
export const Lot = z.object({
  quantity: z.int(),
  unitPrice: Money.nullable(),
  total: Money,
  /** Which of the two was told. */
  per: PriceBasis,
  since: z.string().nullable(),
});
export type Lot = z.infer<typeof Lot>;
export const PersonRef = z.object({ id: z.string(), name: z.string(), upn: z.string() });
export type PersonRef = z.infer<typeof PersonRef>;
export const Doer = z.object({ id: z.string(), name: z.string() });

export const sortKeys = [
  'status',
  'product',
  'publisher',
  'purchaser',
  'owner',
  'manager',
  'department',
  'costCentre',
  'quantity',
  'perMonth',
  'purchasedOn',
  'renewsOn',
  'source',
  'updatedAt',
] as const;
export type SortKey = (typeof sortKeys)[number];

/** One row of the register. */
export const Item = z.object({
  id: z.string(),
  version: z.int(),
  product: z.string(),
  publisher: z.string(),
  family: z.string().nullable(),
  skuPartNumber: z.string().nullable(),
  status: z.enum(assetStatuses),
  source: z.enum(['discovery', 'declaration']),
  confidence: z.object({ level: z.enum(['high', 'medium', 'low']), reasons: z.array(z.string()) }).nullable(),
  purchaser: PersonRef.nullable(),
  owner: PersonRef.nullable(),
  manager: PersonRef.nullable(),
  department: z.string().nullable(),
  costCentre: z.string().nullable(),
  quantity: z.int(),
  /** Of one seat for one billing term; null where seats have several prices, or one that is no exact amount. */
  unitPrice: Money.nullable(),
  /** What was paid for one billing term, as it was told of how many seats, where it was not told as the price of each. */
  lots: z.array(Lot),
  /** For how many of the seats the price is known, which is what `perMonth` and the like are of. */
  pricedSeats: z.int(),
  billingTerm: z.enum(billingTerms).nullable(),
  /** Of the seats whose price is known, exactly as told: for one billing term. */
  perTerm: Money.nullable(),
  /** The same for a month and a year, rounded. */
  perMonth: Money.nullable(),
  perYear: Money.nullable(),
  /** What all seats probably cost a month, by list price, where the price is not known; never what was paid. */
  estimatePerMonth: Money.nullable(),
  purchasedOn: z.string().nullable(),
  renewsOn: z.string().nullable(),
  /** How the next renewal stands; null where none lies ahead. */
  renewalState: z.enum(renewalStates).nullable(),
  /** What was decided about the date on which it renews. */
  renewal: z
    .object({
      decision: z.enum(renewalDecisions),
      reason: z.string(),
      by: Doer,
      at: z.string(),
      renewsOn: z.string(),
    })
    .nullable(),
  /** From the purchase or the last renewal to the next one, where that is known; how often it is billed is another matter. */
  commitment: z.object({ from: z.string(), to: z.string(), months: z.int() }).nullable(),
  /** What the renewal costs: all seats for as long as one is committed by it, or for one billing term where that is not known. */
  renewalCost: Money.nullable(),
  isTrial: z.boolean(),
  /** What was approved, as it stood at the last decision that said yes; null where nothing is. */
  approval: z
    .object({
      quantity: z.int(),
      unitPrice: Money.nullable(),
      /** Of the seats whose price was known, for one billing term. */
      perTerm: Money.nullable(),
      billingTerm: z.enum(billingTerms).nullable(),
      isTrial: z.boolean(),
      by: Doer,
      at: z.string(),
    })
    .nullable(),
  /** What goes beyond the approval since a moment, and how that stands; null where nothing does. */
  surplus: z
    .object({
      seats: z.int(),
      isPaidNow: z.boolean(),
      isDearer: z.boolean(),
      isOtherTerm: z.boolean(),
      /** `price`: its owner has to say what it costs. */
      waitsFor: z.enum(['decision', 'price']).nullable(),
      /** By whom it was rejected; null where nobody did. */
      rejectedBy: Doer.nullable(),
      perTerm: Money.nullable(),
      since: z.string(),
    })
    .nullable(),
  commerceStatus: z.enum(commerceStatuses).nullable(),
  /** Whether it can still be charged; only what runs and is not retired has a price a month and a year. */
  isRunning: z.boolean(),
  /** The day on which it ended; null also where that is not known. */
  endedOn: z.string().nullable(),
  flags: z.array(z.enum(flags)),
  updatedAt: z.string(),
});
export type Item = z.infer<typeof Item>;

export const actions = [
  'approve',
  'reject',
  'ask',
  'hand-on',
  'hand-over',
  'answer',
  'declare',
  'disown',
  'join',
  'renewal',
  'end',
  'resume',
  'correct',
  'move',
  'retire',
] as const;
export type ActionName = (typeof actions)[number];

/** A document that proves something. `hash`: its SHA-256 in hex, which is its name in the API. */
export const EvidenceItem = z.object({
  hash: z.string(),
  /** Empty once it was erased. */
  fileName: z.string(),
  mediaType: z.enum(Object.keys(evidenceTypes) as (keyof typeof evidenceTypes)[]),
  bytes: z.int(),
  kind: z.enum(evidenceKinds),
  by: Doer,
  at: z.string(),
});
export type EvidenceItem = z.infer<typeof EvidenceItem>;

/** One asset with everything the register knows of it, and what the reader may do with it now. */
export const Detail = Item.extend({
  reason: z.string().nullable(),
  policy: z.object({ version: z.string(), acceptedAt: z.string() }).nullable(),
  declaredAt: z.string().nullable(),
  createdAt: z.string(),
  subscription: z
    .object({
      id: z.string(),
      commerceSubscriptionId: z.string().nullable(),
      status: z.enum(commerceStatuses),
      isListed: z.boolean(),
    })
    .nullable(),
  question: z
    .object({
      question: z.string(),
      by: Doer,
      at: z.string(),
      answer: z.string().nullable(),
      answeredAt: z.string().nullable(),
    })
    .nullable(),
  decision: z
    .object({ outcome: z.enum(['approved', 'rejected']), by: Doer, at: z.string(), comment: z.string().nullable() })
    .nullable(),
  retirement: z.object({ reason: z.string(), by: Doer, at: z.string() }).nullable(),
  /** In the order in which it was attached. */
  evidence: z.array(EvidenceItem),
  /** The reader may attach more. */
  mayAttach: z.boolean(),
  /** What the price book says of a purchase that nobody has declared; never what was paid. */
  listPrice: z.object({ billingTerm: z.enum(billingTerms), unitPrice: Money }).nullable(),
  /** Who is asked to decide. */
  deciders: z.array(Doer),
  /** What the reader did themselves or has of it, which keeps them from deciding; null where they may, or could not anyway. */
  bar: z.enum(bars).nullable(),
  /** It is shown as it was when the reader handed the decision on, and how it ended. */
  isPast: z.boolean(),
  /** What the reader declared that this purchase may be; they may `join` the two. */
  near: z.array(Item),
  /** Other open purchases of the same product, by the same purchaser and in the same department. */
  related: z.object({ purchaser: z.array(Item), department: z.array(Item) }),
  may: z.array(z.enum(actions)),
});
export type Detail = z.infer<typeof Detail>;

const one = z.string().max(200);
/** A filter that may be given several times; the values are alternatives. */
const many = z
  .union([one, z.array(one).max(50)])
  .optional()
  .transform((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]));
const day = z.iso.date().optional();
/** Long enough for a mark at the longest name, in letters of four bytes. */
const cursor = z.string().max(4_000).optional();

/** The query of `GET /api/register`. Unknown fields are refused, so that a misspelt filter never shows everything. */
const ListFields = z.strictObject({
  search: z.string().max(200).optional(),
  status: many,
  product: many,
  publisher: many,
  source: many,
  purchaser: many,
  owner: many,
  manager: many,
  /** By directory id of whom a decision is asked of; empty for what nobody may decide about, `anyone` for all that waits for one. */
  waitsFor: many,
  department: many,
  /** In any spelling: case, spaces and dashes make no difference. */
  costCentre: many,
  /** How the next renewal stands: `undecided`, `keep` or `end`. */
  renewal: many,
  /** How often it is paid where the price is known: a billing term such as `yearly` or `once`; else `trial` or `unknown`. */
  price: many,
  currency: many,
  /** Whether documents are attached: `attached` or `none`. */
  evidence: many,
  /** Whether it can still be charged: `running`, `lapsing` (expired, in its grace period) or `ended`. */
  running: many,
  flag: many,
  renewsBefore: day,
  renewsAfter: day,
  /** Bought by the end of this day, and not retired yet then. */
  heldOn: day,
  /** On the register by the end of this day, and not retired yet then. */
  knownOn: day,
  declaredAfter: day,
  declaredBefore: day,
  decidedAfter: day,
  decidedBefore: day,
  /** Costs this much a month or more, or is estimated to, in whole units of its own currency. */
  costFrom: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,2})?$/, 'must be an amount such as 50 or 12.50')
    .transform(Number)
    .optional(),
  sort: z
    .string()
    .regex(
      new RegExp(`^-?(${sortKeys.join('|')})$`),
      `must be one of ${sortKeys.join(', ')}, with - before it to turn it round`,
    )
    .default('-updatedAt'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor,
  /** So many rows stand before the page; instead of a cursor, for whoever jumps to a place in a long list. */
  offset: z.coerce.number().int().min(0).max(10_000_000).optional(),
});
export const ListQuery = ListFields.refine(
  ({ cursor, offset }) => cursor === undefined || offset === undefined,
  'takes a cursor or an offset, not both',
);
export type ListQuery = z.infer<typeof ListQuery>;

export const exportFormats = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What the register is narrowed and sorted by, where all of it is asked for and not a page. */
export const Narrowing = ListFields.omit({ limit: true, cursor: true, offset: true });
export type Narrowing = z.infer<typeof Narrowing>;

/** The query of `GET /api/export`. */
export const ExportQuery = Narrowing.extend({ format: z.enum(exportFormats) });
export type ExportQuery = z.infer<typeof ExportQuery>;

const assetId = z.string().regex(/^[a-z0-9-]{1,64}$/);

/** The body of `POST /api/export`: assets picked one by one, in the order in which the file has them. */
export const ExportBody = z.strictObject({
  format: z.enum(exportFormats),
  ids: z.array(assetId).min(1).max(5_000),
});
export type ExportBody = z.infer<typeof ExportBody>;

export const Facet = z.array(z.object({ value: z.string(), count: z.int() }));
export const facetKeys = [
  'status',
  'product',
  'publisher',
  'source',
  'department',
  'costCentre',
  'renewal',
  'price',
  'currency',
  'evidence',
  'running',
  'flag',
] as const;
export type FacetKey = (typeof facetKeys)[number];

/** A page of the register. `total`, `totals` and `facets` are of everything that matches, not of the page. */
export const ListAnswer = z.object({
  items: z.array(Item),
  total: z.int(),
  /** Committed spend a month, per currency; amounts of different currencies are never added. */
  totals: z.array(Money),
  /** What those without a price cost a month by list price, per currency; in no other sum. */
  estimates: z.array(Money),
  /** How many have neither a price nor an estimate, trials aside. */
  unpriced: z.int(),
  /** Of each facet, counts under all filters but its own. */
  facets: z.record(z.enum(facetKeys), Facet),
  /** For the next page; null on the last. */
  cursor: z.string().nullable(),
  /** The journal position that this reflects. */
  version: z.string(),
  asOf: z.string(),
});
export type ListAnswer = z.infer<typeof ListAnswer>;

export const Change = z.object({ field: z.string(), from: z.unknown(), to: z.unknown() });
export const HistoryEntry = z.object({
  seq: z.int(),
  at: z.string(),
  actor: z.object({ id: z.string(), name: z.string(), kind: z.enum(['person', 'discovery']) }),
  type: z.string(),
  /** A sentence in the reader's language. */
  summary: z.string(),
  /** The actor's own words, if there are any. */
  comment: z.string().nullable(),
  changes: z.array(Change),
  hash: z.string(),
  previousHash: z.string(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** An asset's history, newest first. `isIntact`: each entry's hash was computed anew and agrees. */
export const HistoryAnswer = z.object({ entries: z.array(HistoryEntry), isIntact: z.boolean() });
export type HistoryAnswer = z.infer<typeof HistoryAnswer>;

/** The query of `GET /api/register/{id}/history`: without a cursor, the newest entries. */
export const HistoryQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(100), cursor });
export type HistoryQuery = z.infer<typeof HistoryQuery>;

/** A page of an asset's history. `isIntact` is about the whole of it. */
export const HistoryPageAnswer = HistoryAnswer.extend({
  /** Entries in the whole history. */
  total: z.int(),
  /** For the entries before these; null on the page with the first. */
  cursor: z.string().nullable(),
});
export type HistoryPageAnswer = z.infer<typeof HistoryPageAnswer>;

/** What someone may do that is about no asset in particular. `asset.decide`: about everyone's but their own. `asset.renew`: about everyone's. */
export const generalActions = [
  'register.list-all',
  'register.export',
  'register.change-many',
  'views.keep',
  'today.read',
  'discovery.confirm-loss',
  'asset.decide',
  'asset.renew',
  'notices.list',
  'notices.retry',
  'settings.read',
  'settings.change',
] as const;
export type GeneralAction = (typeof generalActions)[number];

/** What a seat costs by list for one billing term. `product`: a product's name or SKU part number. */
export const ListPrice = z.object({ product: z.string(), billingTerm: z.enum(billingTerms), unitPrice: Money });

export const Me = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(z.enum(['Itam.Manage', 'Itam.Read'])),
  seesAll: z.boolean(),
  may: z.array(z.enum(generalActions)),
  /** How many purchases wait for their own decision. */
  toDecide: z.int(),
  policy: z.object({ version: z.string(), text: z.string() }),
  /** What the declaration form offers; anything else can be typed. */
  products: z.array(z.object({ name: z.string(), publisher: z.string() })),
  /** What the declaration form may start with. */
  priceBook: z.array(ListPrice),
});
export type Me = z.infer<typeof Me>;

const text = z.string().max(20_000);

/** A declaration as typed; the rules behind it answer each mistake in words. */
export const DeclareBody = z.strictObject({
  /** Chosen by the client; the same id sent again declares nothing twice. */
  declarationId: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'must be a ULID'),
  product: text,
  publisher: text.default(''),
  quantity: z.union([z.string().max(40), z.number()]).transform(String),
  price: z.union([z.string().max(40), z.number()]).transform(String),
  /** What the price is of: `seat`, or `all` seats. */
  pricePer: z.string().max(40).default('seat'),
  currency: z.string().max(40),
  billingTerm: z.string().max(40),
  purchasedOn: z.string().max(40),
  renewsOn: z.string().max(40).nullable().default(null),
  costCentre: text,
  reason: text,
  acceptsPolicy: z.boolean(),
  /** The version of the policy that was shown; left out, whatever holds is what is accepted. */
  policyVersion: z.string().max(200).nullable().default(null),
  /** The person said that it is not the purchase they declared before. */
  isAnother: z.boolean().default(false),
});
export type DeclareBody = z.infer<typeof DeclareBody>;

export const CorrectBody = z.strictObject({
  changes: z
    .strictObject({
      product: z.string().max(400),
      publisher: z.string().max(400),
      quantity: z.union([z.string().max(40), z.number()]).transform(String),
      price: z.string().max(40),
      pricePer: z.string().max(40),
      currency: z.string().max(40),
      billingTerm: z.string().max(40),
      purchasedOn: z.string().max(40),
      renewsOn: z.string().max(40),
      costCentre: text,
      /** User principal name or directory id of the new owner. */
      owner: z.string().max(200),
      /** Seats among them that came later, at another price; in the currency of the others. */
      added: z.strictObject({
        quantity: z.union([z.string().max(40), z.number()]).transform(String),
        price: z.string().max(40),
        pricePer: z.string().max(40).default('seat'),
        since: z.string().max(40),
      }),
    })
    .partial(),
  reason: text,
});
export type CorrectBody = z.infer<typeof CorrectBody>;

/** The body of `POST /api/register/{id}/{action}`, per action. */
export const ActionBody = {
  approve: z.strictObject({ comment: text.nullable().default(null) }),
  reject: z.strictObject({ comment: text }),
  ask: z.strictObject({ question: text }),
  /** `to`: user principal name or directory id. */
  'hand-on': z.strictObject({ to: z.string().max(200), comment: text.nullable().default(null) }),
  /** `to`: user principal name or directory id. */
  'hand-over': z.strictObject({ to: z.string().max(200), comment: text.nullable().default(null) }),
  answer: z.strictObject({ answer: text }),
  declare: DeclareBody.omit({ declarationId: true, isAnother: true }),
  disown: z.strictObject({}),
  /** `declaredId`: of what they declared, which this purchase is. */
  join: z.strictObject({ declaredId: assetId }),
  renewal: z.strictObject({ decision: z.enum(renewalDecisions), reason: text }),
  /** That it can't be charged any more, for what Microsoft doesn't show. `on`: a day, such as `2026-11-24`. */
  end: z.strictObject({ on: z.string().max(40), reason: text }),
  /** That it hasn't ended after all. */
  resume: z.strictObject({ reason: text }),
  correct: CorrectBody,
  move: z.strictObject({ to: z.enum(assetStatuses), reason: text }),
  retire: z.strictObject({ reason: text }),
} satisfies Record<ActionName, z.ZodType>;

/** The query of `POST /api/register/{id}/evidence`, whose body is the file itself. `name`: what the file is called. */
export const EvidenceQuery = z.strictObject({ kind: z.enum(evidenceKinds), name: z.string().max(1_000).default('') });
export type EvidenceQuery = z.infer<typeof EvidenceQuery>;
export const EvidenceHash = z.string().regex(hashShape);

/** What may be done to many assets at once. */
export const manyActions = ['set-owner', 'set-cost-centre', 'ask-again', 'retire'] as const;
export type ManyAction = (typeof manyActions)[number];

const manyParts = {
  ids: z.array(assetId).min(1).max(500),
  reason: text,
  /** Nothing is done; the rows say what would be. */
  isPreview: z.boolean(),
};

/** The body of `POST /api/register/bulk`: one change to many assets. */
export const BulkBody = z.discriminatedUnion('action', [
  /** `owner`: user principal name or directory id. */
  z.strictObject({ action: z.literal('set-owner'), owner: z.string().max(200), ...manyParts }),
  z.strictObject({ action: z.literal('set-cost-centre'), costCentre: text, ...manyParts }),
  z.strictObject({ action: z.literal('ask-again'), ...manyParts }),
  z.strictObject({ action: z.literal('retire'), ...manyParts }),
]);
export type BulkBody = z.infer<typeof BulkBody>;

/** What became of one of many assets, or would. `code` and `detail` say why it was refused. */
export const BulkRow = z.object({
  id: z.string(),
  /** Null where there is no such asset. */
  product: z.string().nullable(),
  quantity: z.int().nullable(),
  owner: Doer.nullable(),
  outcome: z.enum(['changed', 'unchanged', 'refused']),
  changes: z.array(Change),
  code: z.string().nullable(),
  detail: z.string().nullable(),
});
export type BulkRow = z.infer<typeof BulkRow>;

export const BulkAnswer = z.object({ isPreview: z.boolean(), rows: z.array(BulkRow) });
export type BulkAnswer = z.infer<typeof BulkAnswer>;

/** Of `GET /api/register/ids`, which takes a {@link Narrowing}: the first 5,000 of what matches; `total` is how many match in all. */
export const IdsAnswer = z.object({ ids: z.array(z.string()), total: z.int(), version: z.string() });
export type IdsAnswer = z.infer<typeof IdsAnswer>;

export const densities = ['comfortable', 'compact'] as const;
export type Density = (typeof densities)[number];

/** Columns of the register, each of which it can be sorted by. */
export const columnKeys = sortKeys;
export type ColumnKey = SortKey;

/** Whether an address's parameters are ones that the register knows: a view must not show something else one day. */
function isListQuery(query: string): boolean {
  return Narrowing.safeParse(queryFields(new URLSearchParams(query))).success;
}

/** The body of `PUT /api/views/{id}`. */
export const ViewBody = z.strictObject({
  /** 1 to 80 characters. */
  name: z.string().max(400),
  /** Filters, search and order, as parameters of `GET /api/register`. */
  query: z.string().max(8_000).refine(isListQuery, 'must be parameters that GET /api/register knows'),
  /** In order; null for those that fit. */
  columns: z
    .array(z.enum(columnKeys))
    .min(1)
    .max(columnKeys.length)
    .refine((keys) => new Set(keys).size === keys.length, 'must name each column once')
    .nullable(),
  /** In pixels. */
  widths: z.partialRecord(z.enum(columnKeys), z.int().min(48).max(1_200)),
  density: z.enum(densities),
  isShared: z.boolean(),
});
export type ViewBody = z.infer<typeof ViewBody>;

/** A saved view of the register. Writes to it take its version as `If-Match`. */
export const View = ViewBody.extend({
  id: z.string(),
  version: z.int(),
  maker: Doer,
  /** The reader may change it and delete it. */
  isEditable: z.boolean(),
});
export type View = z.infer<typeof View>;

/** The views that the reader can see, and the one that the register opens with for them. */
export const ViewsAnswer = z.object({ items: z.array(View), defaultId: z.string().nullable() });
export type ViewsAnswer = z.infer<typeof ViewsAnswer>;

/** The body of `PUT /api/views/default`: null for none. */
export const DefaultViewBody = z.strictObject({ id: z.string().max(64).nullable() });

export const noticeStates = ['pending', 'delivered', 'waiting', 'failed'] as const;

export const NoticesQuery = z.strictObject({
  assetId: z.string().max(64).optional(),
  state: z.enum(noticeStates).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor,
});
export type NoticesQuery = z.infer<typeof NoticesQuery>;

export const Notice = z.object({
  id: z.string(),
  assetId: z.string().nullable(),
  product: z.string().nullable(),
  role: z.string(),
  recipient: z.object({ kind: z.enum(['person', 'channel']), id: z.string().nullable(), name: z.string().nullable() }),
  cause: z.string(),
  at: z.string(),
  state: z.enum(noticeStates),
  /** What became of it, in words. */
  fate: z.string(),
  attempts: z.int(),
  deliveredAt: z.string().nullable(),
});
export type Notice = z.infer<typeof Notice>;

export const NoticesAnswer = z.object({
  items: z.array(Notice),
  total: z.int(),
  /** Of each state, whatever state was asked for. */
  counts: z.record(z.enum(noticeStates), z.int()),
  cursor: z.string().nullable(),
  version: z.string(),
});
export type NoticesAnswer = z.infer<typeof NoticesAnswer>;

/** The body of `POST /api/notices/{id}/retry`. */
export const RetryBody = z.strictObject({});

/** One kind of thing to do: how much of it there is, the oldest few, and the register's query behind it. */
export const TodayGroup = z.object({
  key: z.enum(todayGroups),
  /** Parameters of `GET /api/register`, which are those of the register page's address too. */
  query: z.string(),
  total: z.int(),
  /** Cost a month, per currency. */
  totals: z.array(Money),
  /** What those without a price cost a month by list price, per currency. */
  estimates: z.array(Money),
  items: z.array(Item),
  /** How many of them have which flag, where the group itself is not made by flags. */
  flags: Facet,
});
export type TodayGroup = z.infer<typeof TodayGroup>;

export const TodayAnswer = z.object({
  day: z.string(),
  /** How many assets there are on the register. */
  assets: z.int(),
  groups: z.array(TodayGroup),
  /** Who manages what awaits a decision, most first; null where nobody is known to. */
  deciders: z.array(z.object({ person: Doer.nullable(), count: z.int() })),
  failedNotices: z.object({ total: z.int(), items: z.array(Notice) }),
  /** What discovery suddenly misses and does not take for gone; null for nothing. `isConfirmed`: ITAM staff say that it is gone. */
  loss: z.object({ since: z.string(), missing: z.int(), listed: z.int(), isConfirmed: z.boolean() }).nullable(),
  version: z.string(),
  asOf: z.string(),
});
export type TodayAnswer = z.infer<typeof TodayAnswer>;

/** `since`: of the loss that was shown. */
export const ConfirmLossBody = z.strictObject({ since: z.string().max(40) });

/** What renews from one day up to but without another; from ever before where `from` is null. */
export const RenewalSpan = z.object({
  from: z.string().nullable(),
  before: z.string(),
  count: z.int(),
  /** What the renewals cost, per currency, as far as it is known. */
  totals: z.array(Money),
  /** How many of them have no known cost. */
  unpriced: z.int(),
  undecided: z.int(),
  keep: z.int(),
  end: z.int(),
});
export type RenewalSpan = z.infer<typeof RenewalSpan>;

/** Renewals of the twelve calendar months from today on, each purchase in the month of its next one. */
export const RenewalsAnswer = z.object({
  day: z.string(),
  /** What should have renewed before today. */
  overdue: RenewalSpan,
  months: z.array(RenewalSpan),
  version: z.string(),
  asOf: z.string(),
});
export type RenewalsAnswer = z.infer<typeof RenewalsAnswer>;

/** `isChosen`: somebody chose it in the register; the deployment says so otherwise. */
const isChosen = z.boolean();
const AreaOwners = z.object({ area: z.string(), people: z.array(PersonRef), isChosen });

/** The settings as they hold. Changes take `version` as `If-Match`. */
export const SettingsAnswer = z.object({
  version: z.int(),
  /** By configuration; nobody changes it here. */
  itamStaff: z.array(PersonRef),
  itamChannel: z.object({ id: z.string().nullable(), isChosen }),
  fallbackApprovers: z.object({ people: z.array(PersonRef), isChosen }),
  productOwners: z.array(AreaOwners),
  costCentreOwners: z.array(AreaOwners),
  policy: z.object({ version: z.string(), text: z.string(), isChosen }),
  reminderDays: z.object({ days: z.array(z.int()), isChosen }),
  /** Days after which what has ended is retired by itself; null for never. */
  retireEndedAfter: z.int().nullable(),
  /** By how many percent a price may rise above the approved one before that waits for a decision. */
  approvalTolerance: z.int(),
  priceBook: z.array(ListPrice),
});
export type SettingsAnswer = z.infer<typeof SettingsAnswer>;

const peopleNamed = z.array(z.string().max(200)).max(100);

/** The body of `POST /api/settings/{setting}`, per setting. People: user principal names or directory ids. */
export const SettingBody = {
  /** A channel's id, or the link to it that Teams gives; null for none. */
  'itam-channel': z.strictObject({ channel: z.string().max(2_000).nullable(), reason: text }),
  'fallback-approvers': z.strictObject({ people: peopleNamed, reason: text }),
  /** `area`: a product or a family of products. Nobody means that the area has no owners any more. */
  'product-owners': z.strictObject({ area: text, people: peopleNamed, reason: text }),
  'cost-centre-owners': z.strictObject({ area: text, people: peopleNamed, reason: text }),
  policy: z.strictObject({ text, reason: text }),
  /** None for no reminders. */
  'reminder-days': z.strictObject({ days: z.array(z.number()).max(50), reason: text }),
  /** Days after which what has ended is retired by itself, 0 for at once; null leaves that to ITAM staff. */
  'retire-ended': z.strictObject({ after: z.number().nullable(), reason: text }),
  /** In whole percent. */
  'approval-tolerance': z.strictObject({ percent: z.number(), reason: text }),
  /** One price of the book; null takes it out. */
  'price-book': z.strictObject({
    product: text,
    billingTerm: z.string().max(40),
    currency: z.string().max(40),
    price: z.string().max(40).nullable(),
    reason: text,
  }),
};
export type SettingName = keyof typeof SettingBody;

/** The query of `GET /api/people`: fewer than two letters find nobody. */
export const PeopleQuery = z.strictObject({ search: z.string().max(100) });

/** The first few colleagues whose name or work address begins so. */
export const PeopleAnswer = z.object({ items: z.array(PersonRef) });
export type PeopleAnswer = z.infer<typeof PeopleAnswer>;

/** How many assets a figure rests on, and the parameters of `GET /api/register` that list exactly those; null where none do. */
export const Behind = z.object({ count: z.int(), query: z.string().nullable() });
export type Behind = z.infer<typeof Behind>;

/** What some assets commit to a month. */
export const Spend = z.object({ perMonth: Money, assets: Behind });
export type Spend = z.infer<typeof Spend>;

/** Committed spend by the values of a column, most first; null is what has none. `others`: how many values are left, and theirs. */
export const SpendParts = z.object({
  parts: z.array(Spend.extend({ value: z.string().nullable() })),
  others: Spend.extend({ values: z.int() }).nullable(),
});
export type SpendParts = z.infer<typeof SpendParts>;

export const ProductSpend = Spend.extend({ seats: z.int() });

/** Committed spend in one currency. */
export const CurrencySpend = Spend.extend({
  currency: z.string(),
  perYear: Money,
  /** What of it was rejected, and yet is not retired. */
  rejected: Spend,
  /** As of the end of each of the twelve months, the last as of today. */
  months: z.array(Spend),
  byProduct: SpendParts,
  byDepartment: SpendParts,
  byPublisher: SpendParts,
  /** Products whose spend grew since 90 days ago, what grew most first. */
  growth: z.array(z.object({ product: z.string(), before: ProductSpend, now: ProductSpend })),
});
export type CurrencySpend = z.infer<typeof CurrencySpend>;

/** Half of what is counted took no longer than this, in minutes; null where nothing is. */
export const Median = z.object({ minutes: z.int().nullable(), assets: Behind });
export type Median = z.infer<typeof Median>;
/** `recent`: of the last 90 days, today among them; `months`: by the month of the event. */
const Medians = z.object({ recent: Median, months: z.array(Median) });

/** What the register comes to: money, what is explained and decided, how long that takes, and what grows. */
export const OverviewAnswer = z.object({
  day: z.string(),
  /** 90 days before `day`: what growth is measured from. */
  since: z.string(),
  /** The last twelve calendar months: their first days, and the days as of which they are counted. */
  months: z.array(z.object({ from: z.string(), on: z.string() })),
  /** What is not retired; `central`, those of them that were probably bought centrally. */
  assets: Behind,
  central: Behind,
  /** Those of them that no monthly amount counts: paid once, a trial without a price, or of unknown price. */
  unpriced: z.object({ once: Behind, trial: Behind, unknown: Behind }),
  /** Most assets first. */
  currencies: z.array(CurrencySpend),
  /** Of each month: what was on the register and not retired, and how many of that were declared, and decided about. */
  shares: z.array(z.object({ known: Behind, declared: Behind, decided: Behind })),
  /** From detection to declaration, of what was seen first and declared later. */
  toDeclare: Medians,
  /** From declaration to decision. */
  toDecide: Medians,
  version: z.string(),
  asOf: z.string(),
});
export type OverviewAnswer = z.infer<typeof OverviewAnswer>;

/** RFC 9457. `code` is stable; `detail` is a sentence for people that says what to do next. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  /** What to quote to an operator: the server's logs and traces carry it. */
  traceId: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;
