import { Skeleton, SkeletonItem } from '@fluentui/react-components';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Detail } from '../../../bot/src/http/contract.ts';
import { useAsset } from '../api/asset.ts';
import { useMyself } from '../api/me.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { useAnnounce } from '../components/Announcer.tsx';
import { Conflict } from '../components/Conflict.tsx';
import { useFormats, useWords } from '../components/locale.tsx';
import { Page } from '../components/Page.tsx';
import { Panel } from '../components/Panel.tsx';
import { TroubleView } from '../components/TroubleView.tsx';
import { DeclareForm } from './DeclareForm.tsx';
import { declarationOf, declaredFacts } from './declaration-form.ts';

/** Declares a purchase that is on the register already: seen at Microsoft, or declared and not yet decided. */
export function DeclareAssetScreen() {
  const words = useWords();
  const { id = '' } = useParams();
  const asset = useAsset(id);
  if (asset.status === 'ready') return <DeclareAsset seen={asset.value.body} />;
  return (
    <Page title={words.tab.declare.title} width="form">
      {asset.status === 'failed' ? (
        <TroubleView trouble={asset.trouble} retry={asset.retry} />
      ) : (
        <Skeleton aria-label={words.tab.loading}>
          <SkeletonItem size={128} />
        </Skeleton>
      )}
    </Page>
  );
}

function DeclareAsset({ seen }: { seen: Detail }) {
  const words = useWords();
  const formats = useFormats();
  const me = useMyself();
  const announce = useAnnounce();
  const navigate = useNavigate();
  // As it was when the person began to type; what comes meanwhile must not touch the form.
  const [detail] = useState(seen);
  const { attempt, send } = useAttempt(detail, 'declare', () => {
    announce(words.tab.act.done.declare);
    void navigate(`/register/${encodeURIComponent(detail.id)}`, { replace: true });
  });
  return (
    <Page
      title={words.tab.declare.titleOf(words.tab.product(formats.count(detail.quantity), detail.product))}
      lead={detail.subscription ? words.tab.declare.leadOf : words.tab.declare.lead}
      width="form"
    >
      {attempt.status === 'conflict' && (
        <Conflict
          stands={words.tab.act.conflict.stands(words.status[attempt.theirs.status])}
          meanwhile={attempt.meanwhile}
          isStillAllowed={attempt.theirs.may.includes('declare')}
        />
      )}
      <Panel heading={words.tab.declare.heading}>
        <DeclareForm
          me={me}
          initial={declarationOf(detail)}
          isProductKnown
          skuPartNumber={detail.skuPartNumber}
          isSending={attempt.status === 'sending'}
          trouble={attempt.status === 'refused' ? attempt.trouble : null}
          onSubmit={(form) => void send(declaredFacts(form))}
        />
      </Panel>
    </Page>
  );
}
