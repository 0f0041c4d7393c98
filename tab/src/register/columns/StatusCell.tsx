import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Item } from '../../../../bot/src/http/contract.ts';
import { useFormats, useWords } from '../../components/locale.tsx';
import { StatusWord } from '../../components/StatusWord.tsx';
import { scopeLine } from '../../components/scope-words.ts';
import { useSharedStyles } from '../../components/styles.ts';

const useStyles = makeStyles({
  line: {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    fontSize: tokens.fontSizeBase100,
    lineHeight: tokens.lineHeightBase100,
  },
});

/** The state, or what of it is approved and what is not: "3 approved, 57 waiting". */
export function StatusCell({ item, isCompact }: { item: Item; isCompact: boolean }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const line = scopeLine(item, useWords(), useFormats());
  if (line !== null && isCompact)
    return (
      <span title={line} className={shared.warning}>
        {line}
      </span>
    );
  return (
    <>
      <StatusWord status={item.status} />
      {line !== null && (
        <span title={line} className={mergeClasses(styles.line, shared.warning)}>
          {line}
        </span>
      )}
    </>
  );
}
