import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { AddedSeats } from '../../../bot/src/domain/correct.ts';
import { parseText } from '../../../bot/src/domain/declare.ts';
import { useMyself } from '../api/me.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { ActDialog } from '../components/ActDialog.tsx';
import { useFormats, useLocale, useWords } from '../components/locale.tsx';
import { type Named, PersonPicker } from '../components/PersonPicker.tsx';
import { PurchaseFields } from '../components/PurchaseFields.tsx';
import { complaintOf, purchaseComplaints } from '../components/purchase-form.ts';
import { ProseField } from '../components/TextField.tsx';
import { ProductFields } from '../purchases/ProductFields.tsx';
import { AddedSeatsFields, addedComplaints } from './AddedSeatsFields.tsx';
import { ClashTable } from './ClashTable.tsx';
import {
  type CorrectionField,
  changedFields,
  clashes,
  correctionBody,
  correctionFormOf,
  isPriceField,
  isProductOpen,
} from './correction.ts';
import type { ActionDialogProps } from './TextDialog.tsx';

const useStyles = makeStyles({ fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM } });

/** Puts facts right, with a reason; where someone else did meanwhile, theirs and mine stand side by side. */
export function CorrectDialog({ detail, onDone, onClose }: ActionDialogProps) {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const locale = useLocale();
  const me = useMyself();
  const { act, product } = words.tab;
  const [before] = useState(() => correctionFormOf(detail));
  const [form, setForm] = useState(before);
  const [owner, setOwner] = useState<Named>({ person: detail.owner, text: detail.owner?.name ?? '' });
  const [reason, setReason] = useState('');
  const [added, setAdded] = useState<AddedSeats | null>(null);
  const [isChecked, setIsChecked] = useState(false);
  const { attempt, send } = useAttempt(detail, 'correct', onDone);

  const changed = changedFields(before, form);
  const all = purchaseComplaints(form, locale);
  const complaints = Object.fromEntries(Object.entries(all).filter(([field]) => isWanted(field, changed)));
  const addedFound = added ? addedComplaints(added, form.currency, locale) : {};
  const reasonComplaint = complaintOf(() => parseText(reason, 'reason'), locale);
  const change = (field: CorrectionField, value: string) => setForm({ ...form, [field]: value });
  const isNothing = changed.length === 0 && added === null;
  const submit = () => {
    setIsChecked(true);
    if (isNothing || Object.keys({ ...complaints, ...addedFound }).length > 0 || reasonComplaint !== null) return;
    void send({ changes: correctionBody(before, form, added), reason });
  };
  return (
    <ActDialog
      action="correct"
      title={act.correctTitle(product(formats.count(detail.quantity), detail.product))}
      lead={act.correctLead}
      verb={act.correctNow}
      attempt={attempt}
      onSubmit={submit}
      onClose={onClose}
    >
      {attempt.status === 'conflict' && (
        <ClashTable clashes={clashes(before, form, correctionFormOf(attempt.theirs))} />
      )}
      <div className={styles.fields}>
        {isProductOpen(detail) && (
          <ProductFields
            form={form}
            products={me.products}
            complaints={{}}
            onChange={(changes) => setForm({ ...form, ...changes })}
          />
        )}
        <PurchaseFields form={form} complaints={isChecked ? complaints : {}} areRequired={false} onChange={change} />
        <AddedSeatsFields detail={detail} added={added} complaints={isChecked ? addedFound : {}} onChange={setAdded} />
        <PersonPicker
          label={act.owner}
          value={owner}
          onChange={(named) => {
            setOwner(named);
            change('owner', named.person?.upn ?? named.text);
          }}
        />
        <ProseField
          label={act.reason}
          value={reason}
          onChange={setReason}
          isRequired
          complaint={isChecked ? reasonComplaint : null}
        />
        {isChecked && isNothing && (
          <MessageBar intent="info" politeness="polite">
            <MessageBarBody>{act.nothingChanged}</MessageBarBody>
          </MessageBar>
        )}
      </div>
    </ActDialog>
  );
}

/** A field is checked when it was typed over; a price stands or falls with its currency and with what it is of. */
function isWanted(field: string, changed: readonly CorrectionField[]): boolean {
  if (isPriceField(field)) return changed.some(isPriceField);
  return changed.some((one) => one === field);
}
