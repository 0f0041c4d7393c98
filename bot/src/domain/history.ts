import { surplusOf } from './approval-scope.ts';
import type { Asset } from './asset.ts';
import type { Entry } from './entry.ts';
import { evolve } from './evolve.ts';
import { formatDay } from './format.ts';
import { endedOn } from './running.ts';
import type { Words } from './words/en.ts';
import { wordsFor } from './words/words.ts';

/** A field that an entry changed, with its value before and after. */
export type FieldChange = { field: keyof Words['field']; from: unknown; to: unknown };

/** An entry as people read it. */
export type HistoryLine = { entry: Entry; summary: string; comment: string | null; changes: FieldChange[] };

/** What each field of the list is, on an asset. */
const fields: Record<keyof Words['field'], (asset: Asset) => unknown> = {
  status: (asset) => asset.status,
  product: (asset) => asset.product.name,
  quantity: (asset) => asset.quantity,
  unitPrice: (asset) => asset.unitPrice ?? (asset.lots.length === 0 ? null : asset.lots),
  billingTerm: (asset) => asset.billingTerm,
  purchasedOn: (asset) => asset.purchasedOn,
  renewsOn: (asset) => asset.renewsOn,
  costCentre: (asset) => asset.costCentre,
  owner: (asset) => asset.owner?.displayName ?? null,
  manager: (asset) => asset.manager?.displayName ?? null,
  isTrial: (asset) => asset.isTrial,
  reason: (asset) => asset.reason,
  endedOn,
  commerceStatus: (asset) => asset.subscription?.status ?? null,
};

/**
 * Tells an asset's entries (oldest first) as lines, newest first; what each changed follows from folding them. `before`: the
 * asset before the first of them.
 */
export function historyOf(entries: readonly Entry[], locale: string, before: Asset | null = null): HistoryLine[] {
  let asset = before;
  const lines = entries.map((entry): HistoryLine => {
    const earlier = asset;
    asset = assetAfter(earlier, entry);
    return {
      entry,
      summary: withWaiting(summaryOrNot(entry, locale), asset, entry, locale),
      comment: commentOf(entry),
      changes: asset ? changesBetween(earlier, asset) : [],
    };
  });
  return lines.reverse();
}

/** The asset after an entry; as it was where that can't follow it, since a history that is not intact is told all the same. */
export function assetAfter(before: Asset | null, entry: Entry): Asset | null {
  try {
    return evolve(before, entry);
  } catch {
    return before;
  }
}

/** The fields in which an asset differs from what it was; all that are known of one that was not there before. */
export function changesBetween(before: Asset | null, after: Asset): FieldChange[] {
  return (Object.keys(fields) as (keyof Words['field'])[]).flatMap((field) => {
    const from = before && fields[field](before);
    const to = fields[field](after);
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ field, from, to }];
  });
}

/** The person's own words in an entry, if there are any. */
function commentOf({ fact }: Entry): string | null {
  switch (fact.type) {
    case 'approved':
    case 'rejected':
    case 'surplus-approved':
    case 'surplus-rejected':
    case 'handed-on':
    case 'handed-over':
      return fact.comment;
    case 'asked-back':
      return fact.question;
    case 'answered':
      return fact.answer;
    case 'declared':
    case 'declaration-asked':
    case 'corrected':
    case 'status-moved':
    case 'renewal-decided':
    case 'retired':
    case 'ended':
    case 'runs-again':
      return fact.reason;
    default:
      return null;
  }
}

/** An entry that somebody damaged, or that a newer version wrote, is told as one that can't be read. */
function summaryOrNot(entry: Entry, locale: string): string {
  const { unreadable } = wordsFor(locale).history;
  try {
    return summaryOf(entry, locale) ?? unreadable;
  } catch {
    return unreadable;
  }
}

/** What happened, and that it goes beyond the approval since then. */
function withWaiting(summary: string, asset: Asset | null, { seq }: Entry, locale: string): string {
  if (asset?.surplus?.since !== seq) return summary;
  return wordsFor(locale).history.beyond(summary, surplusOf(asset)?.seats ?? 0);
}

/** One sentence for an entry, in the reader's language. */
function summaryOf({ fact, actor }: Entry, locale: string): string {
  const words = wordsFor(locale);
  const { history } = words;
  const by = actor.displayName || history.erased;
  const day = (value: string | null) => (value === null ? words.card.fact.never : formatDay(value, locale));
  switch (fact.type) {
    case 'detected':
      return (fact.isBaseline ? history.baseline : history.detected)(words.confidence[fact.confidence.level]);
    case 'linked':
    case 'trial-converted':
    case 'owner-returned':
    case 'vanished':
    case 'reappeared':
      return history[fact.type];
    case 'seats-changed':
      return history['seats-changed'](fact.from, fact.to);
    case 'renewal-moved':
      return history['renewal-moved'](day(fact.from), day(fact.to));
    case 'renewal-reminded':
      return history['renewal-reminded'](day(fact.renewsOn));
    case 'renewal-decided':
      return history['renewal-decided'][fact.decision](by, day(fact.renewsOn));
    case 'commerce-status-changed':
      return history['commerce-status-changed'](words.commerceStatus[fact.from], words.commerceStatus[fact.to]);
    case 'owner-changed':
      return history['owner-changed'](fact.to.displayName || history.erased);
    case 'people-refreshed':
      return history['people-refreshed'](
        new Intl.ListFormat(locale).format(fact.people.map(({ displayName }) => displayName || history.erased)),
      );
    case 'owner-left':
      return history['owner-left'][fact.how];
    case 'manager-changed':
      return history['manager-changed'](fact.to ? fact.to.displayName || history.erased : history.nobody);
    case 'handed-on':
      return history['handed-on'](by, fact.to.displayName || history.erased);
    case 'handed-over':
      return history['handed-over'](by, fact.to.displayName || history.erased);
    case 'declared':
      return history.declared(by, fact.quantity, fact.costCentre || history.erased);
    case 'declaration-asked':
    case 'disowned':
    case 'approved':
    case 'rejected':
    case 'asked-back':
    case 'answered':
    case 'retired':
    case 'person-erased':
      return history[fact.type](by);
    case 'ended':
      return fact.on === null ? history.ended.seen : history.ended.said(by, day(fact.on));
    case 'runs-again':
      return actor.kind === 'person' ? history['runs-again'].said(by) : history['runs-again'].seen;
    case 'surplus-approved':
    case 'surplus-rejected':
      return history[fact.type](by, fact.seats);
    case 'evidence-attached':
      return history['evidence-attached'](by, words.evidenceKind[fact.kind], fact.fileName || history.erased);
    case 'corrected':
      return history.corrected(
        by,
        [...new Set(Object.keys(fact.changes).map((field) => (field === 'lots' ? 'unitPrice' : field)))]
          .map((field) => words.field[field as keyof Words['field']])
          .join(', '),
      );
    case 'status-moved':
      return history['status-moved'](by, words.status[fact.to]);
  }
}
