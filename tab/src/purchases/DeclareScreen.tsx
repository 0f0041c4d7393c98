import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ulid } from 'ulid';
import type { Item } from '../../../bot/src/http/contract.ts';
import { useDeclare, useDeclareThis } from '../api/declare.ts';
import { useMyself } from '../api/me.ts';
import { type Trouble, troubleOf } from '../api/problem.ts';
import { useAnnounce } from '../components/Announcer.tsx';
import { useWords } from '../components/locale.tsx';
import { Page } from '../components/Page.tsx';
import { Panel } from '../components/Panel.tsx';
import { AgainDialog } from './AgainDialog.tsx';
import { DeclareForm } from './DeclareForm.tsx';
import { type DeclarationForm, declaredFacts, newDeclaration } from './declaration-form.ts';

/** Declares a purchase that the register doesn't know. */
export function DeclareScreen() {
  const words = useWords();
  const me = useMyself();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const declare = useDeclare();
  const declareThis = useDeclareThis();
  // One id for all tries, so that a try whose answer was lost declares nothing twice.
  const [declarationId] = useState(() => ulid());
  const [sending, setSending] = useState<Sending>({ status: 'idle' });

  const send = async (form: DeclarationForm, isAnother: boolean) => {
    setSending({ status: 'sending' });
    try {
      const declared = await declare({ declarationId, isAnother, ...declaredFacts(form) });
      if (declared.outcome === 'again') return setSending({ status: 'again', form, existing: declared.existing });
      announce(words.tab.act.done.declare);
      await navigate(`/register/${encodeURIComponent(declared.id)}`, { replace: true });
    } catch (error) {
      setSending({ status: 'refused', trouble: troubleOf(error) });
    }
  };
  const sendThis = async (form: DeclarationForm, item: Item) => {
    setSending({ status: 'sending' });
    try {
      await declareThis(item, declaredFacts(form));
      announce(words.tab.act.done.declare);
      await navigate(`/register/${encodeURIComponent(item.id)}`, { replace: true });
    } catch (error) {
      setSending({ status: 'refused', trouble: troubleOf(error) });
    }
  };
  return (
    <Page title={words.tab.declare.title} lead={words.tab.declare.lead} width="form">
      <Panel heading={words.tab.declare.heading}>
        <DeclareForm
          me={me}
          initial={newDeclaration()}
          isProductKnown={false}
          skuPartNumber={null}
          isSending={sending.status === 'sending'}
          trouble={sending.status === 'refused' ? sending.trouble : null}
          onSubmit={(form) => void send(form, false)}
        />
      </Panel>
      {sending.status === 'again' && (
        <AgainDialog
          existing={sending.existing}
          onAnother={() => void send(sending.form, true)}
          onThis={(item) => void sendThis(sending.form, item)}
          onSame={(item) => void navigate(`/register/${encodeURIComponent(item.id)}`)}
          onClose={() => setSending({ status: 'idle' })}
        />
      )}
    </Page>
  );
}

type Sending =
  | { status: 'idle' }
  | { status: 'sending' }
  | { status: 'refused'; trouble: Trouble }
  | { status: 'again'; form: DeclarationForm; existing: readonly Item[] };
