import { useState } from 'react';
import { parseOptionalText } from '../../../bot/src/domain/declare.ts';
import type { Item } from '../../../bot/src/http/contract.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { ActDialog } from '../components/ActDialog.tsx';
import { useFormats, useLocale, useWords } from '../components/locale.tsx';
import { namedBy, nobodyNamed, PersonPicker } from '../components/PersonPicker.tsx';
import { complaintOf } from '../components/purchase-form.ts';
import { ProseField } from '../components/TextField.tsx';

type PassDialogProps = {
  /** `hand-on`: the decision goes to someone else; `hand-over`: the purchase itself does. */
  action: 'hand-on' | 'hand-over';
  detail: Pick<Item, 'id' | 'version' | 'quantity' | 'product' | 'owner'>;
  onDone: () => void;
  onClose: () => void;
};

/** Passes the decision about a purchase, or the purchase, to someone else, with a comment for them. */
export function PassDialog({ action, detail, onDone, onClose }: PassDialogProps) {
  const words = useWords();
  const formats = useFormats();
  const locale = useLocale();
  const { act } = words.tab;
  const product = words.tab.product(formats.count(detail.quantity), detail.product);
  const text = {
    'hand-on': { title: act.handOnTitle(product), lead: act.handOnLead, verb: act.handOnNow },
    'hand-over': { title: act.handOverTitle(product), lead: act.handOverLead, verb: act.handOverNow },
  }[action];
  const [to, setTo] = useState(nobodyNamed);
  const [comment, setComment] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const { attempt, send } = useAttempt(detail, action, onDone);
  const toComplaint = namedBy(to) === '' ? words.refusals[`${action}.missing`]({}, locale) : null;
  const commentComplaint = complaintOf(() => parseOptionalText(comment, 'comment'), locale);
  const submit = () => {
    setIsChecked(true);
    if (toComplaint === null && commentComplaint === null) {
      void send({ to: namedBy(to), comment: comment.trim() === '' ? null : comment });
    }
  };
  return (
    <ActDialog action={action} {...text} attempt={attempt} onSubmit={submit} onClose={onClose}>
      <PersonPicker
        label={act.handOnTo}
        value={to}
        onChange={setTo}
        except={detail.owner ? [detail.owner.id] : []}
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
