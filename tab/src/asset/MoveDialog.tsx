import { Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { statusesByHand } from '../../../bot/src/domain/correct.ts';
import { parseText } from '../../../bot/src/domain/declare.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { ActDialog } from '../components/ActDialog.tsx';
import { useFormats, useLocale, useWords } from '../components/locale.tsx';
import { complaintOf } from '../components/purchase-form.ts';
import { ProseField } from '../components/TextField.tsx';
import type { ActionDialogProps } from './TextDialog.tsx';

/** Moves an asset to another state by hand, with a reason. */
export function MoveDialog({ detail, onDone, onClose }: ActionDialogProps) {
  const words = useWords();
  const formats = useFormats();
  const locale = useLocale();
  const { act, product } = words.tab;
  const choices = statusesByHand(detail);
  const [to, setTo] = useState<string>(choices[0] ?? '');
  const [reason, setReason] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const { attempt, send } = useAttempt(detail, 'move', onDone);
  const complaint = complaintOf(() => parseText(reason, 'reason'), locale);
  const submit = () => {
    setIsChecked(true);
    if (complaint === null) void send({ to, reason });
  };
  return (
    <ActDialog
      action="move"
      title={act.moveTitle(product(formats.count(detail.quantity), detail.product))}
      lead={act.moveLead}
      verb={act.moveNow}
      attempt={attempt}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={act.to} {...(detail.declaredAt === null && { hint: act.moveUndeclared })}>
        <Select value={to} onChange={(_, { value }) => setTo(value)}>
          {choices.map((status) => (
            <option key={status} value={status}>
              {words.status[status]}
            </option>
          ))}
        </Select>
      </Field>
      <ProseField
        label={act.reason}
        value={reason}
        onChange={setReason}
        isRequired
        complaint={isChecked ? complaint : null}
      />
    </ActDialog>
  );
}
