import { useState } from 'react';
import { parseOptionalText } from '../../../bot/src/domain/declare.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { ActDialog } from '../components/ActDialog.tsx';
import { useFormats, useLocale, useWords } from '../components/locale.tsx';
import { namedBy, nobodyNamed, PersonPicker } from '../components/PersonPicker.tsx';
import { complaintOf } from '../components/purchase-form.ts';
import { ProseField } from '../components/TextField.tsx';
import type { ActionDialogProps } from './TextDialog.tsx';

/** Hands the decision on to someone else, with a comment for them. */
export function HandOnDialog({ detail, onDone, onClose }: ActionDialogProps) {
  const words = useWords();
  const formats = useFormats();
  const locale = useLocale();
  const { act, product } = words.tab;
  const [to, setTo] = useState(nobodyNamed);
  const [comment, setComment] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const { attempt, send } = useAttempt(detail, 'hand-on', onDone);
  const toComplaint = namedBy(to) === '' ? words.refusals['hand-on.missing']({}, locale) : null;
  const commentComplaint = complaintOf(() => parseOptionalText(comment, 'comment'), locale);
  const submit = () => {
    setIsChecked(true);
    if (toComplaint === null && commentComplaint === null) {
      void send({ to: namedBy(to), comment: comment.trim() === '' ? null : comment });
    }
  };
  return (
    <ActDialog
      action="hand-on"
      title={act.handOnTitle(product(formats.count(detail.quantity), detail.product))}
      lead={act.handOnLead}
      verb={act.handOnNow}
      attempt={attempt}
      onSubmit={submit}
      onClose={onClose}
    >
      <PersonPicker
        label={act.handOnTo}
        value={to}
        onChange={setTo}
        isRequired
        complaint={isChecked ? toComplaint : null}
      />
      <ProseField
        label={act.handOnComment}
        value={comment}
        onChange={setComment}
        complaint={isChecked ? commentComplaint : null}
      />
    </ActDialog>
  );
}
