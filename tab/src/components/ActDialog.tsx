import type { ReactNode } from 'react';
import type { ActionName } from '../../../bot/src/http/contract.ts';
import type { Attempt } from '../api/use-attempt.ts';
import { Conflict } from './Conflict.tsx';
import { FormDialog } from './FormDialog.tsx';
import { useWords } from './locale.tsx';
import { NotDone } from './NotDone.tsx';

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
export function ActDialog({ action, verb, attempt, children, ...frame }: ActDialogProps) {
  const words = useWords();
  const { act } = words.tab;
  const isStillAllowed = attempt.status !== 'conflict' || attempt.theirs.may.includes(action);
  return (
    <FormDialog
      {...frame}
      verb={attempt.status === 'conflict' ? act.conflict.anyway(verb) : verb}
      busyWord={attempt.status === 'sending' ? act.sending : null}
      isAllowed={isStillAllowed}
    >
      {attempt.status === 'conflict' && (
        <Conflict
          meanwhile={attempt.meanwhile}
          stands={act.conflict.stands(words.status[attempt.theirs.status])}
          isStillAllowed={isStillAllowed}
        />
      )}
      {attempt.status === 'refused' && <NotDone trouble={attempt.trouble} />}
      {children}
    </FormDialog>
  );
}
