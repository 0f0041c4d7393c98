import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Item } from '../../../bot/src/http/contract.ts';
import { FlagWords } from './FlagWords.tsx';
import { useFormats, useWords } from './locale.tsx';
import { MonthlyPrice } from './MonthlyPrice.tsx';
import { StatusWord } from './StatusWord.tsx';
import { useSharedStyles } from './styles.ts';

const useStyles = makeStyles({
  root: {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalM} 0`,
  },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  state: { fontSize: tokens.fontSizeBase200, justifySelf: 'end' },
  about: { gridColumn: '1 / -1', color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  flags: { gridColumn: '1 / -1', fontSize: tokens.fontSizeBase200 },
  next: {
    gridColumn: '1 / -1',
    display: 'flex',
    flexWrap: 'wrap',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    alignItems: 'center',
    justifyContent: 'space-between',
    overflowWrap: 'anywhere',
  },
  // Over the link that covers the line.
  way: { position: 'relative', zIndex: 1 },
  also: {
    gridColumn: '1 / -1',
    position: 'relative',
    zIndex: 1,
    width: 'fit-content',
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
  },
});

type AssetLineProps = {
  item: Item;
  /** Whose it is stands in the line, unless the whole list is one person's. */
  showsPerson: boolean;
  /** What is to be done about it, and the way to do it. */
  next?: { text: string; way: ReactNode } | null;
  /** What else can be done about it. */
  also?: ReactNode;
};

/** An asset in a few short lines, for lists of a few and for narrow windows. */
export function AssetLine({ item, showsPerson, next, also }: AssetLineProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const day = item.renewsOn && formats.day(item.renewsOn);
  const about = [
    showsPerson && (item.owner ?? item.purchaser)?.name,
    showsPerson && item.department,
    day && (item.isTrial ? words.tab.line.trialEnds(day) : words.tab.line.renews(day)),
  ].filter((part) => typeof part === 'string');
  return (
    <div className={styles.root}>
      <Link to={`/register/${encodeURIComponent(item.id)}`} className={shared.covering}>
        <span className={styles.name}>{words.tab.product(formats.count(item.quantity), item.product)}</span>
      </Link>
      <span className={styles.state}>
        <StatusWord status={item.status} />
      </span>
      <span className={styles.about}>
        <MonthlyPrice item={item} isSentence />
        {about.map((part) => ` · ${part}`)}
      </span>
      {item.flags.length > 0 && (
        <span className={styles.flags}>
          <FlagWords flags={item.flags} />
        </span>
      )}
      {next && (
        <div className={styles.next}>
          <span>{next.text}</span>
          <span className={styles.way}>{next.way}</span>
        </div>
      )}
      {also && <div className={styles.also}>{also}</div>}
    </div>
  );
}
