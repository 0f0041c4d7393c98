import type { Asset } from '../domain/asset.ts';
import { disown } from '../domain/declare.ts';
import type { Actor } from '../domain/person.ts';
import { assertVersion, type Deps, entryActor, existing } from './ports.ts';

/** "It wasn't me." @throws {Refusal} the codes of {@link disown}, `asset.changed`, `asset.not-found` */
export const disownPurchase =
  ({ register }: Pick<Deps, 'register'>) =>
  async (actor: Actor, input: { assetId: string; expectedVersion: number | null }): Promise<Asset> => {
    const outcome = await register.change({
      assetId: input.assetId,
      actor: entryActor(actor),
      decide(current) {
        const asset = existing(current);
        const facts = disown(asset, actor);
        if (facts.length > 0) assertVersion(asset, input.expectedVersion);
        return facts;
      },
    });
    return outcome.asset;
  };
