import { useState } from 'react';
import type { Detail } from '../../../bot/src/http/contract.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { ActDialog } from '../components/ActDialog.tsx';
import { useFormats, useLocale, useWords } from '../components/locale.tsx';
import { complaintOf } from '../components/purchase-form.ts';
import { ProseField } from '../components/TextField.tsx';
import { type PromptedAction, promptOf } from './prompts.ts';

export type ActionDialogProps = { detail: Detail; onDone: () => void; onClose: () => void };

/** The dialog of an action that asks for a comment, a question, an answer, a reason, or nothing. */
export function TextDialog({ action, detail, onDone, onClose }: ActionDialogProps & { action: PromptedAction }) {
  const words = useWords();
  const formats = useFormats();
  const locale = useLocale();
  const [text, setText] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const { attempt, send } = useAttempt(detail, action, onDone);
  const product = words.tab.product(formats.count(detail.quantity), detail.product);
  const { title, lead, verb, label, rule, body } = promptOf(action, detail, product, words);
  const complaint = complaintOf(() => rule(text), locale);
  const submit = () => {
    setIsChecked(true);
    if (complaint === null) void send(body(text));
  };
  return (
    <ActDialog
      action={action}
      title={title}
      lead={lead}
      verb={verb}
      attempt={attempt}
      onSubmit={submit}
      onClose={onClose}
    >
      {label !== null && (
        <ProseField
          label={label}
          value={text}
          onChange={setText}
          isRequired={action !== 'approve'}
          complaint={isChecked ? complaint : null}
        />
      )}
    </ActDialog>
  );
}
