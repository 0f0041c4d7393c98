import { useState } from 'react';
import type { View as Saved } from '../../../../bot/src/http/contract.ts';
import { type Trouble, troubleOf } from '../../api/problem.ts';
import { useKeepingViews } from '../../api/views.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useWords } from '../../components/locale.tsx';
import { NotDone } from '../../components/NotDone.tsx';

type RemoveViewDialogProps = { saved: Saved; onRemoved: () => void; onClose: () => void };

/** Asks before a view is taken away, for everyone who uses it. */
export function RemoveViewDialog({ saved, onRemoved, onClose }: RemoveViewDialogProps) {
  const words = useWords();
  const { remove } = useKeepingViews();
  const said = words.tab.views;
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const removeNow = async () => {
    try {
      await remove(saved.id, saved.version);
      onRemoved();
    } catch (error) {
      setTrouble(troubleOf(error));
    }
  };
  return (
    <FormDialog
      isAlert
      title={said.removeTitle(saved.name)}
      lead={trouble ? null : saved.isShared ? said.removeShared : said.removeLead}
      verb={said.removeNow}
      onSubmit={() => void removeNow()}
      onClose={onClose}
    >
      {trouble && <NotDone title={said.failed} trouble={trouble} />}
    </FormDialog>
  );
}
