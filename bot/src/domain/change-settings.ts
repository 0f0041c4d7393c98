import type { BillingTerm } from './asset.ts';
import { knownSpelling } from './cost-centre.ts';
import { isBlank, limits, parsePrice, parseTerm, parseText, tidy, withoutUnseen } from './declare.ts';
import { Refusal } from './errors.ts';
import type { Money } from './money.ts';
import {
  isPriceOf,
  longestPolicy,
  longestReminder,
  longestRest,
  mostApprovers,
  mostAreas,
  mostOwners,
  mostPrices,
  mostReminderDays,
  mostTolerance,
  type Settings,
  type SettingsChange,
  type SettingsFact,
} from './settings.ts';

/** What a setting is to become. People by directory id; as typed otherwise. */
export type SettingsInput =
  | { field: 'itamChannelId'; to: string | null }
  | { field: 'fallbackApprovers'; to: readonly string[] }
  | { field: 'productOwners' | 'costCentreOwners'; area: string; to: readonly string[] }
  | { field: 'policy'; to: string }
  | { field: 'reminderDays'; to: readonly number[] }
  | { field: 'retireEndedAfter'; to: number | null }
  | { field: 'approvalTolerance'; to: number }
  | {
      field: 'priceBook';
      product: string;
      billingTerm: string;
      currency: string;
      /** Null takes the price out of the book. */
      to: string | null;
    };

/**
 * Decides what a change comes to. What is so already is no change.
 *
 * @throws {Refusal} `text.missing`, `text.too-long` for the reason; `settings.channel-unreadable`,
 * `settings.too-many-people`, `settings.too-many-areas`, `settings.area-missing`, `settings.area-too-long`,
 * `settings.policy-missing`, `settings.policy-too-long`, `settings.days-unreadable`, `settings.percent-unreadable`, `settings.too-many-days`,
 * `settings.too-many-prices`, `term.unknown` and the `price.*` codes
 */
export function changeSettings(settings: Settings, input: SettingsInput, reason: string): SettingsFact[] {
  const said = parseText(reason, 'reason');
  const change = changeOf(settings, input);
  return isSame(change) ? [] : [{ type: 'settings-changed', change, reason: said }];
}

function changeOf(settings: Settings, input: SettingsInput): SettingsChange {
  switch (input.field) {
    case 'itamChannelId':
      return { field: input.field, from: settings.itamChannelId, to: parseChannel(input.to) };
    case 'fallbackApprovers':
      return { field: input.field, from: settings.fallbackApprovers, to: parsePeople(input.to, mostApprovers) };
    case 'productOwners':
    case 'costCentreOwners': {
      const areas = settings[input.field];
      const area = areaOf(input, areas);
      const from = Object.hasOwn(areas, area) ? (areas[area] ?? []) : [];
      const to = parsePeople(input.to, mostOwners);
      const isNew = from.length === 0 && to.length > 0;
      if (isNew && Object.keys(areas).length >= mostAreas) {
        throw new Refusal('invalid', 'settings.too-many-areas', { most: mostAreas });
      }
      return { field: input.field, area, from, to };
    }
    case 'policy': {
      const text = parsePolicy(input.to);
      const { policy } = settings;
      return {
        field: input.field,
        from: policy,
        to: text === policy.text ? policy : { version: after(policy.version), text },
      };
    }
    case 'reminderDays':
      return { field: input.field, from: settings.reminderDays, to: parseDays(input.to) };
    case 'retireEndedAfter':
      return { field: input.field, from: settings.retireEndedAfter, to: parseRest(input.to) };
    case 'approvalTolerance':
      return { field: input.field, from: settings.approvalTolerance, to: parseTolerance(input.to) };
    case 'priceBook':
      return priceChange(settings, input);
  }
}

function isSame({ from, to }: SettingsChange): boolean {
  return JSON.stringify(from) === JSON.stringify(to);
}

/**
 * Reads a channel of Teams: its id, or the link to it that Teams gives. Empty means none.
 *
 * @throws {Refusal} `settings.channel-unreadable`
 */
