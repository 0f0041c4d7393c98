import type { Asset } from '../domain/asset.ts';
import { parseOptionalText } from '../domain/declare.ts';
import { Refusal } from '../domain/errors.ts';
import { assertMayHandOver, handOver } from '../domain/hand-over.ts';
import type { Actor } from '../domain/person.ts';
import { fromDirectory } from './from-directory.ts';
import { personNamed } from './person-named.ts';
import { assertVersion, type Deps, entryActor, existing } from './ports.ts';

/** As it was typed. `to`: a user principal name or a directory id. */
export type HandOverPurchaseInput = {
  assetId: string;
  to: string;
  comment: string | null;
  expectedVersion: number | null;
};

/**
 * Hands a purchase over to someone else, who answers for it from then on.
 *
 * @throws {Refusal} the codes of {@link handOver}, `hand-over.missing`, `text.too-long`, `directory.unreachable`,
 * `asset.changed`, `asset.not-found`
 */
export const handOverPurchase =
  (deps: Pick<Deps, 'register' | 'settings' | 'people' | 'log'>) =>
  async (actor: Actor, input: HandOverPurchaseInput): Promise<Asset> => {
    const { register, settings, people, log } = deps;
    assertMayHandOver(existing(await register.get(input.assetId)), actor, settings());
    const comment = parseOptionalText(input.comment, 'comment');
    if (input.to.trim() === '') throw new Refusal('invalid', 'hand-over.missing');
    const { person: to, absence } = await personNamed(input.to, deps);
    const manager = to && (await fromDirectory(() => people.managerOf(to.id), log));
    const outcome = await register.change({
      assetId: input.assetId,
      actor: entryActor(actor),
      decide(current) {
        const asset = existing(current);
        const facts = handOver(asset, { to, absence, manager, comment }, actor, settings());
        if (facts.length > 0) assertVersion(asset, input.expectedVersion);
        return facts;
      },
    });
    return outcome.asset;
  };
