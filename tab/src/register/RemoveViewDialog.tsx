import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { View as Saved } from '../../../bot/src/http/contract.ts';
import { type Trouble, troubleOf } from '../api/problem.ts';
import { useKeepingViews } from '../api/views.ts';
import { useWords } from '../components/locale.tsx';
import { ViewTrouble } from './ViewTrouble.tsx';

const useStyles = makeStyles({ title: { overflowWrap: 'anywhere' } });

type RemoveViewDialogProps = { saved: Saved; onRemoved: () => void; onClose: () => void };

/** Asks before a view is taken away, for everyone who uses it. */
export function RemoveViewDialog({ saved, onRemoved, onClose }: RemoveViewDialogProps) {
  const styles = useStyles();
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
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle className={styles.title}>{said.removeTitle(saved.name)}</DialogTitle>
          <DialogContent>
            {trouble ? <ViewTrouble trouble={trouble} /> : saved.isShared ? said.removeShared : said.removeLead}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{words.tab.cancel}</Button>
            <Button appearance="primary" onClick={() => void removeNow()}>
              {said.removeNow}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
