import { type Asset, flagsOf, pricePerMonth, pricePerYear } from '../domain/asset.ts';
import type { Entry } from '../domain/entry.ts';
import { historyOf } from '../domain/history.ts';
import { may, mayDecide, type Relation } from '../domain/permissions.ts';
import type { PersonSnapshot } from '../domain/person.ts';
import { wordsFor } from '../domain/words/words.ts';
import type { AssetView } from '../features/read-asset.ts';
import type { NoticeRecord } from '../register/rows.ts';
import type { ActionName, Detail, HistoryAnswer, Item, Notice } from './contract.ts';

/** An asset as a row of the register. */
export function itemOf(asset: Asset): Item {
  const person = asset.owner ?? asset.purchaser;
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
    unitPrice: asset.unitPrice,
    billingTerm: asset.billingTerm,
    perMonth: pricePerMonth(asset),
    perYear: pricePerYear(asset),
    purchasedOn: asset.purchasedOn,
    renewsOn: asset.renewsOn,
    isTrial: asset.isTrial,
    commerceStatus: asset.subscription?.status ?? null,
    flags: flagsOf(asset),
    updatedAt: asset.updatedAt,
  };
}

/** An asset with everything known of it, and what this reader may do with it as it stands. */
export function detailOf({ asset, relations, related, deciders }: AssetView): Detail {
  const { reason, policy, declaredAt, createdAt, subscription, question, decision, retirement } = asset;
  return {
    ...itemOf(asset),
    reason,
    policy,
    declaredAt,
    createdAt,
    subscription,
    question: question && { ...question, by: doer(question.by) },
    decision: decision && { ...decision, by: doer(decision.by) },
    retirement: retirement && { ...retirement, by: doer(retirement.by) },
    deciders: deciders.map(doer),
    related: { purchaser: related.purchaser.map(itemOf), department: related.department.map(itemOf) },
    may: allowedActions(asset, relations),
  };
}

function allowedActions(asset: Asset, relations: ReadonlySet<Relation>): ActionName[] {
  const canDecide = asset.status === 'declared' && mayDecide(relations);
  const holds: Record<ActionName, boolean> = {
    approve: canDecide,
    reject: canDecide,
    ask: canDecide,
    'hand-on': canDecide,
    answer:
      may('asset.answer', relations) &&
      asset.status === 'declared' &&
      asset.question !== null &&
      asset.question.answer === null,
    declare: may('asset.declare', relations) && (asset.status === 'detected' || asset.status === 'declared'),
    disown: may('asset.disown', relations) && asset.status === 'detected' && !asset.isDisowned,
    correct: may('asset.correct', relations),
    move: may('asset.move', relations),
    retire: may('asset.retire', relations) && asset.status !== 'retired',
  };
  return (Object.keys(holds) as ActionName[]).filter((action) => holds[action]);
}

/** An asset's history as people read it, newest first. */
export function historyAnswer(
  { entries, isIntact }: { entries: readonly Entry[]; isIntact: boolean },
  locale: string,
): HistoryAnswer {
  return {
    isIntact,
    entries: historyOf(entries, locale).map(({ entry, summary, comment, changes }) => ({
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

/** A notice with its fate in words. `about`: the asset it is about, for its product and its people's names. */
export function noticeItem(notice: NoticeRecord, about: Asset | null, locale: string): Notice {
  const { id, assetId, role, recipientKind, recipientId, cause, at, state, fate, attempts, deliveredAt } = notice;
  const people = about ? [about.purchaser, about.owner, about.manager] : [];
  return {
    id,
    assetId,
    product: about?.product.name ?? null,
    role,
    recipient: {
      kind: recipientKind,
      id: recipientId,
      name: people.find((person) => person?.id === recipientId)?.displayName ?? null,
    },
    cause,
    at,
    state,
    fate: wordsFor(locale).fate[fate],
    attempts,
    deliveredAt,
  };
}

function personRef(person: PersonSnapshot | null): Item['owner'] {
  return person && { id: person.id, name: person.displayName, upn: person.userPrincipalName };
}

function doer({ id, displayName }: { id: string; displayName: string }): { id: string; name: string } {
  return { id, name: displayName };
}
