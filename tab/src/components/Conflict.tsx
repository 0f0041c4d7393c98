import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import type { HistoryEntry } from '../../../bot/src/http/contract.ts';
import { useFormats, useWords } from './locale.tsx';
import { Said } from './Said.tsx';

const useStyles = makeStyles({
  body: { whiteSpace: 'normal', paddingBottom: tokens.spacingVerticalS },
  list: { margin: `${tokens.spacingVerticalXS} 0`, paddingLeft: tokens.spacingHorizontalL },
});

type ConflictProps = {
  meanwhile: readonly HistoryEntry[];
  /** How it stands now, as a sentence. */
  stands: string;
  isStillAllowed: boolean;
};

/** What others did while a dialog was open, how it stands now, and whether one's own action still fits. */
export function Conflict({ meanwhile, stands, isStillAllowed }: ConflictProps) {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const { conflict } = words.tab.act;
  return (
    <MessageBar intent="warning" layout="multiline" politeness="assertive">
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{conflict.title}</MessageBarTitle>
        <div>{conflict.lead}</div>
        <ul className={styles.list}>
          {meanwhile.map((entry) => (
            <li key={entry.seq}>
              {entry.summary}, {formats.moment(entry.at)} {entry.comment && <Said text={entry.comment} />}
            </li>
          ))}
        </ul>
        <div>
          {stands} {isStillAllowed ? conflict.mayStill : conflict.mayNot}
        </div>
      </MessageBarBody>
    </MessageBar>
  );
}
