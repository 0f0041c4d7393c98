import { Button, useRestoreFocusTarget } from '@fluentui/react-components';
import { useState } from 'react';
import type { Item } from '../../../bot/src/http/contract.ts';
import { PassDialog } from '../asset/PassDialog.tsx';
import { useAnnounce } from '../components/Announcer.tsx';
import { useFormats, useWords } from '../components/locale.tsx';
import { headingId } from '../components/Page.tsx';
import { useSharedStyles } from '../components/styles.ts';
import { AttachDialog } from '../evidence/AttachDialog.tsx';

/** What a person can do with a purchase of theirs at any time: attach something, or hand it over where they own it. */
export function OwnActions({ item, isOwner }: { item: Item; isOwner: boolean }) {
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const announce = useAnnounce();
  const returnsHere = useRestoreFocusTarget();
  // The purchase as it was when the dialog was opened.
  const [open, setOpen] = useState<{ what: 'attach' | 'hand-over'; seen: Item } | null>(null);
  if (item.status === 'retired') return null;

  const product = words.tab.product(formats.count(item.quantity), item.product);
  const close = () => setOpen(null);
  const done = (said: string) => {
    announce(`${product}: ${said}`);
    close();
    // The line may be gone from the list now.
    requestAnimationFrame(() => document.getElementById(headingId)?.focus({ preventScroll: true }));
  };
  const button = (what: 'attach' | 'hand-over', word: string) => (
    <Button size="small" onClick={() => setOpen({ what, seen: item })} {...returnsHere}>
      {word}
      <span className={shared.hidden}> {product}</span>
    </Button>
  );
  return (
    <>
      {button('attach', words.tab.evidence.attach)}
      {isOwner && button('hand-over', words.tab.act['hand-over'])}
      {open?.what === 'attach' && (
        <AttachDialog item={open.seen} onDone={() => done(words.tab.evidence.done)} onClose={close} />
      )}
      {open?.what === 'hand-over' && (
        <PassDialog
          action="hand-over"
          detail={open.seen}
          onDone={() => done(words.tab.act.done['hand-over'])}
          onClose={close}
        />
      )}
    </>
  );
}
