import { ApproversDialog } from './ApproversDialog.tsx';
import { ChannelDialog } from './ChannelDialog.tsx';
import { type AreaKind, NoOwnersDialog, OwnersDialog } from './OwnersDialog.tsx';
import { PolicyDialog } from './PolicyDialog.tsx';
import { NoPriceDialog, type Price, PriceDialog } from './PriceDialog.tsx';
import { RemindersDialog } from './RemindersDialog.tsx';
import { RetireEndedDialog } from './RetireEndedDialog.tsx';
import type { DialogProps } from './SettingDialog.tsx';
import { ToleranceDialog } from './ToleranceDialog.tsx';

/** What of the settings is being changed; an area or a price that is null is a new one. */
export type Editing =
  | { kind: 'channel' | 'approvers' | 'policy' | 'reminders' | 'ended' | 'tolerance' }
  | { kind: 'owners'; areas: AreaKind; area: string | null }
  | { kind: 'no-owners'; areas: AreaKind; area: string }
  | { kind: 'price'; price: Price | null }
  | { kind: 'no-price'; price: Price };

/** The dialog for what is being changed. */
export function EditDialog({ editing, ...props }: DialogProps & { editing: Editing }) {
  switch (editing.kind) {
    case 'channel':
      return <ChannelDialog {...props} />;
    case 'approvers':
      return <ApproversDialog {...props} />;
    case 'policy':
      return <PolicyDialog {...props} />;
    case 'reminders':
      return <RemindersDialog {...props} />;
    case 'ended':
      return <RetireEndedDialog {...props} />;
    case 'tolerance':
      return <ToleranceDialog {...props} />;
    case 'owners':
      return <OwnersDialog {...props} kind={editing.areas} area={editing.area} />;
    case 'no-owners':
      return <NoOwnersDialog {...props} kind={editing.areas} area={editing.area} />;
    case 'price':
      return <PriceDialog {...props} price={editing.price} />;
    case 'no-price':
      return <NoPriceDialog {...props} price={editing.price} />;
  }
}
