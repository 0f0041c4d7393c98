import type { Asset } from '../domain/asset.ts';
import { Refusal } from '../domain/errors.ts';
import { joinDeclared, retireJoined } from '../domain/join-declared.ts';
import type { Actor } from '../domain/person.ts';
import { wordsFor } from '../domain/words/words.ts';
import { assertVersion, type Deps, entryActor, existing } from './ports.ts';

export type JoinPurchasesInput = { assetId: string; declaredId: string; expectedVersion: number | null };

/**
 * Makes one of a purchase that discovery saw and one that its owner declared: what was said is said of the one that was seen,
 * and the other is retired. Safe to repeat, also after it was cut off between the two.
 *
 * @throws {Refusal} `asset.not-yours`, `asset.not-found`, `asset.changed`, and the codes of {@link joinDeclared} and {@link retireJoined}
 */
export const joinPurchases =
  ({ register }: Pick<Deps, 'register'>) =>
  async (actor: Actor, { assetId, declaredId, expectedVersion }: JoinPurchasesInput): Promise<Asset> => {
    const found = existing(await register.get(assetId));
    if (found.owner?.id !== actor.id) throw new Refusal('forbidden', 'asset.not-yours');
    const declared = existing(await register.get(declaredId));
    if (declared.owner?.id !== actor.id) throw new Refusal('forbidden', 'asset.not-yours');
    const { entries } = (await register.history(declaredId)) ?? { entries: [] };
    const by = entryActor(actor);
    const outcome = await register.change({
      assetId,
      actor: by,
      decide(current) {
        const asset = existing(current);
        const facts = joinDeclared(asset, { asset: declared, entries }, actor.id);
        if (facts.length > 0) assertVersion(asset, expectedVersion);
        return facts;
      },
    });
    const { joined } = wordsFor(actor.locale).card.noticed;
    await register.change({
      assetId: declaredId,
      actor: by,
      decide: (current) => retireJoined({ asset: existing(current), entries }, actor.id, joined),
    });
    return outcome.asset;
  };
