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

/** Why there is no file: the server's own words where it said no, otherwise that the file broke off. */
export function ExportTrouble({ trouble, onClose }: { trouble: Trouble; onClose: () => void }) {
  const styles = useStyles();
  const words = useWords();
  return (
    <MessageBar intent="error" layout="multiline" politeness="assertive">
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{words.tab.export.failed}</MessageBarTitle>
        {trouble.detail ?? words.tab.export.brokeOff}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={onClose}>{words.tab.export.close}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
