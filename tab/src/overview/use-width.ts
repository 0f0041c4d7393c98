import { type RefObject, useLayoutEffect, useState } from 'react';

/** How wide an element is, in whole pixels, as it changes; null until there is any room. */
export function useWidth(ref: RefObject<HTMLElement | null>): number | null {
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    // Where there is no room at all for a moment, what is drawn is kept instead of being made anew.
    const measure = () => setWidth((known) => element.clientWidth || known);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
