import type { Asset } from '../domain/asset.ts';
import { dayOf } from '../domain/day.ts';
import { parseDay, parseText } from '../domain/declare.ts';
import type { Fact } from '../domain/entry.ts';
import type { Actor } from '../domain/person.ts';
import { endPurchase as end, resumePurchase as resume } from '../domain/running.ts';
import { assertVersion, type Deps, entryActor, existing } from './ports.ts';

type Needs = Pick<Deps, 'register' | 'settings' | 'now'>;
type About = { assetId: string; expectedVersion: number | null; reason: string };

/**
 * Records that a purchase which Microsoft doesn't show can't be charged any more. `on`: the day, as it was typed.
 *
 * @throws {Refusal} the codes of the rule, `date.unreadable`, `text.missing`, `text.too-long`, `asset.changed`, `asset.not-found`
 */
export const endPurchase =
  (deps: Needs) =>
  async (actor: Actor, { on, ...about }: About & { on: string }): Promise<Asset> => {
    const day = parseDay(on);
    return change(deps, actor, about, (asset, reason) =>
      end(asset, { on: day, reason }, dayOf(deps.now()), actor, deps.settings()),
    );
  };

/**
 * Takes back that a purchase has ended.
 *
 * @throws {Refusal} the codes of the rule, `text.missing`, `text.too-long`, `asset.changed`, `asset.not-found`
 */
export const resumePurchase =
  (deps: Needs) =>
  async (actor: Actor, about: About): Promise<Asset> =>
    change(deps, actor, about, (asset, reason) => resume(asset, reason, actor, deps.settings()));

async function change(
  { register }: Needs,
  actor: Actor,
  { assetId, expectedVersion, reason: typed }: About,
  decide: (asset: Asset, reason: string) => Fact[],
): Promise<Asset> {
  const reason = parseText(typed, 'reason');
  const outcome = await register.change({
    assetId,
    actor: entryActor(actor),
    decide(current) {
      const asset = existing(current);
      const facts = decide(asset, reason);
      if (facts.length > 0) assertVersion(asset, expectedVersion);
      return facts;
    },
  });
  return outcome.asset;
}
