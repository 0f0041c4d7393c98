import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components';
import type { Trouble } from '../api/problem.ts';
import { useWords } from '../components/locale.tsx';

const useStyles = makeStyles({ body: { whiteSpace: 'normal' } });

/** Why a view was not saved, in the server's own words where it said no. */
export function ViewTrouble({ trouble, onClose }: { trouble: Trouble; onClose?: () => void }) {
  const styles = useStyles();
  const words = useWords();
  return (
    <MessageBar intent="error" layout="multiline" politeness="assertive">
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{words.tab.views.failed}</MessageBarTitle>{' '}
        {trouble.detail ?? words.tab.trouble[trouble.kind].title}
      </MessageBarBody>
      {onClose && (
        <MessageBarActions>
          <Button onClick={onClose}>{words.tab.export.close}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
