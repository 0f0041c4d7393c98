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
  /** It is this one, which nobody has declared yet. */
  onThis: (item: Item) => void;
  /** It is this one, which stands as it is. */
  onSame: (item: Item) => void;
  onClose: () => void;
};

/** Asks whether a declaration is about a purchase that is on the register: declared before, or seen at Microsoft and near. */
export function AgainDialog({ existing, onAnother, onThis, onSame, onClose }: AgainDialogProps) {
  const words = useWords();
  const formats = useFormats();
  const text = words.tab.declare;
  const declared = existing.find(({ status }) => status !== 'detected');
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{declared ? text.again : text.near}</DialogTitle>
          <DialogContent>
            {declared ? text.againLead : text.nearLead}
            <ul>
              {existing.map((item) => (
                <li key={item.id}>
                  {text.existing(
                    words.count.seats(item.quantity),
                    item.product,
                    item.purchasedOn ? formats.day(item.purchasedOn) : words.tab.notKnown,
                    words.status[item.status],
                  )}{' '}
                  {item.status === 'detected' && (
                    <Button size="small" onClick={() => onThis(item)}>
                      {text.this}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </DialogContent>
          <DialogActions fluid>
            {declared && <Button onClick={() => onSame(declared)}>{text.same}</Button>}
            <Button appearance="primary" onClick={onAnother}>
              {text.another}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