export function parseChannel(text: string | null): string | null {
  const typed = text?.trim() ?? '';
  if (typed === '') return null;
  const linked = /^https:\/\/teams\.[a-z0-9.-]+\/l\/channel\/([^/?#]+)/i.exec(typed)?.[1];
  const id = linked === undefined ? typed : decoded(linked);
  if (!/^19:[\w.@-]{1,200}$/.test(id)) throw new Refusal('invalid', 'settings.channel-unreadable');
  return id;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function parsePeople(ids: readonly string[], most: number): string[] {
  const people = [...new Set(ids.map((id) => id.trim().toLowerCase()))].filter(Boolean);
  if (people.length > most) throw new Refusal('invalid', 'settings.too-many-people', { most });
  return people;
}

function parseArea(text: string, field: 'productOwners' | 'costCentreOwners'): string {
  const most = field === 'productOwners' ? limits.productName : limits.costCentre;
  const area = tidy(text);
  if (isBlank(area)) throw new Refusal('invalid', 'settings.area-missing');
  if (area.length > most) throw new Refusal('invalid', 'settings.area-too-long', { most });
  return area;
}

/** The area that is meant. A cost centre that has owners already keeps the spelling in which it got them. */
function areaOf(
  { field, area: typed }: Extract<SettingsInput, { area: string }>,
  areas: Settings['costCentreOwners'],
): string {
  const area = parseArea(typed, field);
  if (field === 'productOwners' || Object.hasOwn(areas, area)) return area;
  return knownSpelling(area, Object.keys(areas));
}

function parsePolicy(text: string): string {
  const policy = withoutUnseen(text.replace(/\r\n?/g, '\n')).trim();
  if (isBlank(policy)) throw new Refusal('invalid', 'settings.policy-missing');
  if (policy.length > longestPolicy) throw new Refusal('invalid', 'settings.policy-too-long', { most: longestPolicy });
  return policy;
}

function parseDays(days: readonly number[]): number[] {
  const read = [...new Set(days)].sort((a, b) => b - a);
  if (read.some((day) => !Number.isInteger(day) || day < 0 || day > longestReminder)) {
    throw new Refusal('invalid', 'settings.days-unreadable', { most: longestReminder });
  }
  if (read.length > mostReminderDays)
    throw new Refusal('invalid', 'settings.too-many-days', { most: mostReminderDays });
  return read;
}

function parseRest(days: number | null): number | null {
  if (days !== null && (!Number.isInteger(days) || days < 0 || days > longestRest)) {
    throw new Refusal('invalid', 'settings.days-unreadable', { most: longestRest });
  }
  return days;
}

function parseTolerance(percent: number): number {
  if (!Number.isInteger(percent) || percent < 0 || percent > mostTolerance) {
    throw new Refusal('invalid', 'settings.percent-unreadable', { most: mostTolerance });
  }
  return percent;
}

function priceChange(settings: Settings, input: Extract<SettingsInput, { field: 'priceBook' }>): SettingsChange {
  const typed = parseArea(input.product, 'productOwners');
  const billingTerm: BillingTerm = parseTerm(input.billingTerm);
  // Also what is taken out is named by its currency, which has to be one.
  const { currency } = parsePrice(input.to ?? '0', input.currency);
  const line = settings.priceBook.find((one) => isPriceOf(one, { product: typed, billingTerm, currency }));
  const from: Money | null = line?.unitPrice ?? null;
  const to: Money | null = input.to === null ? null : parsePrice(input.to, currency);
  if (!from && to && settings.priceBook.length >= mostPrices) {
    throw new Refusal('invalid', 'settings.too-many-prices', { most: mostPrices });
  }
  return { field: 'priceBook', product: line?.product ?? typed, billingTerm, from, to };
}

/** The version after this one: its last number counts up, or it gets one. */
function after(version: string): string {
  const [, head = '', number] = /^(.*?)(\d+)$/s.exec(version) ?? [];
  return number === undefined ? `${version}-2` : `${head}${BigInt(number) + 1n}`;
}
