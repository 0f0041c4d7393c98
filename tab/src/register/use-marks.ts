import { type RefObject, useEffect } from 'react';
import { matchesIn } from './matches.ts';

/** Named in page.css. */
const name = 'search';

/**
 * Marks in an element's text what a search found it by, for as long as it is shown. The text itself stays as it is: the
 * browser paints over it, where it can.
 */
export function useMarks(element: RefObject<HTMLElement | null>, search: string): void {
  useEffect(() => {
    const root = element.current;
    if (!root || search.trim() === '' || !('highlights' in CSS)) return;
    let frame = 0;
    const mark = () => {
      frame = 0;
      CSS.highlights.set(name, new Highlight(...rangesIn(root, search)));
    };
    const markSoon = () => {
      frame ||= requestAnimationFrame(mark);
    };
    const observer = new MutationObserver(markSoon);
    observer.observe(root, { childList: true, characterData: true, subtree: true });
    mark();
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      CSS.highlights.delete(name);
    };
  }, [element, search]);
}

function rangesIn(root: HTMLElement, search: string): Range[] {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const ranges: Range[] = [];
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    for (const [from, to] of matchesIn(node.nodeValue ?? '', search)) {
      const range = new Range();
      range.setStart(node, from);
      range.setEnd(node, to);
      ranges.push(range);
    }
  }
  return ranges;
}
