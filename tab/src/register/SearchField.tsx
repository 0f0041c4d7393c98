import { makeStyles, SearchBox } from '@fluentui/react-components';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useWords } from '../components/locale.tsx';
import { narrow } from '../components/styles.ts';

const pauseInMs = 200;

const useStyles = makeStyles({
  // What it holds would keep it wider than there is room for.
  root: { flex: '1 1 180px', minWidth: '96px', maxWidth: '340px', [narrow]: { flexBasis: '100%', maxWidth: 'none' } },
  box: { width: '100%', minWidth: 0, maxWidth: 'none' },
});

/**
 * Search as you type. The field owns its text, so no keystroke waits for the register or is lost to it;
 * the search follows after a short pause, at once on Enter.
 */
export function SearchField({ search, onSearch }: { search: string; onSearch: (search: string) => void }) {
  const styles = useStyles();
  const words = useWords();
  const [text, setText] = useState(search);
  const told = useRef(search);

  // Someone else changed the search: Back, a link, "Clear all".
  useEffect(() => {
    if (search === told.current) return;
    told.current = search;
    setText(search);
  }, [search]);

  const wanted = text.trim() === '' ? '' : text;
  const tell = useCallback(() => {
    if (wanted === told.current) return;
    told.current = wanted;
    onSearch(wanted);
  }, [wanted, onSearch]);
  useEffect(() => {
    const timer = setTimeout(tell, pauseInMs);
    return () => clearTimeout(timer);
  }, [tell]);
  return (
    <search className={styles.root}>
      <SearchBox
        className={styles.box}
        value={text}
        aria-label={words.tab.list.search}
        placeholder={words.tab.list.searchPlaceholder}
        maxLength={200}
        onChange={(_, { value }) => setText(value)}
        onKeyDown={(event) => event.key === 'Enter' && tell()}
      />
    </search>
  );
}
