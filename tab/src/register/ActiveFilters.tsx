import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { useWords } from '../components/locale.tsx';
import type { Chip } from './filter-words.ts';
import type { View } from './views/view.ts';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    alignItems: 'center',
    listStyleType: '""',
    margin: 0,
    padding: 0,
  },
  item: { minWidth: 0, maxWidth: '100%' },
  chip: {
    maxWidth: '100%',
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'anywhere',
    textAlign: 'left',
    color: tokens.colorBrandForeground2,
    backgroundColor: tokens.colorBrandBackground2,
    border: `1px solid ${tokens.colorBrandStroke2}`,
  },
});

type ActiveFiltersProps = { chips: readonly Chip[]; cleared: View; onChange: (view: View) => void };

/** What narrows the view, each with a press to take it away. */
export function ActiveFilters({ chips, cleared, onChange }: ActiveFiltersProps) {
  const styles = useStyles();
  const words = useWords();
  if (chips.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={words.tab.list.filters}>
      {chips.map(({ key, text, without }) => (
        <li key={key} className={styles.item}>
          <Button
            size="small"
            shape="rounded"
            className={styles.chip}
            icon={<Dismiss16Regular />}
            iconPosition="after"
            aria-label={words.tab.list.removeFilter(text)}
            onClick={() => onChange(without)}
          >
            {text}
          </Button>
        </li>
      ))}
      <li>
        <Button size="small" appearance="transparent" onClick={() => onChange(cleared)}>
          {words.tab.list.clearAll}
        </Button>
      </li>
    </ul>
  );
}
