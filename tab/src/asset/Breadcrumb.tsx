import { makeStyles, tokens } from '@fluentui/react-components';
import { ChevronLeft16Regular } from '@fluentui/react-icons/svg/chevron-left';
import { Link } from 'react-router';
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

/** Back to the list that the asset was opened from, as it was. */
export function Breadcrumb({ list }: { list: string }) {
  const styles = useStyles();
  const words = useWords();
  return (
    <nav aria-label={words.tab.asset.path}>
      <Link to={list} className={styles.link}>
        <ChevronLeft16Regular aria-hidden />
        {list.startsWith('/purchases') ? words.tab.purchases : words.tab.register}
      </Link>
    </nav>
  );
}
