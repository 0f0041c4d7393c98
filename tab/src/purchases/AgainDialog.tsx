import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { Item } from '../../../bot/src/http/contract.ts';
import { useFormats, useWords } from '../components/locale.tsx';

type AgainDialogProps = {
  existing: readonly Item[];
  onAnother: () => void;
  onSame: () => void;
  onClose: () => void;
};

/** Asks whether a declaration is about a purchase that was declared before. */
export function AgainDialog({ existing, onAnother, onSame, onClose }: AgainDialogProps) {
  const words = useWords();
  const formats = useFormats();
  const text = words.tab.declare;
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{text.again}</DialogTitle>
          <DialogContent>
            {text.againLead}
            <ul>
              {existing.map((item) => (
                <li key={item.id}>
                  {text.existing(
                    words.count.seats(item.quantity),
                    item.product,
                    item.purchasedOn ? formats.day(item.purchasedOn) : words.tab.notKnown,
                    words.status[item.status],
                  )}
                </li>
              ))}
            </ul>
          </DialogContent>
          <DialogActions fluid>
            <Button onClick={onSame}>{text.same}</Button>
            <Button appearance="primary" onClick={onAnother}>
              {text.another}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
