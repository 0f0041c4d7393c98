import { makeStyles, tokens } from '@fluentui/react-components';
import { ChevronLeft16Regular } from '@fluentui/react-icons/svg/chevron-left';
import { Link } from 'react-router';
import type { Words } from '../../../bot/src/domain/words/en.ts';
import { useWords } from '../components/locale.tsx';

const useStyles = makeStyles({
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXXS,
    minHeight: '24px',
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
  },
});

function listWord(list: string, { tab }: Words): string {
  const [, page] = /^\/(\w+)/.exec(list) ?? [];
  const words: Record<string, string> = {
    today: tab.today,
    purchases: tab.purchases,
    decisions: tab.decisions,
    notices: tab.notices,
  };
  return words[page ?? ''] ?? tab.register;
}

/** Back to the list that the asset was opened from, as it was. */
export function Breadcrumb({ list }: { list: string }) {
  const styles = useStyles();
  const words = useWords();
  return (
    <nav aria-label={words.tab.asset.path}>
      <Link to={list} className={styles.link}>
        <ChevronLeft16Regular aria-hidden />
        {listWord(list, words)}
      </Link>
    </nav>
  );
}
