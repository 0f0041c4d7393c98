import { Field, Switch } from '@fluentui/react-components';
import { useState } from 'react';
import { ulid } from 'ulid';
import { parseViewName } from '../../../../bot/src/domain/saved-view.ts';
import type { View as Saved } from '../../../../bot/src/http/contract.ts';
import { type Trouble, troubleOf } from '../../api/problem.ts';
import { useKeepingViews } from '../../api/views.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useLocale, useWords } from '../../components/locale.tsx';
import { NotDone } from '../../components/NotDone.tsx';
import { complaintOf } from '../../components/purchase-form.ts';
import { LineField } from '../../components/TextField.tsx';
import { bodyOf } from './saved-views.ts';
import type { View } from './view.ts';

type SaveViewDialogProps = {
  view: View;
  /** The view to be renamed or shared; null to make a new one. */
  saved: Saved | null;
  onSaved: (made: Saved) => void;
  onClose: () => void;
};

/** Names a view and says who sees it. What it shows is saved as it is on the page, unless it is renamed only. */
export function SaveViewDialog({ view, saved, onSaved, onClose }: SaveViewDialogProps) {
  const words = useWords();
  const locale = useLocale();
  const { put } = useKeepingViews();
  const said = words.tab.views;
  // The same at each try, so that one whose answer was lost makes no second view.
  const [id] = useState(() => saved?.id ?? ulid().toLowerCase());
  const [name, setName] = useState(saved?.name ?? '');
  const [isShared, setIsShared] = useState(saved?.isShared ?? false);
  const [isChecked, setIsChecked] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const complaint = complaintOf(() => parseViewName(name), locale);

  const submit = async () => {
    setIsChecked(true);
    if (complaint !== null) return;
    setIsSaving(true);
    try {
      onSaved(await put(id, body(), saved?.version));
    } catch (error) {
      setTrouble(troubleOf(error));
      setIsSaving(false);
    }
  };
  function body() {
    if (!saved) return bodyOf(view, name, isShared);
    const { query, columns, widths, density } = saved;
    return { query, columns, widths, density, name, isShared };
  }
  return (
    <FormDialog
      title={saved ? said.editTitle(saved.name) : said.saveTitle}
      lead={saved ? null : said.saveLead}
      verb={said.saveNow}
      busyWord={isSaving ? said.saving : null}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {trouble && <NotDone title={said.failed} trouble={trouble} />}
      <LineField
        label={said.name}
        value={name}
        onChange={setName}
        isRequired
        maxLength={80}
        complaint={isChecked ? complaint : null}
      />
      <Field hint={said.sharedHint}>
        <Switch checked={isShared} label={said.isShared} onChange={(_, { checked }) => setIsShared(checked)} />
      </Field>
    </FormDialog>
  );
}
