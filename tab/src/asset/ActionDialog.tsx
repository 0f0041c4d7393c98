import type { ActionName } from '../../../bot/src/http/contract.ts';
import { RenewalDialog } from '../renewals/RenewalDialog.tsx';
import { CorrectDialog } from './CorrectDialog.tsx';
import { EndDialog } from './EndDialog.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { PassDialog } from './PassDialog.tsx';
import { prompted } from './prompts.ts';
import { type ActionDialogProps, TextDialog } from './TextDialog.tsx';

/** The dialog of an action. */
export function ActionDialog({ action, ...props }: ActionDialogProps & { action: ActionName }) {
  const textAction = prompted.find((one) => one === action);
  if (textAction) return <TextDialog action={textAction} {...props} />;
  if (action === 'end') return <EndDialog {...props} />;
  if (action === 'renewal') return <RenewalDialog item={props.detail} preset={null} {...props} />;
  if (action === 'hand-on' || action === 'hand-over') return <PassDialog action={action} {...props} />;
  return action === 'move' ? <MoveDialog {...props} /> : <CorrectDialog {...props} />;
}
