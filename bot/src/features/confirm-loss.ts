import { Refusal } from '../domain/errors.ts';
import { may, relationsOf } from '../domain/permissions.ts';
import type { Actor } from '../domain/person.ts';
import type { StoredLoss } from '../register/held-loss.ts';
import type { SettingsRegister } from '../register/settings.ts';
import { type Deps, entryActor } from './ports.ts';

export type ConfirmLossDeps = Pick<Deps, 'settings'> & {
  settingsRegister: SettingsRegister;
  readLoss: () => Promise<StoredLoss | null>;
  /** Told once it is recorded, so that nobody waits for the next poll. */
  onLossConfirmed: () => void;
};

/**
 * ITAM staff say that what discovery holds back is gone indeed. `since`: of the loss that they were shown. The settings'
 * journal keeps who said so; the next poll records it. Said twice, it is said once.
 *
 * @throws {Refusal} `action.forbidden`, `loss.over`, `settings.busy`
 */
export const confirmLoss =
  ({ settings, settingsRegister, readLoss, onLossConfirmed }: ConfirmLossDeps) =>
  async (actor: Actor, since: string): Promise<void> => {
    if (!may('discovery.confirm-loss', relationsOf(actor, null, settings()))) {
      throw new Refusal('forbidden', 'action.forbidden');
    }
    const held = await readLoss();
    if (held?.loss.since !== since) throw new Refusal('conflict', 'loss.over');
    const { missing, listed } = held.loss;
    await settingsRegister.change(entryActor(actor), (chosen) =>
      chosen.confirmedLoss === since ? [] : [{ type: 'loss-confirmed', since, missing, listed }],
    );
    onLossConfirmed();
  };
