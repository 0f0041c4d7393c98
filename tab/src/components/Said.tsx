import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useWords } from './locale.tsx';
import { useSharedStyles } from './styles.ts';

const useStyles = makeStyles({
  words: { color: tokens.colorNeutralForeground1, margin: 0 },
  by: { display: 'block', color: tokens.colorNeutralForeground3 },
});

/** A person's own words, in quotes, and whose they are. They are shown as text, whatever they hold; of words that are gone, just whose they were. */
export function Said({ text, by }: { text: string; by?: ReactNode }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  return (
    <>
      {text && <span className={mergeClasses(styles.words, shared.prose)}>{words.tab.quote(text)}</span>}
      {by && <span className={styles.by}>{by}</span>}
    </>
  );
}
