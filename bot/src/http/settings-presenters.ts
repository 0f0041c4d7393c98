import type { SettingsEntry } from '../domain/settings.ts';
import { settingsLine } from '../domain/settings-history.ts';
import type { NamedPeople, SettingsSeen } from '../features/read-settings.ts';
import type { HistoryAnswer, PersonRef, SettingsAnswer } from './contract.ts';
import { refOf } from './presenters.ts';

/** The settings as the API gives them. */
export function settingsAnswer({ settings, chosen, people }: SettingsSeen): SettingsAnswer {
  const refs = (ids: readonly string[]): PersonRef[] => ids.map((id) => refOf(people.get(id) ?? unnamed(id)));
  const areas = (field: 'productOwners' | 'costCentreOwners') =>
    Object.entries(settings[field])
      .map(([area, ids]) => ({ area, people: refs(ids), isChosen: Object.hasOwn(chosen[field], area) }))
      .sort((a, b) => a.area.localeCompare(b.area, 'en'));
  return {
    version: settings.version,
    itamStaff: refs(settings.itamStaff),
    itamChannel: { id: settings.itamChannelId, isChosen: chosen.itamChannelId !== undefined },
    fallbackApprovers: { people: refs(settings.fallbackApprovers), isChosen: chosen.fallbackApprovers !== undefined },
    productOwners: areas('productOwners'),
    costCentreOwners: areas('costCentreOwners'),
    policy: { ...settings.policy, isChosen: chosen.policy !== undefined },
    reminderDays: { days: [...settings.reminderDays], isChosen: chosen.reminderDays !== undefined },
    retireEndedAfter: settings.retireEndedAfter,
    approvalTolerance: settings.approvalTolerance,
    priceBook: [...settings.priceBook].sort(
      (a, b) =>
        a.product.localeCompare(b.product, 'en') || a.unitPrice.currency.localeCompare(b.unitPrice.currency, 'en'),
    ),
  };
}

/** What was changed, newest first, in the reader's language. */
export function settingsHistoryAnswer(
  { entries, isIntact, people }: { entries: readonly SettingsEntry[]; isIntact: boolean; people: NamedPeople },
  locale: string,
): HistoryAnswer {
  const nameOf = (id: string) => people.get(id)?.displayName ?? id;
  const told = entries.map((entry) => {
    const { summary, comment, changes } = settingsLine(entry, nameOf, locale);
    const { seq, at, actor, fact, hash, previousHash } = entry;
    return {
      seq,
      at,
      actor: { id: actor.id, name: actor.displayName, kind: actor.kind },
      type: fact.type === 'settings-changed' ? fact.change.field : fact.type,
      summary,
      comment,
      changes,
      hash,
      previousHash,
    };
  });
  return { isIntact, entries: told.reverse() };
}

/** Someone whom the directory does not know, or did not name in time. */
function unnamed(id: string) {
  return { id, displayName: id, userPrincipalName: id };
}
