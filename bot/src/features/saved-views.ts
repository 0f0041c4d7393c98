import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '../domain/errors.ts';
import { may, relationsOf } from '../domain/permissions.ts';
import type { Actor } from '../domain/person.ts';
import { mostViews, parseViewName, type SavedView } from '../domain/saved-view.ts';
import type { StoredView, Views } from '../register/views.ts';
import type { Deps } from './ports.ts';

/** A view as one reader sees it. `isEditable`: they made it, or it is shared and they are ITAM staff. */
export type ViewSeen = { view: SavedView; version: number; isEditable: boolean };

/** What its maker says of a view. */
export type ViewInput = Omit<SavedView, 'id' | 'makerId' | 'makerName'>;

/**
 * The views of the register that ITAM staff and auditors keep: their own, and those that others share. A view that is
 * neither is as good as none.
 *
 * @throws {Refusal} all of them `action.forbidden`; those about one view `view.not-found`
 */
export function savedViews({ views, settings }: Pick<Deps, 'settings'> & { views: Views }) {
  const assertMay = (actor: Actor) => {
    if (!may('views.keep', relationsOf(actor, null, settings()))) throw new Refusal('forbidden', 'action.forbidden');
  };
  const isEditableBy = (actor: Actor, { makerId, isShared }: SavedView) =>
    makerId === actor.id || (isShared && may('views.edit-shared', relationsOf(actor, null, settings())));
  const seenBy = (actor: Actor, { view, version }: StoredView): ViewSeen => ({
    view,
    version,
    isEditable: isEditableBy(actor, view),
  });
  const isVisibleTo = (actor: Actor, { view }: StoredView) => view.makerId === actor.id || view.isShared;

  async function found(actor: Actor, id: string): Promise<StoredView> {
    assertMay(actor);
    const stored = await views.get(id);
    if (!stored || !isVisibleTo(actor, stored)) throw new Refusal('not-found', 'view.not-found');
    return stored;
  }
  async function editable(actor: Actor, id: string, expectedVersion: number | null): Promise<StoredView> {
    const stored = await found(actor, id);
    if (!isEditableBy(actor, stored.view)) throw new Refusal('forbidden', 'action.forbidden');
    if (expectedVersion === null) throw new Refusal('unversioned', 'request.needs-version');
    if (stored.version !== expectedVersion) throw new Refusal('stale', 'view.changed');
    return stored;
  }

  return {
    /** Those that someone can see, by name, and the one that the register opens with for them. */
    async list(actor: Actor): Promise<{ views: ViewSeen[]; defaultId: string | null }> {
      assertMay(actor);
      const [stored, defaultId] = await Promise.all([views.visibleTo(actor.id), views.defaultOf(actor.id)]);
      const seen = stored
        .map((one) => seenBy(actor, one))
        .sort((a, b) => compare(a.view.name.toLowerCase(), b.view.name.toLowerCase()) || compare(a.view.id, b.view.id));
      // The view may be gone, or shared no longer.
      return { views: seen, defaultId: seen.some(({ view }) => view.id === defaultId) ? defaultId : null };
    },

    async read(actor: Actor, id: string): Promise<ViewSeen> {
      return seenBy(actor, await found(actor, id));
    },

    /**
     * Makes a view, or changes the one of that id, which takes its version. The same view made twice is one. It stays its
     * maker's, whoever changes it.
     *
     * @throws {Refusal} `view.name-missing`, `view.name-too-long`, `view.too-many`, `view.changed`, `request.needs-version`
     */
    async put(actor: Actor, id: string, input: ViewInput, expectedVersion: number | null): Promise<ViewSeen> {
      assertMay(actor);
      const said = { ...input, name: parseViewName(input.name) };
      const before = await views.get(id);
      if (!before) {
        if (expectedVersion !== null) throw new Refusal('not-found', 'view.not-found');
        const own = (await views.visibleTo(actor.id)).filter(({ view }) => view.makerId === actor.id);
        if (own.length >= mostViews) throw new Refusal('conflict', 'view.too-many', { most: mostViews });
        const view = { ...said, id, makerId: actor.id, makerName: actor.displayName };
        if (await views.create(view)) return { view, version: 1, isEditable: true };
        return this.put(actor, id, input, expectedVersion);
      }
      if (!isVisibleTo(actor, before)) throw new Refusal('not-found', 'view.not-found');
      const { makerId, makerName } = before.view;
      const view = { ...said, id, makerId, makerName };
      const isRepeat = makerId === actor.id && isDeepStrictEqual(view, before.view);
      if (isRepeat) return seenBy(actor, before);
      const stored = await editable(actor, id, expectedVersion);
      const version = await views.replace(view, stored);
      if (version === null) throw new Refusal('stale', 'view.changed');
      return { view, version, isEditable: isEditableBy(actor, view) };
    },

    /** Takes a view away, for everyone who sees it. @throws {Refusal} `view.changed`, `request.needs-version` */
    async remove(actor: Actor, id: string, expectedVersion: number | null): Promise<void> {
      if (!(await views.remove(await editable(actor, id, expectedVersion)))) throw new Refusal('stale', 'view.changed');
    },

    /** Chooses the view that the register opens with for this person; null for none. */
    async setDefault(actor: Actor, id: string | null): Promise<void> {
      assertMay(actor);
      if (id !== null) await found(actor, id);
      await views.setDefault(actor.id, id);
    },
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
