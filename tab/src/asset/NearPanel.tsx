import { Button, useRestoreFocusTarget } from '@fluentui/react-components';
import { useState } from 'react';
import type { Detail, Item } from '../../../bot/src/http/contract.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { ActDialog } from '../components/ActDialog.tsx';
import { useAnnounce } from '../components/Announcer.tsx';
import { AssetLines } from '../components/AssetLines.tsx';
import { useFormats, useWords } from '../components/locale.tsx';
import { Panel } from '../components/Panel.tsx';

/** What the reader declared that this purchase, which Microsoft shows, may be; with a way to say which it is. */
export function NearPanel({ detail }: { detail: Detail }) {
  const words = useWords();
  const [chosen, setChosen] = useState<Item | null>(null);
  const returnsHere = useRestoreFocusTarget();
  if (detail.near.length === 0) return null;
  return (
    <Panel heading={words.tab.asset.section.near}>
      {detail.near.map((item) => (
        <div key={item.id}>
          <AssetLines items={[item]} showsPerson={false} />
          <Button onClick={() => setChosen(item)} {...returnsHere}>
            {words.tab.act.join}
          </Button>
        </div>
      ))}
      {chosen && <JoinDialog detail={detail} declared={chosen} onClose={() => setChosen(null)} />}
    </Panel>
  );
}

function JoinDialog({ detail, declared, onClose }: { detail: Detail; declared: Item; onClose: () => void }) {
  const words = useWords();
  const formats = useFormats();
  const announce = useAnnounce();
  const { act, product, notKnown } = words.tab;
  const { attempt, send } = useAttempt(detail, 'join', () => {
    announce(act.done.join);
    onClose();
  });
  const named = product(formats.count(declared.quantity), declared.product);
  const day = declared.purchasedOn ? formats.day(declared.purchasedOn) : notKnown;
  return (
    <ActDialog
      action="join"
      title={act.joinTitle}
      lead={act.joinLead(named, day)}
      verb={act.join}
      attempt={attempt}
      onSubmit={() => void send({ declaredId: declared.id })}
      onClose={onClose}
    />
  );
}
