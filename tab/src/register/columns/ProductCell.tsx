import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Item } from '../../../../bot/src/http/contract.ts';
import { FlagWords } from '../../components/FlagWords.tsx';

const useStyles = makeStyles({
  line: { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis' },
  name: { fontWeight: tokens.fontWeightSemibold, lineHeight: tokens.lineHeightBase200 },
  whole: { display: 'inline' },
  inline: { display: 'inline', marginLeft: tokens.spacingHorizontalS },
  flags: { fontSize: tokens.fontSizeBase100, lineHeight: tokens.lineHeightBase100 },
});

/** The product, and under it what is to note about it; beside it where rows have one line. */
export function ProductCell({ item, isCompact }: { item: Item; isCompact: boolean }) {
  const styles = useStyles();
  return (
    <>
      <span className={mergeClasses(styles.line, styles.name, isCompact && styles.whole)}>{item.product}</span>
      {item.flags.length > 0 && (
        <span className={mergeClasses(styles.line, styles.flags, isCompact && styles.inline)}>
          <FlagWords flags={item.flags} />
        </span>
      )}
    </>
  );
}
