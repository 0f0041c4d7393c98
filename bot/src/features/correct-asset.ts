import type { Asset, AssetStatus } from '../domain/asset.ts';
import { correct, moveStatus, parseCorrection, retire, type TypedCorrection } from '../domain/correct.ts';
import { dayOf } from '../domain/day.ts';
import { assertNotBarred } from '../domain/decide.ts';
import { parseText } from '../domain/declare.ts';
import type { Correction, Fact } from '../domain/entry.ts';
import { Refusal } from '../domain/errors.ts';
import { type Action, may, mayMove, mayRetire, relationsOf } from '../domain/permissions.ts';
import { type Actor, type PersonSnapshot, snapshot } from '../domain/person.ts';
import { personNamed } from './person-named.ts';
import { assertVersion, type Deps, entryActor, existing } from './ports.ts';

/** What ITAM staff typed; fields left out stay as they are. `owner` is a user principal name or a directory id. */
export type CorrectionInput = TypedCorrection & { owner?: string | undefined };

type Target = { assetId: string; expectedVersion: number | null; reason: string };

/**
 * Puts fields of an asset right, with a reason.
 *
 * @throws {Refusal} `action.forbidden`, the codes of the fields, `person.not-found`, `asset.changed`, `asset.not-found`
 */
export const correctAsset =
  (deps: Deps) =>
  async (actor: Actor, input: Target & { changes: CorrectionInput }): Promise<Asset> => {
    const asset = existing(await deps.register.get(input.assetId));
    assertAllowed('asset.correct', actor, asset, deps);
    const changes = await readCorrection(input.changes, asset, actor, deps);
    return change(deps, actor, input, 'asset.correct', (current, reason) => correct(current, changes, reason));
  };

/**
 * Ends an asset's life, with a reason.
 *
 * @throws {Refusal} the codes of {@link assertAllowed}, `text.missing`, `asset.changed`, `asset.not-found`
 */
export const retireAsset =
  (deps: Deps) =>
  (actor: Actor, input: Target): Promise<Asset> =>
    change(deps, actor, input, 'asset.retire', retire);

/**
 * Moves an asset's state by hand.
 *
 * @throws {Refusal} as {@link retireAsset}, `status.needs-declaration`
 */
export const moveAsset =
  (deps: Deps) =>
  (actor: Actor, input: Target & { to: AssetStatus }): Promise<Asset> =>
    change(deps, actor, input, 'asset.move', (asset, reason) =>
      moveStatus(asset, input.to, reason, deps.settings().approvalTolerance),
    );

async function change(
  deps: Deps,
  actor: Actor,
  input: Target,
  action: Action,
  decide: (asset: Asset, reason: string) => Fact[],
): Promise<Asset> {
  const reason = parseText(input.reason, 'reason');
  const outcome = await deps.register.change({
    assetId: input.assetId,
    actor: entryActor(actor),
    decide(current) {
      const asset = existing(current);
      assertAllowed(action, actor, asset, deps);
      assertVersion(asset, input.expectedVersion);
      return decide(asset, reason);
    },
  });
  return outcome.asset;
}

/** @throws {Refusal} `action.forbidden`; the codes of {@link assertNotBarred} where they may, but not with what they did themselves */
export function assertAllowed(action: Action, actor: Actor, asset: Asset, { settings }: Pick<Deps, 'settings'>): void {
  const relations = relationsOf(actor, asset, settings());
  if (!may(action, relations)) throw new Refusal('forbidden', 'action.forbidden');
  const isFree = action === 'asset.move' ? mayMove(relations) : action === 'asset.retire' ? mayRetire(relations) : true;
  if (!isFree) assertNotBarred(relations, 'end');
}

async function readCorrection(
  { owner, ...typed }: CorrectionInput,
  asset: Asset,
  actor: Actor,
  deps: Deps,
): Promise<Correction> {
  const changes = parseCorrection(typed, asset, dayOf(deps.now()), actor.locale);
  return owner === undefined ? changes : { ...changes, owner: await personOf(owner, deps) };
}

/** The person who is to own something. @throws {Refusal} `person.not-found`, `directory.unreachable` */
export async function personOf(idOrUpn: string, deps: Deps): Promise<PersonSnapshot> {
  const { person, absence } = await personNamed(idOrUpn, deps);
  if (!person || absence) throw new Refusal('not-found', 'person.not-found');
  return snapshot(person);
}
