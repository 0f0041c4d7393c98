import { type RefObject, useLayoutEffect, useState } from 'react';

/** Where the rows stand: their width, and how far down the page they begin, in pixels. */
export type Frame = { width: number; top: number };

/**
 * The place of an element on the page, as it changes; null before it is drawn. Measured when the caller is drawn anew,
 * since what stands above may have grown: scrolling alone measures nothing.
 */
export function useFrame(ref: RefObject<HTMLElement | null>): Frame | null {
  const [frame, setFrame] = useState<Frame | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const width = element.clientWidth;
      const top = Math.round(element.getBoundingClientRect().top + window.scrollY);
      setFrame((before) => (before?.width === width && before.top === top ? before : { width, top }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  });
  return frame;
}
