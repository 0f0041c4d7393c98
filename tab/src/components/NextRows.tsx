import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback } from 'react';
import type { Next } from '../api/pages.ts';
import { useWords } from './locale.tsx';
import { RowsSkeleton } from './RowsSkeleton.tsx';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    alignItems: 'center',
    justifyContent: 'center',
    padding: tokens.spacingHorizontalL,
  },
});

/** So many rows before the end, the next page is asked for. */
const rowsAhead = 20;

/**
 * What a list of `count` rows so far calls with the rows in sight, so that it loads by itself when its end comes near; after
 * a failure it waits to be asked.
 */
export function useNearEnd(next: Next | null, count: number): (first: number, last: number) => void {
  const mayLoad = next?.isAny && !next.isLoading && next.trouble === null;
  const load = next?.load;
  return useCallback(
    (_first, last) => {
      if (mayLoad && last >= count - rowsAhead) load?.();
    },
    [mayLoad, load, count],
  );
}

/** Under a list that loads by itself: the rows that are on their way, or that they couldn't be loaded. */
export function NextRows({ next }: { next: Next | null }) {
  const styles = useStyles();
  const words = useWords();
  return (
    <>
      {next?.isLoading && <RowsSkeleton count={3} />}
      {next?.trouble && (
        <div className={styles.root} role="alert">
          {words.tab.list.moreFailed}
          <Button onClick={next.load}>{words.tab.trouble.retry}</Button>
        </div>
      )}
    </>
  );
}
