import { makeStyles, mergeClasses } from '@fluentui/react-components';
import type { Flag } from '../../../bot/src/domain/flags.ts';
import { useWords } from './locale.tsx';
import { useSharedStyles } from './styles.ts';

/** Flags that ask for something to be done; the others are worth knowing. */
const pressing: ReadonlySet<Flag> = new Set([
  'owner-gone',
  'commerce-problem',
  'disowned',
  'not-listed',
  'beyond-approval',
]);

const useStyles = makeStyles({ root: { overflowWrap: 'anywhere' } });

/** The facts beside the state, in words: "Owner has left · Trial". Nothing when there are none. */
export function FlagWords({ flags }: { flags: readonly Flag[] }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  if (flags.length === 0) return null;
  const isPressing = flags.some((flag) => pressing.has(flag));
  return (
    <span className={mergeClasses(styles.root, isPressing ? shared.warning : shared.muted)}>
      {flags.map((flag) => words.flag[flag]).join(' · ')}
    </span>
  );
}
