import { changeSettings, type SettingsInput } from '../domain/change-settings.ts';
import { Refusal } from '../domain/errors.ts';
import { may, relationsOf } from '../domain/permissions.ts';
import type { Actor } from '../domain/person.ts';
import { type ConfiguredSettings, type Settings, settingsOf } from '../domain/settings.ts';
import type { SettingsRegister } from '../register/settings.ts';
import { personNamed } from './person-named.ts';
import { type Deps, entryActor } from './ports.ts';

/** What changing settings takes beside the rest. `onChanged` is told of each change of this instance, once it is durable. */
export type SettingsDeps = Pick<Deps, 'people' | 'log' | 'settings'> & {
  settingsRegister: SettingsRegister;
  configured: ConfiguredSettings;
  onSettingsChanged: (before: Settings, after: Settings) => void;
};

export type ChangeSettingInput = { input: SettingsInput; reason: string; expectedVersion: number | null };

/**
 * Changes one setting, with a reason. People are named by directory id or work address; those who are named newly have to
 * be there. The same change made twice is made once, whatever version it names.
 *
 * @throws {Refusal} the codes of {@link changeSettings}, `action.forbidden`, `person.not-found`, `person.guest`,
 * `directory.unreachable`, `settings.changed`, `settings.busy`
 */
export const changeSetting =
  (deps: SettingsDeps) =>
  async (actor: Actor, { input: typed, reason, expectedVersion }: ChangeSettingInput): Promise<Settings> => {
    const { settings, settingsRegister, configured, onSettingsChanged } = deps;
    if (!may('settings.change', relationsOf(actor, null, settings()))) {
      throw new Refusal('forbidden', 'action.forbidden');
    }
    const input = await withPeople(typed, deps);
    let before: Settings | null = null;
    const chosen = await settingsRegister.change(entryActor(actor), (now) => {
      before = settingsOf(configured, now);
      const facts = changeSettings(before, input, reason);
      if (facts.length > 0 && expectedVersion !== null && expectedVersion !== now.version) {
        throw new Refusal('stale', 'settings.changed');
      }
      return facts;
    });
    const after = settingsOf(configured, chosen);
    if (before) onSettingsChanged(before, after);
    return after;
  };

/** The same with everyone named by directory id. Whoever is named already stays, also when they have left meanwhile. */
async function withPeople(input: SettingsInput, deps: SettingsDeps): Promise<SettingsInput> {
  if (!('to' in input) || !Array.isArray(input.to) || input.field === 'reminderDays') return input;
  const named: readonly string[] = input.to;
  const known = new Set(peopleIn(deps.settings()));
  const to = await Promise.all(named.map((one) => (known.has(one) ? one : idOf(one, deps))));
  return { ...input, to } as SettingsInput;
}

async function idOf(idOrUpn: string, deps: SettingsDeps): Promise<string> {
  const { person, absence } = await personNamed(idOrUpn, deps);
  if (!person || absence) throw new Refusal('not-found', 'person.not-found');
  if (person.isGuest) throw new Refusal('invalid', 'person.guest', { name: person.displayName });
  return person.id;
}

/** Directory ids of everyone whom the settings name, each once. */
export function peopleIn({ fallbackApprovers, productOwners, costCentreOwners, itamStaff }: Settings): string[] {
  const owners = [productOwners, costCentreOwners].flatMap((areas) => Object.values(areas).flat());
  return [...new Set([...itamStaff, ...fallbackApprovers, ...owners])];
}
