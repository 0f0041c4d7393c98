import type { Asset } from '../domain/asset.ts';
import { parseText } from '../domain/declare.ts';
import type { Actor } from '../domain/person.ts';
import { decideRenewal as decide, type RenewalDecision } from '../domain/renewal.ts';
import { assertVersion, type Deps, entryActor, existing } from './ports.ts';

/** A decision about a renewal as it was typed. `seen`: what the card showed; null where the version says it. */
export type DecideRenewalInput = {
  assetId: string;
  expectedVersion: number | null;
  seen: string | null;
  decision: RenewalDecision;
  reason: string;
};

/**
 * Decides to keep a purchase past its next renewal, or to let it end.
 *
 * @throws {Refusal} the codes of the rule, `text.missing`, `text.too-long`, `asset.changed`, `asset.not-found`
 */
export const decideRenewal =
  ({ register, settings }: Pick<Deps, 'register' | 'settings'>) =>
  async (actor: Actor, { assetId, expectedVersion, ...typed }: DecideRenewalInput): Promise<Asset> => {
    const input = { ...typed, reason: parseText(typed.reason, 'reason') };
    const outcome = await register.change({
      assetId,
      actor: entryActor(actor),
      decide(current) {
        const asset = existing(current);
        const facts = decide(asset, input, actor, settings());
        if (facts.length > 0) assertVersion(asset, expectedVersion);
        return facts;
      },
    });
    return outcome.asset;
  };
