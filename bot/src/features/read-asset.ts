import type { Asset } from '../domain/asset.ts';
import type { Entry } from '../domain/entry.ts';
import { Refusal } from '../domain/errors.ts';
import { assetAfter } from '../domain/history.ts';
import { declaredNear } from '../domain/join-declared.ts';
import { currencyOfPrice } from '../domain/lots.ts';
import { may, mayDecide, type Relation, relationsOf } from '../domain/permissions.ts';
import type { Actor } from '../domain/person.ts';
import { listPriceOf } from '../domain/price-book.ts';
import { decidersOf } from '../domain/routing.ts';
import type { ListPrice } from '../domain/settings.ts';
import type { HistoryPage, HistoryPart } from '../register/histories.ts';
import { nameOf } from './name-of.ts';
import type { Deps } from './ports.ts';
import { readShown } from './sight.ts';

/** An asset with what stands around it, for one reader. */
export type AssetView = {
  asset: Asset;
  relations: ReadonlySet<Relation>;
  /** It is shown as it was when the reader handed the decision on, and how it ended. */
  isPast: boolean;
  /** What the reader declared that it may be. */
  near: Asset[];
  related: { purchaser: Asset[]; department: Asset[] };
  /** Ids of those among it and the related ones that are possible duplicates. */
  duplicates: string[];
  /** What the price book says while nobody has declared it. */
  listPrice: ListPrice | null;
  /** Directory ids and, where known, names of those who are asked to decide. */
  deciders: { id: string; displayName: string }[];
};

/** Reads an asset as the reader may see it. @throws {Refusal} as {@link readShown} */
export const readAsset =
  (deps: Deps) =>
  async (actor: Actor, assetId: string): Promise<AssetView> => {
    const { asset, relations, past } = await readShown(actor, assetId, deps);
    const [theirs, related, deciders] = await Promise.all([
      asset.status === 'detected' ? deps.projection.ofPerson(actor.id) : [],
      relatedFor(actor, asset, relations, deps),
      decidersAround(asset, deps),
    ]);
    // Whether there is a duplicate by now is not told to whom it is shown as it was.
    const current = [...(past ? [] : [asset]), ...related.purchaser, ...related.department];
    const duplicates = await deps.projection.duplicatesAmong(current.map(({ id }) => id));
    return {
      asset,
      relations,
      isPast: past !== null,
      near: declaredNear(asset, theirs, actor.id),
      related,
      deciders,
      duplicates,
      listPrice: listPriceFor(asset, deps),
    };
  };

/** What a decision needs to know of others' purchases is for those who decide, and who see all; others see what they may read. */
async function relatedFor(
  actor: Actor,
  asset: Asset,
  relations: ReadonlySet<Relation>,
  { projection, settings }: Deps,
): Promise<AssetView['related']> {
  const related = await projection.relatedTo(asset);
  if (may('register.list-all', relations) || mayDecide(relations)) return related;
  const isReadable = (other: Asset) => may('asset.read', relationsOf(actor, other, settings()));
  return { purchaser: related.purchaser.filter(isReadable), department: related.department.filter(isReadable) };
}

/** Reads a part of an asset's history, oldest first. @throws {Refusal} as {@link readShown} */
export const readHistory =
  (deps: Deps) =>
  async (actor: Actor, assetId: string, part: HistoryPart): Promise<HistoryPage> => {
    const { past } = await readShown(actor, assetId, deps);
    if (past) return { ...pageOf(past.entries, part), isIntact: past.isIntact };
    const page = await deps.register.historyPart(assetId, part);
    if (!page) throw new Refusal('not-found', 'asset.not-found');
    return page;
  };

/** A part of entries that are all at hand. */
function pageOf(entries: readonly Entry[], { until, limit }: HistoryPart): Omit<HistoryPage, 'isIntact'> {
  const end = Math.min(until ?? entries.length, entries.length);
  const older = Math.max(0, end - limit);
  const before = entries.slice(0, older).reduce(assetAfter, null);
  return { entries: entries.slice(older, end), before, older, total: entries.length };
}

/** Who is asked to decide about an asset, by name. */
export function decidersAround(asset: Asset, deps: Deps): Promise<AssetView['deciders']> {
  return Promise.all(decidersOf(asset, deps.settings()).map((id) => decider(id, asset, deps)));
}

function listPriceFor(asset: Asset, { settings }: Deps): ListPrice | null {
  if (asset.status !== 'detected' || currencyOfPrice(asset) !== null || asset.isTrial) return null;
  return listPriceOf(asset.product, { billingTerm: asset.billingTerm, currency: null }, settings().priceBook);
}

async function decider(id: string, asset: Asset, { people }: Deps): Promise<{ id: string; displayName: string }> {
  if (asset.manager?.id === id) return { id, displayName: asset.manager.displayName };
  return { id, displayName: (await nameOf(id, people)) ?? id };
}
