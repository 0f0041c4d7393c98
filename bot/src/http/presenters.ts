import {
  approvalOf,
  awaitsDecision,
  awaitsPrice,
  decidedIn,
  isDeclaredAnew,
  openQuestion,
  surplusOf,
  surplusPerTerm,
} from '../domain/approval-scope.ts';
import type { Asset } from '../domain/asset.ts';
import { commitmentOf } from '../domain/commitment.ts';
import { barAmong } from '../domain/duties.ts';
import { estimatedPerMonth } from '../domain/estimate.ts';
import { mayAttach } from '../domain/evidence.ts';
import { flagsOf } from '../domain/flags.ts';
import { historyOf } from '../domain/history.ts';
import { exactSeatPrice, type Lot, lotTotal, pricedSeats, priceOfSeats, seatPrice } from '../domain/lots.ts';
import { may, mayDecide, mayMove, mayRetire, type Relation } from '../domain/permissions.ts';
import type { PersonSnapshot } from '../domain/person.ts';
import { renewalCost, renewalStateOf, renews } from '../domain/renewal.ts';
import { committedPerMonth, committedPerYear, endedOn, isRunning, mayTellEnd } from '../domain/running.ts';
import type { ListPrice } from '../domain/settings.ts';
import { todayGroups } from '../domain/today.ts';
import { wordsFor } from '../domain/words/words.ts';
import type { ManyRow } from '../features/change-many.ts';
import type { AssetView } from '../features/read-asset.ts';
import type { Today, TodayAsk } from '../features/read-today.ts';
import type { ViewSeen } from '../features/saved-views.ts';
import type { ToldNotice } from '../features/told-notices.ts';
import type { RegisterPage } from '../projection/query.ts';
import type { HistoryPage } from '../register/histories.ts';
import {
  type ActionName,
  type BulkAnswer,
  columnKeys,
  type Detail,
  type HistoryPageAnswer,
  type Item,
  type Notice,
  type PersonRef,
  type TodayAnswer,
  type View,
} from './contract.ts';
import { cursorText } from './cursor.ts';
import { problemOf } from './problem.ts';

/** What a row says beside its asset. `duplicates`: ids of those that are possible duplicates, which only the whole register knows. */
type Around = { duplicates: readonly string[]; priceBook: readonly ListPrice[] };

/** An asset as a row of the register. */
export function itemOf(asset: Asset, { duplicates, priceBook }: Around): Item {
  const person = asset.owner ?? asset.purchaser;
  const isDuplicate = duplicates.includes(asset.id);
  return {
    id: asset.id,
    version: asset.version,
    product: asset.product.name,
    publisher: asset.product.publisher,
    family: asset.product.family,
    skuPartNumber: asset.product.skuPartNumber,
    status: asset.status,
    source: asset.source,
    confidence: asset.confidence && { level: asset.confidence.level, reasons: asset.confidence.reasons },
    purchaser: personRef(asset.purchaser),
    owner: personRef(asset.owner),
    manager: personRef(asset.manager),
    department: person?.department ?? null,
    costCentre: asset.costCentre,
    quantity: asset.quantity,
    unitPrice: seatPrice(asset),
    lots: asset.lots.map(lotItem),
    pricedSeats: pricedSeats(asset),
    billingTerm: asset.billingTerm,
    perTerm: priceOfSeats(asset),
    perMonth: committedPerMonth(asset),
    perYear: committedPerYear(asset),
    estimatePerMonth: estimatedPerMonth(asset, priceBook),
    purchasedOn: asset.purchasedOn,
    renewsOn: asset.renewsOn,
    renewalState: renewalStateOf(asset),
    renewal: asset.renewal && { ...asset.renewal, by: doer(asset.renewal.by) },
    commitment: commitmentOf(asset),
    renewalCost: renewalCost(asset),
    isTrial: asset.isTrial,
    approval: approvalItem(asset),
    surplus: surplusItem(asset),
    commerceStatus: asset.subscription?.status ?? null,
    isRunning: isRunning(asset),
    endedOn: endedOn(asset),
    flags: [...flagsOf(asset), ...(isDuplicate ? ['possible-duplicate' as const] : [])],
    updatedAt: asset.updatedAt,
  };
}

