import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { FormEvent, ReactNode } from 'react';
import { useWords } from './locale.tsx';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  lead: { margin: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  title: { overflowWrap: 'anywhere' },
});

type FormDialogProps = {
  title: string;
  lead?: string | null;
  /** What the button that does it says. */
  verb: string;
  /** What it says while it is being done; null while nothing is. */
  busyWord?: string | null;
  isAllowed?: boolean;
  /** A question rather than a form: a press beside it doesn't close it. */
  isAlert?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children?: ReactNode;
};

/** A dialog with fields, a button that does it, and one that leaves it. It submits nothing while it is busy. */
export function FormDialog(props: FormDialogProps) {
  const { title, lead, verb, busyWord = null, isAllowed = true, isAlert = false, onSubmit, onClose, children } = props;
  const styles = useStyles();
  const words = useWords();
  const isBusy = busyWord !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy && isAllowed) onSubmit();
  };
  return (
    <Dialog open modalType={isAlert ? 'alert' : 'modal'} onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle className={styles.title}>{title}</DialogTitle>
            <DialogContent className={styles.content}>
              {lead && <p className={styles.lead}>{lead}</p>}
              {children}
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{words.tab.cancel}</Button>
              <Button type="submit" appearance="primary" disabled={!isAllowed} disabledFocusable={isBusy}>
                {busyWord ?? verb}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
