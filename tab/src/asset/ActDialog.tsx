import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { FormEvent, ReactNode } from 'react';
import type { ActionName } from '../../../bot/src/http/contract.ts';
import type { Attempt } from '../api/use-attempt.ts';
import { Conflict } from '../components/Conflict.tsx';
import { useWords } from '../components/locale.tsx';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  lead: { margin: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  title: { overflowWrap: 'anywhere' },
  message: { whiteSpace: 'normal' },
});

type ActDialogProps = {
  action: ActionName;
  title: string;
  lead: string;
  /** What the button that does it says. */
  verb: string;
  attempt: Attempt;
  onSubmit: () => void;
  onClose: () => void;
  children?: ReactNode;
};

/** The frame of every action's dialog: what it does, its fields, why it was refused, and a way through a conflict. */
export function ActDialog({ action, title, lead, verb, attempt, onSubmit, onClose, children }: ActDialogProps) {
  const styles = useStyles();
  const words = useWords();
  const { act } = words.tab;
  const isStillAllowed = attempt.status !== 'conflict' || attempt.theirs.may.includes(action);
  const isSending = attempt.status === 'sending';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isSending && isStillAllowed) onSubmit();
  };
  const verbNow = attempt.status === 'conflict' ? act.conflict.anyway(verb) : verb;
  return (
    <Dialog open modalType="modal" onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle className={styles.title}>{title}</DialogTitle>
            <DialogContent className={styles.content}>
              <p className={styles.lead}>{lead}</p>
              {attempt.status === 'conflict' && (
                <Conflict theirs={attempt.theirs} meanwhile={attempt.meanwhile} isStillAllowed={isStillAllowed} />
              )}
              {attempt.status === 'refused' && (
                <MessageBar intent="error" layout="multiline" politeness="assertive">
                  <MessageBarBody className={styles.message}>
                    <MessageBarTitle>{act.notDone}</MessageBarTitle>{' '}
                    {attempt.trouble.detail ?? words.tab.trouble[attempt.trouble.kind].title}
                  </MessageBarBody>
                </MessageBar>
              )}
              {children}
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{words.tab.cancel}</Button>
              <Button type="submit" appearance="primary" disabled={!isStillAllowed} disabledFocusable={isSending}>
                {isSending ? act.sending : verbNow}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
