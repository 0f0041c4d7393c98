import { type Asset, isTakenForCentral } from './asset.ts';
import type { Fact } from './entry.ts';
import { Refusal } from './errors.ts';
import { needsStandIn } from './permissions.ts';

/** Nobody is asked for the same declaration twice within a day, whoever wants to know. */
const restMs = 86_400_000;

/**
 * Asks the owner once more for the declaration of a purchase that nobody has explained yet. `at`: now, as ISO 8601.
 *
 * @throws {Refusal} `asset.retired`, `ask-again.declared`, `ask-again.central`, `ask-again.nobody`, `ask-again.rests`
 */
export function askAgain(asset: Asset, reason: string, at: string): Fact[] {
  if (asset.status === 'retired') throw new Refusal('conflict', 'asset.retired');
  if (asset.status !== 'detected') throw new Refusal('conflict', 'ask-again.declared');
  if (isTakenForCentral(asset)) throw new Refusal('conflict', 'ask-again.central');
  if (needsStandIn(asset) || asset.isDisowned) throw new Refusal('conflict', 'ask-again.nobody');
  const { asked } = asset;
  if (asked && Date.parse(at) - Date.parse(asked.at) < restMs) {
    throw new Refusal('conflict', 'ask-again.rests', { by: asked.by.displayName, at: asked.at });
  }
  return [{ type: 'declaration-asked', reason }];
}