function approvalItem(asset: Asset): Item['approval'] {
  const approval = approvalOf(asset);
  if (!approval) return null;
  const { quantity, billingTerm, isTrial, by, at } = approval;
  const price = { unitPrice: seatPrice(approval), perTerm: priceOfSeats(approval) };
  return { quantity, ...price, billingTerm, isTrial, by: doer(by), at };
}

function surplusItem(asset: Asset): Item['surplus'] {
  const found = surplusOf(asset);
  if (!asset.surplus || !found) return null;
  const { since: round, at, rejected } = asset.surplus;
  const waitsFor = awaitsPrice(asset) ? 'price' : awaitsDecision(asset) ? 'decision' : null;
  const rejectedBy = (rejected && decidedIn(asset, round)?.by) ?? null;
  return { ...found, waitsFor, rejectedBy: rejectedBy && doer(rejectedBy), perTerm: surplusPerTerm(asset), since: at };
}

function lotItem(lot: Lot): Item['lots'][number] {
  const { quantity, per, since } = lot;
  return { quantity, unitPrice: exactSeatPrice(lot), total: lotTotal(lot), per, since };
}

/** A page's rows. */
export function itemsOf(
  { assets, duplicates }: Pick<RegisterPage, 'assets' | 'duplicates'>,
  priceBook: readonly ListPrice[],
): Item[] {
  return assets.map((asset) => itemOf(asset, { duplicates, priceBook }));
}

/** An asset with everything known of it, and what this reader may do with it as it stands. */
export function detailOf(
  { asset, relations, isPast, near, related, deciders, duplicates, listPrice }: AssetView,
  priceBook: readonly ListPrice[],
): Detail {
  const { reason, policy, declaredAt, createdAt, subscription, question, decision, retirement } = asset;
  const items = (assets: readonly Asset[]) => itemsOf({ assets: [...assets], duplicates: [...duplicates] }, priceBook);
  return {
    ...itemOf(asset, { duplicates, priceBook }),
    reason,
    policy,
    declaredAt,
    createdAt,
    subscription,
    question: question && { ...question, by: doer(question.by) },
    decision: decision && { ...decision, by: doer(decision.by) },
    retirement: retirement && { ...retirement, by: doer(retirement.by) },
    evidence: asset.evidence.map((one) => ({ ...one, by: doer(one.by) })),
    mayAttach: mayAttach(asset, relations),
    listPrice: listPrice && { billingTerm: listPrice.billingTerm, unitPrice: listPrice.unitPrice },
    deciders: deciders.map(doer),
    // Whoever could not decide in any case is not told what else speaks against it.
    bar: may('asset.decide', relations) ? barAmong(relations) : null,
    isPast,
    near: items(near),
    related: { purchaser: items(related.purchaser), department: items(related.department) },
    may: allowedActions(asset, relations, near.length > 0),
  };
}

/** `isNear`: it may be one that the reader declared. */
function allowedActions(asset: Asset, relations: ReadonlySet<Relation>, isNear: boolean): ActionName[] {
  const canDecide = awaitsDecision(asset) && mayDecide(relations);
  const holds: Record<ActionName, boolean> = {
    join: isNear,
    approve: canDecide,
    reject: canDecide,
    ask: canDecide,
    'hand-on': canDecide,
    'hand-over': may('asset.hand-over', relations) && asset.status !== 'retired',
    answer: may('asset.answer', relations) && awaitsDecision(asset) && openQuestion(asset)?.answer === null,
    declare:
      may('asset.declare', relations) &&
      (asset.status === 'detected' || asset.status === 'declared' || isDeclaredAnew(asset)),
    disown: may('asset.disown', relations) && asset.status === 'detected' && !asset.isDisowned,
    renewal: may('asset.renew', relations) && renews(asset),
    end: mayTellEnd(asset, relations) && asset.ending === null,
    resume: mayTellEnd(asset, relations) && asset.ending !== null,
    correct: may('asset.correct', relations),
    move: mayMove(relations),
    retire: mayRetire(relations) && asset.status !== 'retired',
  };
  return (Object.keys(holds) as ActionName[]).filter((action) => holds[action]);
}

