import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components';
import type { Trouble } from '../api/problem.ts';
import { useWords } from './locale.tsx';

const useStyles = makeStyles({ body: { whiteSpace: 'normal' } });

type NotDoneProps = {
  trouble: Trouble;
  title?: string;
  /** Said where the server gives no reason; if not given, the kind of trouble is named. */
  otherwise?: string;
  onClose?: () => void;
};

/** Why something that a person wanted was not done, in the server's own words where it said no. */
export function NotDone({ trouble, title, otherwise, onClose }: NotDoneProps) {
  const styles = useStyles();
  const words = useWords();
  return (
    <MessageBar intent="error" layout="multiline" politeness="assertive">
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{title ?? words.tab.act.notDone}</MessageBarTitle>{' '}
        {trouble.detail ?? otherwise ?? words.tab.trouble[trouble.kind].title}
        {trouble.reference && ` ${words.tab.trouble.reference(trouble.reference)}`}
      </MessageBarBody>
      {onClose && (
        <MessageBarActions>
          <Button onClick={onClose}>{words.tab.export.close}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
