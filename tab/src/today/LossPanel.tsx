import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { TodayAnswer } from '../../../bot/src/http/contract.ts';
import { useMyself } from '../api/me.ts';
import { type Trouble, troubleOf } from '../api/problem.ts';
import { useConfirmLoss } from '../api/today.ts';
import { FormDialog } from '../components/FormDialog.tsx';
import { useFormats, useWords } from '../components/locale.tsx';
import { NotDone } from '../components/NotDone.tsx';
import { Panel } from '../components/Panel.tsx';

const useStyles = makeStyles({
  lead: { margin: `0 0 ${tokens.spacingVerticalM}` },
});

/** What discovery suddenly misses and does not take for gone, with the choice to say that it is. */
export function LossPanel({ loss }: { loss: NonNullable<TodayAnswer['loss']> }) {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const me = useMyself();
  const [isAsking, setIsAsking] = useState(false);
  const text = words.tab.todayPage.loss;
  const lead = text.lead(formats.count(loss.missing), formats.count(loss.listed), formats.moment(loss.since));
  return (
    <Panel heading={text.title}>
      <p className={styles.lead}>{lead}</p>
      {loss.isConfirmed && <p className={styles.lead}>{text.confirmed}</p>}
      {!loss.isConfirmed && me.may.includes('discovery.confirm-loss') && (
        <Button onClick={() => setIsAsking(true)}>{text.confirm}</Button>
      )}
      {isAsking && <ConfirmDialog loss={loss} onClose={() => setIsAsking(false)} />}
    </Panel>
  );
}

function ConfirmDialog({ loss, onClose }: { loss: NonNullable<TodayAnswer['loss']>; onClose: () => void }) {
  const words = useWords();
  const formats = useFormats();
  const confirm = useConfirmLoss();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isSending, setIsSending] = useState(false);
  const text = words.tab.todayPage.loss;
  const send = async () => {
    setIsSending(true);
    try {
      await confirm(loss.since);
      onClose();
    } catch (error) {
      setTrouble(troubleOf(error));
      setIsSending(false);
    }
  };
  return (
    <FormDialog
      title={text.ask}
      lead={text.askLead(formats.count(loss.missing))}
      verb={text.verb}
      busyWord={isSending ? text.sending : null}
      isAlert
      onSubmit={() => void send()}
      onClose={onClose}
    >
      {trouble && <NotDone trouble={trouble} />}
    </FormDialog>
  );
}
