import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef } from 'react';

/** The colours that charts draw in; forced colours have names of their own, which SVG does not take by itself. */
export const inks = { first: 'var(--ink-first)', second: 'var(--ink-second)' } as const;

const forced = '@media (forced-colors: active)';

const useStyles = makeStyles({
  root: {
    '--ink-first': tokens.colorBrandForeground1,
    '--ink-second': tokens.colorPaletteMarigoldForeground2,
    minWidth: 0,
    [forced]: {
      '--ink-first': 'Highlight',
      '--ink-second': 'CanvasText',
      '& text': { fill: 'CanvasText !important' },
      '& .domain, & .tick line': { stroke: 'GrayText !important' },
    },
    // Nothing of it takes the focus, so nothing shows it either.
    '& *:focus': { outlineStyle: 'none' },
  },
});

/**
 * A chart as a picture: it answers to the pointer, and is passed over by keyboard and screen readers, for whom the same
 * figures stand in its table, with their rows behind them. Fluent's charts would make a stop of every bar and tell their
 * axes in English.
 */
export function Picture({ className, children }: { className?: string; children: ReactNode }) {
  const styles = useStyles();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const passOver = () => {
      for (const stop of element.querySelectorAll('[tabindex]:not([tabindex="-1"])'))
        stop.setAttribute('tabindex', '-1');
    };
    passOver();
    const observer = new MutationObserver(passOver);
    observer.observe(element, { subtree: true, childList: true, attributes: true, attributeFilter: ['tabindex'] });
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={ref} className={mergeClasses(styles.root, className)} aria-hidden>
      {children}
    </div>
  );
}
