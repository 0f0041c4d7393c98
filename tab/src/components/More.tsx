import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Next } from '../api/pages.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'center',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: tokens.spacingHorizontalM,
  },
});

type MoreProps = { next: Next; word: string; loadingWord: string; failedWord: string };

/** Under a list that grows when asked: the button that asks for more. Nothing where that is all. */
export function More({ next, word, loadingWord, failedWord }: MoreProps) {
  const styles = useStyles();
  if (!next.isAny) return null;
  return (
    <div className={styles.root}>
      {next.trouble && <span role="alert">{failedWord}</span>}
      <Button onClick={next.load} disabledFocusable={next.isLoading}>
        {next.isLoading ? loadingWord : word}
      </Button>
    </div>
  );
}
