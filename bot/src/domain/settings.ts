import { usualTolerance } from './approval-scope.ts';
import type { BillingTerm } from './asset.ts';
import type { EntryOf } from './entry.ts';
import type { Money } from './money.ts';
import type { Routing } from './routing.ts';

/**
 * A change and all its notices are one transaction of at most 100 operations, a few of which are the change itself. The
 * most that one change can be told to is all approvers twice (as stand-ins and as deciders), the owners of a product, of
 * its family and of a cost centre, and a handful beside them: about 90 with these two.
 */
export const mostApprovers = 20;
export const mostOwners = 15;
/** Settings are read as a whole, so they have to stay small; in this many areas of 15 owners each they are. */
export const mostAreas = 150;
export const mostPrices = 500;
/** More reminders than a few would only teach people to look away. */
export const mostReminderDays = 5;
export const longestReminder = 999;
export const longestPolicy = 4_000;
/** Days for which what has ended may wait to be retired. */
export const longestRest = 999;
/** Percent; beyond twice the price an approval would say little about it. */
export const mostTolerance = 100;

/** The purchase policy that declarations accept. */
export type Policy = { version: string; text: string };

/** What a seat of a product costs by list, for one billing term. `product`: a product's name or SKU part number. */
export type ListPrice = { product: string; billingTerm: BillingTerm; unitPrice: Money };

/**
 * What the organisation has decided once, as it holds now. `version` counts the changes made in the register. ITAM staff
 * is configuration: being named there grants power, so nobody can name themselves.
 */
export type Settings = Routing & {
  version: number;
  itamChannelId: string | null;
  policy: Policy;
  /** Days before a renewal at which people are reminded of it. */
  reminderDays: readonly number[];
  priceBook: readonly ListPrice[];
  /** Days after which what has ended is retired by itself, 0 for at once; null leaves that to ITAM staff. */
  retireEndedAfter: number | null;
  /** By how many percent a price may rise above the approved one before that waits for a decision. */
  approvalTolerance: number;
  /** `since` of the last loss at Microsoft that ITAM staff said is no fault (see `sudden-loss.ts`). */
  confirmedLoss?: string;
};

/** What the deployment says, which holds until somebody changes it in the register. */
export type ConfiguredSettings = Omit<
  Settings,
  'version' | 'priceBook' | 'retireEndedAfter' | 'approvalTolerance' | 'confirmedLoss'
>;

/** The settings that are changed in the register, in the order in which they are shown. */
export const settingsFields = [
  'itamChannelId',
  'fallbackApprovers',
  'productOwners',
  'costCentreOwners',
  'policy',
  'reminderDays',
  'priceBook',
  'retireEndedAfter',
  'approvalTolerance',
] as const;
export type SettingsField = (typeof settingsFields)[number];

/** One setting before and after. Owners change area by area, prices one by one; an empty list and null take away. */
export type SettingsChange =
  | { field: 'itamChannelId'; from: string | null; to: string | null }
  | { field: 'fallbackApprovers'; from: readonly string[]; to: readonly string[] }
  | { field: 'productOwners' | 'costCentreOwners'; area: string; from: readonly string[]; to: readonly string[] }
  | { field: 'policy'; from: Policy; to: Policy }
  | { field: 'reminderDays'; from: readonly number[]; to: readonly number[] }
  | { field: 'retireEndedAfter'; from: number | null; to: number | null }
  | { field: 'approvalTolerance'; from: number; to: number }
  | { field: 'priceBook'; product: string; billingTerm: BillingTerm; from: Money | null; to: Money | null };

export type SettingsFact =
  | { type: 'settings-changed'; change: SettingsChange; reason: string }
  /** ITAM staff said that what discovery held back is gone indeed: so many of what was listed. */
  | { type: 'loss-confirmed'; since: string; missing: number; listed: number }
  /** A person's name, address and words are gone from the entries before. */
  | { type: 'person-erased'; personId: string };
export type SettingsEntry = EntryOf<SettingsFact>;

/** What the register itself has decided: nothing of a setting that nobody has changed. */
export type ChosenSettings = {
  version: number;
  itamChannelId?: string | null;
  fallbackApprovers?: readonly string[];
  /** Area by area: an area that is not here is as the deployment says. */
  productOwners: Readonly<Record<string, readonly string[]>>;
  costCentreOwners: Readonly<Record<string, readonly string[]>>;
  policy?: Policy;
  reminderDays?: readonly number[];
  priceBook: readonly ListPrice[];
  retireEndedAfter?: number | null;
  approvalTolerance?: number;
  confirmedLoss?: string;
};

/** What is chosen before anybody has changed anything. */
export const nothingChosen: ChosenSettings = { version: 0, productOwners: {}, costCentreOwners: {}, priceBook: [] };

/** The settings as they hold: what was chosen in the register, and what the deployment says of everything else. */
export function settingsOf(configured: ConfiguredSettings, chosen: ChosenSettings): Settings {
  return {
    ...configured,
    ...chosen,
    retireEndedAfter: chosen.retireEndedAfter ?? null,
    approvalTolerance: chosen.approvalTolerance ?? usualTolerance,
    productOwners: owned({ ...configured.productOwners, ...chosen.productOwners }),
    costCentreOwners: owned({ ...configured.costCentreOwners, ...chosen.costCentreOwners }),
  };
}

/** The same as they hold at the moment of asking; put together anew only once something else is chosen. */
export function settingsBy(configured: ConfiguredSettings, chosen: () => ChosenSettings): () => Settings {
  let held: { by: ChosenSettings; settings: Settings } | null = null;
  return () => {
    const by = chosen();
    if (held?.by !== by) held = { by, settings: settingsOf(configured, by) };
    return held.settings;
  };
}

/** What is chosen after an entry of the settings' journal. Pure: folding the entries in order gives the state. */
export function evolveSettings(
  chosen: ChosenSettings,
  { seq, fact }: Pick<SettingsEntry, 'seq' | 'fact'>,
): ChosenSettings {
  const next = { ...chosen, version: seq };
  if (fact.type === 'person-erased') return next;
  if (fact.type === 'loss-confirmed') return { ...next, confirmedLoss: fact.since };
  const { change } = fact;
  switch (change.field) {
    case 'productOwners':
    case 'costCentreOwners':
      return { ...next, [change.field]: { ...chosen[change.field], [change.area]: change.to } };
    case 'priceBook': {
      const { product, billingTerm, to, from } = change;
      const currency = (to ?? from)?.currency ?? '';
      const others = chosen.priceBook.filter((one) => !isPriceOf(one, { product, billingTerm, currency }));
      return { ...next, priceBook: to ? [...others, { product, billingTerm, unitPrice: to }] : others };
    }
    default:
      return { ...next, [change.field]: change.to };
  }
}

/** Whether a line of the price book is the one for a product, term and currency. */
export function isPriceOf(
  line: ListPrice,
  { product, billingTerm, currency }: { product: string; billingTerm: BillingTerm; currency: string },
): boolean {
  return (
    line.product.toLowerCase() === product.toLowerCase() &&
    line.billingTerm === billingTerm &&
    line.unitPrice.currency === currency
  );
}

function owned(areas: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(areas).filter(([, ids]) => ids.length > 0));
}
