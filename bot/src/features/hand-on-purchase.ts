import type { Asset } from '../domain/asset.ts';
import { parseOptionalText } from '../domain/declare.ts';
import { Refusal } from '../domain/errors.ts';
import { assertMayHandOn, handOn } from '../domain/hand-on.ts';
import type { Actor } from '../domain/person.ts';
import { personNamed } from './person-named.ts';
import { assertVersion, type Deps, entryActor, existing } from './ports.ts';

/** As it was typed. `to`: a user principal name or a directory id. */
export type HandOnPurchaseInput = {
  assetId: string;
  to: string;
  comment: string | null;
  basis: number | null;
  expectedVersion: number | null;
};

/**
 * Hands the decision about a purchase on to someone else.
 *
 * @throws {Refusal} the codes of {@link handOn}, `hand-on.missing`, `text.too-long`, `directory.unreachable`,
 * `asset.changed`, `asset.not-found`
 */
export const handOnPurchase =
  (deps: Pick<Deps, 'register' | 'settings' | 'people' | 'log'>) =>
  async (actor: Actor, input: HandOnPurchaseInput): Promise<Asset> => {
    const { register, settings } = deps;
    assertMayHandOn(existing(await register.get(input.assetId)), actor, settings());
    const { basis, expectedVersion } = input;
    const comment = parseOptionalText(input.comment, 'comment');
    if (input.to.trim() === '') throw new Refusal('invalid', 'hand-on.missing');
    const { person: to, absence } = await personNamed(input.to, deps);
    const outcome = await register.change({
      assetId: input.assetId,
      actor: entryActor(actor),
      decide(current) {
        const asset = existing(current);
        const facts = handOn(asset, { to, absence, comment, basis }, actor, settings());
        if (facts.length > 0) assertVersion(asset, expectedVersion);
        return facts;
      },
    });
    return outcome.asset;
  };
