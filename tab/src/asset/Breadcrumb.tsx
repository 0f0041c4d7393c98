import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronLeft16Regular } from '@fluentui/react-icons/svg/chevron-left';
import { Link } from 'react-router';
import type { Words } from '../../../bot/src/domain/words/en.ts';
import { useWords } from '../components/locale.tsx';
import { useSharedStyles } from '../components/styles.ts';

const useStyles = makeStyles({
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXXS,
    minHeight: '24px',
  },
});

function listWord(list: string, { tab }: Words): string {
  const [, page] = /^\/(\w+)/.exec(list) ?? [];
  const words: Record<string, string> = {
    today: tab.today,
    renewals: tab.renewals,
    purchases: tab.purchases,
    decisions: tab.decisions,
    notices: tab.notices,
  };
  return words[page ?? ''] ?? tab.register;
}

/** Back to the list that the asset was opened from, as it was. */
export function Breadcrumb({ list }: { list: string }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  return (
    <nav aria-label={words.tab.asset.path}>
      <Link to={list} className={mergeClasses(shared.link, styles.link)}>
        <ChevronLeft16Regular aria-hidden />
        {listWord(list, words)}
      </Link>
    </nav>
  );
}
