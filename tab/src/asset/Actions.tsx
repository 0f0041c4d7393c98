import {
  Button,
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import { Link20Regular } from '@fluentui/react-icons/svg/link';
import { useState } from 'react';
import type { ActionName, Detail } from '../../../bot/src/http/contract.ts';
import { useAnnounce } from '../components/Announcer.tsx';
import { LinkButton } from '../components/LinkButton.tsx';
import { useWords } from '../components/locale.tsx';
import { headingId } from '../components/Page.tsx';
import { popupPlace, useSharedStyles } from '../components/styles.ts';
import { ActionDialog } from './ActionDialog.tsx';

/** In the order in which people reach for them; the first that may be done is what the asset waits for. */
const upFront: readonly ActionName[] = [
  'approve',
  'reject',
  'ask',
  'hand-on',
  'answer',
  'declare',
  'disown',
  'renewal',
  'hand-over',
  'end',
  'resume',
  'correct',
];
const inMenu: readonly ActionName[] = ['move', 'retire'];
const awaited: ReadonlySet<ActionName> = new Set(['approve', 'answer', 'declare']);

type ActionsProps = { detail: Detail; onCopyLink: () => void };

/** What the person may do with this asset now, as the server says. */
export function Actions({ detail, onCopyLink }: ActionsProps) {
  const shared = useSharedStyles();
  const words = useWords();
  const announce = useAnnounce();
  // The asset as it was when the dialog was opened: an action is about what the person saw, not about what came since.
  const [open, setOpen] = useState<{ action: ActionName; seen: Detail } | null>(null);

  const isAllowed = (action: ActionName) => detail.may.includes(action);
  const shown = upFront.filter(isAllowed);
  const returnsHere = useRestoreFocusTarget();
  const close = () => setOpen(null);
  const done = () => {
    if (open) announce(words.tab.act.done[open.action]);
    setOpen(null);
    // The button that opened the dialog may be gone now.
    requestAnimationFrame(() => document.getElementById(headingId)?.focus({ preventScroll: true }));
  };
  const start = (action: ActionName) => setOpen({ action, seen: detail });
  return (
    <>
      {shown.map((action, place) => {
        // Declared once, it waits for others, though it can be declared anew.
        const isAnew = action === 'declare' && detail.status !== 'detected';
        const appearance = place === 0 && awaited.has(action) && !isAnew ? 'primary' : 'secondary';
        return action === 'declare' ? (
          <LinkButton key={action} to={`/declare/${encodeURIComponent(detail.id)}`} appearance={appearance}>
            {isAnew ? words.tab.act.declareAnew : words.tab.act.declare}
          </LinkButton>
        ) : (
          <Button key={action} appearance={appearance} onClick={() => start(action)} {...returnsHere}>
            {words.tab.act[action]}
          </Button>
        );
      })}
      <Menu inline positioning={popupPlace}>
        <MenuTrigger disableButtonEnhancement>
          <MenuButton {...returnsHere}>{words.tab.asset.more}</MenuButton>
        </MenuTrigger>
        <MenuPopover className={shared.popup}>
          <MenuList>
            {inMenu.filter(isAllowed).map((action) => (
              <MenuItem key={action} onClick={() => start(action)}>
                {words.tab.act[action]}
              </MenuItem>
            ))}
            <MenuItem icon={<Link20Regular />} onClick={onCopyLink}>
              {words.tab.asset.copyLink}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {open && <ActionDialog action={open.action} detail={open.seen} onDone={done} onClose={close} />}
    </>
  );
}
