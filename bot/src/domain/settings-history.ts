import type { BillingTerm } from './asset.ts';
import { formatMoney } from './money.ts';
import type { SettingsChange, SettingsEntry } from './settings.ts';
import { wordsFor } from './words/words.ts';

/** A change of the settings as people read it; `from` and `to` are texts. */
export type SettingsLine = {
  summary: string;
  /** Why, in the words of whoever changed it. */
  comment: string | null;
  changes: { field: string; from: string | null; to: string | null }[];
};

/** Tells a change in the reader's language. `nameOf`: what someone is called, by directory id. */
export function settingsLine(
  { actor, fact }: SettingsEntry,
  nameOf: (id: string) => string,
  locale: string,
): SettingsLine {
  const words = wordsFor(locale).settingsHistory;
  const by = actor.displayName || words.someone;
  if (fact.type === 'person-erased') {
    return { summary: wordsFor(locale).history['person-erased'](by), comment: null, changes: [] };
  }
  if (fact.type === 'loss-confirmed') {
    return { summary: words.lossConfirmed(by, fact.missing, fact.listed), comment: null, changes: [] };
  }
  const { summary, change } = lineOf(fact.change, by, nameOf, locale);
  return { summary, comment: fact.reason, changes: [change] };
}

type ChangeLine = { summary: string; change: SettingsLine['changes'][number] };

function lineOf(change: SettingsChange, by: string, nameOf: (id: string) => string, locale: string): ChangeLine {
  const words = wordsFor(locale).settingsHistory;
  const people = (ids: readonly string[]) => listed(ids.map(nameOf), locale) || null;
  switch (change.field) {
    case 'itamChannelId':
      return {
        summary: change.to === null ? words.noChannel(by) : words.channel(by),
        change: { field: words.field.itamChannelId, from: change.from, to: change.to },
      };
    case 'fallbackApprovers': {
      const [from, to] = [people(change.from), people(change.to)];
      return {
        summary: to === null ? words.noApprovers(by) : words.approvers(by, to),
        change: { field: words.field.fallbackApprovers, from, to },
      };
    }
    case 'productOwners':
    case 'costCentreOwners': {
      const [from, to] = [people(change.from), people(change.to)];
      const of = change.field === 'productOwners' ? change.area : words.costCentre(change.area);
      return {
        summary: to === null ? words.noOwners(by, of) : words.owners(by, of, to),
        change: { field: words.ownersOf(of), from, to },
      };
    }
    case 'policy':
      return {
        summary: words.policy(by, change.to.version),
        change: { field: words.field.policy, from: change.from.text, to: change.to.text },
      };
    case 'reminderDays': {
      const [from, to] = [change.from, change.to].map((days) => daysBefore(days, locale));
      return {
        summary: to === null || to === undefined ? words.noReminders(by) : words.reminders(by, to),
        change: { field: words.field.reminderDays, from: from ?? null, to: to ?? null },
      };
    }
    case 'retireEndedAfter': {
      const [from, to] = [change.from, change.to].map((days) => restText(days, locale));
      return {
        summary: words.retireEnded(by, to ?? ''),
        change: { field: words.field.retireEndedAfter, from: from ?? null, to: to ?? null },
      };
    }
    case 'approvalTolerance': {
      const [from, to] = [change.from, change.to].map((percent) => percentText(percent, locale));
      return {
        summary: words.tolerance(by, to ?? ''),
        change: { field: words.field.approvalTolerance, from: from ?? null, to: to ?? null },
      };
    }
    case 'priceBook':
      return priceLine(change, by, locale);
  }
}

/** `10 %`, as the reader writes it. */
export function percentText(percent: number, locale: string): string {
  return (percent / 100).toLocaleString(locale, { style: 'percent' });
}

/** When what has ended is retired, in words. */
export function restText(days: number | null, locale: string): string {
  const { rest } = wordsFor(locale).settingsHistory;
  if (days === null) return rest.byHand;
  return days === 0 ? rest.atOnce : rest.after(days.toLocaleString(locale), days === 1);
}

function priceLine(change: Extract<SettingsChange, { field: 'priceBook' }>, by: string, locale: string): ChangeLine {
  const words = wordsFor(locale);
  const text = words.settingsHistory;
  const { product, billingTerm } = change;
  const [from, to] = [change.from, change.to].map((money) => money && priceText(money, billingTerm, locale));
  return {
    summary: to ? text.price(by, product, to) : text.noPrice(by, product, from ?? ''),
    change: { field: text.priceOf(product), from: from ?? null, to: to ?? null },
  };
}

/** `14.00 USD a month`. */
export function priceText(money: { minor: number; currency: string }, term: BillingTerm, locale: string): string {
  return `${formatMoney(money, locale)} ${wordsFor(locale).term[term]}`;
}

/** `30 and 7 days before`, or null for none. */
export function daysBefore(days: readonly number[], locale: string): string | null {
  if (days.length === 0) return null;
  return wordsFor(locale).settingsHistory.daysBefore(
    listed(days.map(String), locale),
    days.length === 1 && days[0] === 1,
  );
}

function listed(texts: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(texts);
}
