import { createContext, type RefObject, useContext } from 'react';

/** Where the person came from: the list as they had it, and the asset that they opened from it. */
export type Trail = { list: string | null; openedId: string | null };

const TrailContext = createContext<RefObject<Trail>>({ current: { list: null, openedId: null } });
export const TrailProvider = TrailContext.Provider;

/** Remembered while the tab is open; changing it draws nothing anew. */
export function useTrail(): RefObject<Trail> {
  return useContext(TrailContext);
}
