import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { parseText } from '../../../bot/src/domain/declare.ts';
import type { RenewalDecision } from '../../../bot/src/domain/renewal.ts';
import type { Item } from '../../../bot/src/http/contract.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { ActDialog } from '../components/ActDialog.tsx';
import { useFormats, useLocale, useWords } from '../components/locale.tsx';
import { complaintOf } from '../components/purchase-form.ts';
import { ProseField } from '../components/TextField.tsx';

type RenewalDialogProps = {
  /** The purchase as the person saw it when they began. */
  item: Item;
  /** What they pressed; null where they have yet to choose. */
  preset: RenewalDecision | null;
  onDone: () => void;
  onClose: () => void;
};

/** Decides about a renewal: to keep the purchase or to let it end, with a reason. */
export function RenewalDialog({ item, preset, onDone, onClose }: RenewalDialogProps) {
  const words = useWords();
  const formats = useFormats();
  const locale = useLocale();
  const { act, product } = words.tab;
  const other = item.renewal?.decision === 'keep' ? 'end' : 'keep';
  const [decision, setDecision] = useState<RenewalDecision>(preset ?? other);
  const [reason, setReason] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const { attempt, send } = useAttempt(item, 'renewal', onDone);
  const complaint = complaintOf(() => parseText(reason, 'reason'), locale);
  const day = item.renewsOn ? formats.day(item.renewsOn) : '';
  const cost = item.renewalCost && formats.money(item.renewalCost);
  const submit = () => {
    setIsChecked(true);
    if (complaint === null) void send({ decision, reason });
  };
  return (
    <ActDialog
      action="renewal"
      title={act.renewalTitle(product(formats.count(item.quantity), item.product))}
      lead={item.isTrial ? act.renewalTrialLead(day) : act.renewalLead(day, cost)}
      verb={act.renewalNow[decision]}
      attempt={attempt}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={act.renewalChoice} {...(decision === 'end' && { hint: act.renewalEndHint })}>
        <RadioGroup value={decision} onChange={(_, { value }) => setDecision(value === 'end' ? 'end' : 'keep')}>
          <Radio value="keep" label={act.renewalKeep} />
          <Radio value="end" label={act.renewalEnd} />
        </RadioGroup>
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
