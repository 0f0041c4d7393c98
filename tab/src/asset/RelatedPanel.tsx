import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Detail } from '../../../bot/src/http/contract.ts';
import { AssetLines } from '../components/AssetLines.tsx';
import { useWords } from '../components/locale.tsx';
import { Panel } from '../components/Panel.tsx';
import { useSharedStyles } from '../components/styles.ts';

const useStyles = makeStyles({
  groups: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalL },
  heading: { margin: 0, fontSize: 'inherit', fontWeight: 'inherit' },
});

/** Other open purchases of the same product: by the same purchaser, and in the same department. */
export function RelatedPanel({ detail }: { detail: Detail }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const { relatedTo, section } = words.tab.asset;
  const { purchaser, department } = detail.related;
  const groups = [
    {
      title: detail.purchaser ? relatedTo.purchaser(detail.purchaser.name) : relatedTo.purchaserUnknown,
      items: purchaser,
      showsPerson: false,
    },
    {
      title: detail.department ? relatedTo.department(detail.department) : relatedTo.departmentUnknown,
      items: department.filter(({ id }) => !purchaser.some((other) => other.id === id)),
      showsPerson: true,
    },
  ].filter(({ items }) => items.length > 0);
  if (groups.length === 0) return null;
  return (
    <Panel heading={section.related}>
      <div className={styles.groups}>
        {groups.map(({ title, items, showsPerson }) => (
          <div key={title}>
            <h3 className={mergeClasses(styles.heading, shared.muted)}>{title}</h3>
            <AssetLines items={items} showsPerson={showsPerson} />
          </div>
        ))}
      </div>
    </Panel>
  );
}
