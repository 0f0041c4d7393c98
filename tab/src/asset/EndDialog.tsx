import { useState } from 'react';
import { parseDay, parseText } from '../../../bot/src/domain/declare.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { ActDialog } from '../components/ActDialog.tsx';
import { useFormats, useLocale, useWords } from '../components/locale.tsx';
import { complaintOf } from '../components/purchase-form.ts';
import { LineField, ProseField } from '../components/TextField.tsx';
import type { ActionDialogProps } from './TextDialog.tsx';

/** Says that a purchase which Microsoft doesn't show has ended: since when, and how that is known. */
export function EndDialog({ detail, onDone, onClose }: ActionDialogProps) {
  const words = useWords();
  const formats = useFormats();
  const locale = useLocale();
  const { act, product } = words.tab;
  const [on, setOn] = useState('');
  const [reason, setReason] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const { attempt, send } = useAttempt(detail, 'end', onDone);
  const complaints = {
    on: complaintOf(() => parseDay(on), locale),
    reason: complaintOf(() => parseText(reason, 'reason'), locale),
  };
  const submit = () => {
    setIsChecked(true);
    if (complaints.on === null && complaints.reason === null) void send({ on, reason });
  };
  return (
    <ActDialog
      action="end"
      title={act.endTitle(product(formats.count(detail.quantity), detail.product))}
      lead={act.endLead}
      verb={act.endNow}
      attempt={attempt}
      onSubmit={submit}
      onClose={onClose}
    >
      <LineField
        label={act.endOn}
        type="date"
        value={on}
        onChange={setOn}
        isRequired
        complaint={isChecked ? complaints.on : null}
      />
      <ProseField
        label={act.endReason}
        value={reason}
        onChange={setReason}
        isRequired
        complaint={isChecked ? complaints.reason : null}
      />
    </ActDialog>
  );
}
