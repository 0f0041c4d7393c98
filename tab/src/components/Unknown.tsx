import { useWords } from './locale.tsx';
import { useSharedStyles } from './styles.ts';

/** A fact that nobody knows yet. */
export function Unknown() {
  const shared = useSharedStyles();
  const words = useWords();
  return (
    <>
      <span className={shared.muted} aria-hidden>
        –
      </span>
      <span className={shared.hidden}>{words.tab.notKnown}</span>
    </>
  );
}
