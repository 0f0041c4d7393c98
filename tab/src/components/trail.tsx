import { createContext, type RefObject, useContext, useEffect } from 'react';
import { useLocation } from 'react-router';

/** Where the person came from: the list as they had it, and the asset that they opened from it. */
export type Trail = { list: string | null; openedId: string | null };

const TrailContext = createContext<RefObject<Trail>>({ current: { list: null, openedId: null } });
export const TrailProvider = TrailContext.Provider;

/** Remembered while the tab is open; changing it draws nothing anew. */
export function useTrail(): RefObject<Trail> {
  return useContext(TrailContext);
}

/** Makes this page, as its address has it, the list that people come back to from an asset. */
export function useAsList(): void {
  const trail = useTrail();
  const { pathname, search } = useLocation();
  useEffect(() => {
    trail.current.list = pathname + search;
  }, [trail, pathname, search]);
}
