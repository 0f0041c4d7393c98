import { Field, ProgressBar, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { type EvidenceKind, evidenceKinds, evidenceLimits } from '../../../bot/src/domain/evidence.ts';
import type { Item } from '../../../bot/src/http/contract.ts';
import { useAttach } from '../api/evidence.ts';
import { FormDialog } from '../components/FormDialog.tsx';
import { useFormats, useLocale, useWords } from '../components/locale.tsx';
import { NotDone } from '../components/NotDone.tsx';
import { fieldProps } from '../components/TextField.tsx';
import { FileDrop } from './FileDrop.tsx';

type AttachDialogProps = {
  item: Pick<Item, 'id' | 'quantity' | 'product'>;
  onDone: () => void;
  onClose: () => void;
};

/** Attaches a file to a purchase, and says what it proves. */
export function AttachDialog({ item, onDone, onClose }: AttachDialogProps) {
  const words = useWords();
  const formats = useFormats();
  const locale = useLocale();
  const text = words.tab.evidence;
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState<EvidenceKind | null>(null);
  const [isChecked, setIsChecked] = useState(false);
  const { attaching, attach } = useAttach(item.id, onDone);

  const isTooLarge = file !== null && file.size > evidenceLimits.bytes;
  const tooLarge = words.refusals['evidence.too-large']({ most: evidenceLimits.bytes / 1024 / 1024 }, locale);
  const fileComplaint = isTooLarge ? tooLarge : isChecked && file === null ? text.fileMissing : null;
  const submit = () => {
    setIsChecked(true);
    if (file && kind && !isTooLarge) void attach(file, kind);
  };
  return (
    <FormDialog
      title={text.title(words.tab.product(formats.count(item.quantity), item.product))}
      lead={text.lead}
      verb={text.attachNow}
      busyWord={attaching.status === 'sending' ? text.sending : null}
      onSubmit={submit}
      onClose={onClose}
    >
      {attaching.status === 'refused' && <NotDone trouble={attaching.trouble} />}
      <FileDrop file={file} onChange={setFile} complaint={fileComplaint} />
      <Field
        {...fieldProps({ label: text.kind, isRequired: true, complaint: isChecked && !kind ? text.kindMissing : null })}
      >
        <Select
          value={kind ?? ''}
          onChange={(_, { value }) => setKind(evidenceKinds.find((one) => one === value) ?? null)}
        >
          <option value="">{text.chooseKind}</option>
          {evidenceKinds.map((one) => (
            <option key={one} value={one}>
              {words.evidenceKind[one]}
            </option>
          ))}
        </Select>
      </Field>
      {attaching.status === 'sending' && file && (
        <ProgressBar value={attaching.sent} max={1} aria-label={text.progress(file.name)} />
      )}
    </FormDialog>
  );
}
