import { Refusal } from '../domain/errors.ts';
import { may, relationsOf } from '../domain/permissions.ts';
import type { Actor, DirectoryPerson } from '../domain/person.ts';
import type { ChosenSettings, Settings, SettingsChange, SettingsEntry } from '../domain/settings.ts';
import { peopleIn, type SettingsDeps } from './change-setting.ts';
import { namesOf } from './name-of.ts';

/** People by directory id, as far as the directory could name them in time. */
export type NamedPeople = ReadonlyMap<string, DirectoryPerson>;

/** The settings as they hold, which of them were chosen in the register, and who the people in them are. */
export type SettingsSeen = { settings: Settings; chosen: ChosenSettings; people: NamedPeople };

/** Reads the settings. @throws {Refusal} `action.forbidden` */
export const readSettings =
  (deps: SettingsDeps) =>
  async (actor: Actor): Promise<SettingsSeen> => {
    assertMayRead(actor, deps);
    const settings = deps.settings();
    return { settings, chosen: deps.settingsRegister.chosen(), people: await namesOf(peopleIn(settings), deps.people) };
  };

/** Reads what was changed, oldest first, and whether the chain of it holds. @throws {Refusal} `action.forbidden` */
export const readSettingsHistory =
  (deps: SettingsDeps) =>
  async (actor: Actor): Promise<{ entries: SettingsEntry[]; isIntact: boolean; people: NamedPeople }> => {
    assertMayRead(actor, deps);
    const history = await deps.settingsRegister.history();
    const ids = history.entries.flatMap(({ fact }) => (fact.type === 'settings-changed' ? peopleOf(fact.change) : []));
    return { ...history, people: await namesOf(ids, deps.people) };
  };

function assertMayRead(actor: Actor, { settings }: SettingsDeps): void {
  if (!may('settings.read', relationsOf(actor, null, settings()))) throw new Refusal('forbidden', 'action.forbidden');
}

function peopleOf(change: SettingsChange): string[] {
  return change.field === 'fallbackApprovers' || change.field === 'productOwners' || change.field === 'costCentreOwners'
    ? [...change.from, ...change.to]
    : [];
}
