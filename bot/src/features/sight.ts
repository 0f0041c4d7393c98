import type { Asset } from '../domain/asset.ts';
import type { Entry } from '../domain/entry.ts';
import { Refusal } from '../domain/errors.ts';
import { entriesUntil, sightOf } from '../domain/former-manager.ts';
import { assetAfter } from '../domain/history.ts';
import { type Relation, relationsOf } from '../domain/permissions.ts';
import type { Actor } from '../domain/person.ts';
import { type Deps, existing } from './ports.ts';

type SightDeps = Pick<Deps, 'register' | 'settings'>;

/**
 * What a reader is shown of an asset, and how they stand to it. `past`: where that is a part of it, the entries that it comes
 * from, oldest first, and whether the whole history is intact; null where they see all of it.
 */
export type Seen = {
  asset: Asset;
  relations: ReadonlySet<Relation>;
  past: { entries: Entry[]; isIntact: boolean } | null;
};

/** Shows an asset to a reader; null where they may see nothing of it. @throws {Refusal} `asset.damaged` */
export async function seenBy(
  reader: Pick<Actor, 'id' | 'roles'>,
  whole: Asset,
  { register, settings }: SightDeps,
): Promise<Seen | null> {
  const relations = relationsOf(reader, whole, settings());
  const sight = sightOf(reader.id, whole, relations);
  if (!sight || sight.until === null) return sight && { asset: whole, relations, past: null };
  const history = await register.history(whole.id);
  const entries = entriesUntil(history?.entries ?? [], sight.until);
  const asset = entries.reduce(assetAfter, null);
  if (!asset) throw new Refusal('conflict', 'asset.damaged');
  return { asset, relations, past: { entries, isIntact: history?.isIntact ?? false } };
}

/** Reads what of an asset a reader is shown. @throws {Refusal} `asset.not-found`, `asset.not-visible`, `asset.damaged` */
export async function readShown(actor: Actor, assetId: string, deps: SightDeps): Promise<Seen> {
  const shown = await seenBy(actor, existing(await deps.register.get(assetId)), deps);
  if (!shown) throw new Refusal('forbidden', 'asset.not-visible');
  return shown;
}