/** A page of an asset's history as people read it, newest first. */
export function historyAnswer(
  { entries, before, older, total, isIntact }: HistoryPage,
  locale: string,
): HistoryPageAnswer {
  return {
    isIntact,
    total,
    cursor: older === 0 ? null : cursorText({ until: older }),
    entries: historyOf(entries, locale, before).map(({ entry, summary, comment, changes }) => ({
      seq: entry.seq,
      at: entry.at,
      actor: { id: entry.actor.id, name: entry.actor.displayName, kind: entry.actor.kind },
      type: entry.fact.type,
      summary,
      comment,
      changes,
      hash: entry.hash,
      previousHash: entry.previousHash,
    })),
  };
}

/** A notice with its fate in words. */
export function noticeItem({ notice, about, recipientName }: ToldNotice, locale: string): Notice {
  const { id, assetId, role, recipientKind, recipientId, cause, at, state, fate, attempts, deliveredAt } = notice;
  return {
    id,
    assetId,
    product: about?.product.name ?? null,
    role,
    recipient: { kind: recipientKind, id: recipientId, name: recipientName },
    cause,
    at,
    state,
    fate: wordsFor(locale).fate[fate],
    attempts,
    deliveredAt,
  };
}

/** A saved view as its reader sees it. */
export function viewOf({ view, version, isEditable }: ViewSeen): View {
  const { makerId, makerName, columns, ...said } = view;
  return {
    ...said,
    columns:
      columns &&
      columnKeys.filter((key) => columns.includes(key)).sort((a, b) => columns.indexOf(a) - columns.indexOf(b)),
    version,
    maker: { id: makerId, name: makerName },
    isEditable,
  };
}

/** What became of each of many assets, with what each was refused for in words. */
export function bulkAnswer(rows: readonly ManyRow[], isPreview: boolean, locale: string): BulkAnswer {
  return {
    isPreview,
    rows: rows.map(({ id, asset, outcome, changes, error }) => {
      const problem = error === null ? null : problemOf(error, locale);
      return {
        id,
        product: asset?.product.name ?? null,
        quantity: asset?.quantity ?? null,
        owner: asset?.owner ? doer(asset.owner) : null,
        outcome,
        changes,
        code: problem?.code ?? null,
        detail: problem?.detail ?? null,
      };
    }),
  };
}

/** What needs doing, in the order in which it is told. */
export function todayAnswer(
  today: Today,
  { priceBook, asOf, locale }: { priceBook: readonly ListPrice[]; asOf: string; locale: string },
): TodayAnswer {
  const { day, assets, groups, deciders, failedNotices, loss, version } = today;
  return {
    day,
    assets,
    groups: todayGroups.map((key) => {
      const { ask, page } = groups[key];
      return {
        key,
        query: askText(ask),
        total: page.total,
        totals: page.totals,
        estimates: page.estimates,
        items: itemsOf(page, priceBook),
        flags: ask.flags.length === 0 ? page.facets.flag : [],
      };
    }),
    deciders: deciders.map(({ id, name, count }) => ({ person: id === null ? null : { id, name: name ?? id }, count })),
    failedNotices: {
      total: failedNotices.total,
      items: failedNotices.oldest.map((told) => noticeItem(told, locale)),
    },
    loss: loss && {
      since: loss.since,
      missing: loss.missing,
      listed: loss.listed,
      isConfirmed: loss.isConfirmed,
    },
    version,
    asOf,
  };
}

function askText({ filters, flags, renewsAfter, renewsBefore, sort }: TodayAsk): string {
  const params = new URLSearchParams();
  for (const [name, values] of Object.entries(filters)) for (const value of values) params.append(name, value);
  for (const flag of flags) params.append('flag', flag);
  if (renewsAfter !== null) params.set('renewsAfter', renewsAfter);
  if (renewsBefore !== null) params.set('renewsBefore', renewsBefore);
  params.set('sort', `${sort.isDescending ? '-' : ''}${sort.by}`);
  return params.toString();
}

/** A person as the API names them. */
export function refOf(person: Pick<PersonSnapshot, 'id' | 'displayName' | 'userPrincipalName'>): PersonRef {
  return { id: person.id, name: person.displayName || person.id, upn: person.userPrincipalName };
}

function personRef(person: PersonSnapshot | null): PersonRef | null {
  return person && refOf(person);
}

function doer({ id, displayName }: { id: string; displayName: string }): { id: string; name: string } {
  // Whose name was erased goes by their directory id.
  return { id, name: displayName || id };
}
