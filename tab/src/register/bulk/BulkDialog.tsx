import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
  ProgressBar,
  tokens,
} from '@fluentui/react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { parseCostCentre, parseText } from '../../../../bot/src/domain/declare.ts';
import { Refusal } from '../../../../bot/src/domain/errors.ts';
import type { ManyAction } from '../../../../bot/src/http/contract.ts';
import type { ManyBody } from '../../api/bulk.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { useFormats, useLocale, useWords } from '../../components/locale.tsx';
import { NotDone } from '../../components/NotDone.tsx';
import { namedBy, nobodyNamed, PersonPicker } from '../../components/PersonPicker.tsx';
import { complaintOf } from '../../components/purchase-form.ts';
import { LineField, ProseField } from '../../components/TextField.tsx';
import { BulkTable } from './BulkTable.tsx';
import { changedIds, retryIds } from './bulk-rows.ts';
import { useBulk } from './use-bulk.ts';

const useStyles = makeStyles({
  surface: { maxWidth: '720px' },
  form: { outlineStyle: 'none' },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  lead: { margin: 0 },
});

type BulkDialogProps = {
  action: ManyAction;
  ids: readonly string[];
  /** `changed`: the assets that need no further look. */
  onClose: (changed: readonly string[]) => void;
};

/** One change to many assets: what it is, what it would do to each, how far it is, and what became of each. */
export function BulkDialog({ action, ids, onClose }: BulkDialogProps) {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const locale = useLocale();
  const announce = useAnnounce();
  const { bulk } = words.tab;
  const [owner, setOwner] = useState(nobodyNamed);
  const [costCentre, setCostCentre] = useState('');
  const [reason, setReason] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const { step, show, start, retry, stop, back } = useBulk(ids);

  const value = action === 'set-owner' ? namedBy(owner) : costCentre;
  const valueComplaint = complaintFor(action, value, locale);
  const reasonComplaint = complaintOf(() => parseText(reason, 'reason'), locale);
  const body = bodyOf(action, value, reason);
  const counted = step.at === 'preview' ? changedIds(step.rows).length : 0;
  const summary = step.at === 'done' ? doneText() : null;
  useEffect(() => {
    if (summary !== null) announce(summary);
  }, [summary, announce]);

  // What was pressed is gone with its step; the focus stays in the dialog, where Escape and Tab still work.
  const form = useRef<HTMLFormElement>(null);
  const page = step.at === 'previewing' ? 'form' : step.at;
  const shownPage = useRef(page);
  useEffect(() => {
    if (shownPage.current === page) return;
    shownPage.current = page;
    form.current?.focus();
  }, [page]);

  function doneText(): string {
    const rows = step.at === 'done' ? step.rows : [];
    const done = changedIds(rows).length;
    const left = rows.filter(({ outcome }) => outcome === 'refused').length;
    const count = formats.count(done);
    return left === 0 ? bulk.done(count, done === 1) : bulk.doneButFor(count, done === 1, formats.count(left));
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (step.at === 'form' && valueComplaint === null && reasonComplaint === null) void show(body);
    else if (step.at === 'preview' && counted > 0) start(body);
  };
  const close = () => {
    if (step.at === 'running') stop();
    else onClose(step.at === 'done' ? step.rows.flatMap((row) => (row.outcome === 'refused' ? [] : [row.id])) : []);
  };
  const again = step.at === 'done' ? retryIds(step.rows).length : 0;
  return (
    <Dialog open modalType={step.at === 'running' ? 'alert' : 'modal'} onOpenChange={(_, { open }) => !open && close()}>
      <DialogSurface className={styles.surface}>
        <form ref={form} className={styles.form} tabIndex={-1} onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle>{bulk.title[action](formats.count(ids.length), ids.length === 1)}</DialogTitle>
            <DialogContent className={styles.content}>
              {(step.at === 'form' || step.at === 'previewing') && (
                <>
                  <p className={styles.lead}>{bulk.lead[action]}</p>
                  {step.at === 'form' && step.trouble && <NotDone trouble={step.trouble} />}
                  {action === 'set-owner' && (
                    <PersonPicker
                      label={bulk.owner}
                      value={owner}
                      onChange={setOwner}
                      isRequired
                      complaint={isChecked ? valueComplaint : null}
                    />
                  )}
                  {action === 'set-cost-centre' && (
                    <LineField
                      label={bulk.costCentre}
                      value={costCentre}
                      onChange={setCostCentre}
                      isRequired
                      complaint={isChecked ? valueComplaint : null}
                    />
                  )}
                  <ProseField
                    label={action === 'ask-again' ? bulk.reasonToOwners : bulk.reason}
                    value={reason}
                    onChange={setReason}
                    isRequired
                    complaint={isChecked ? reasonComplaint : null}
                  />
                </>
              )}
              {step.at === 'preview' && (
                <>
                  {step.trouble && <NotDone trouble={step.trouble} />}
                  {counted === 0 && <p className={styles.lead}>{bulk.nothingToDo}</p>}
                  <BulkTable action={action} rows={step.rows} isDone={false} />
                </>
              )}
              {step.at === 'running' && (
                <Field validationMessage={progressOf(step)} validationState="none">
                  <ProgressBar
                    aria-label={bulk.title[action](formats.count(step.of), step.of === 1)}
                    {...(step.done > 0 && { value: step.done, max: step.of })}
                  />
                </Field>
              )}
              {step.at === 'done' && (
                <>
                  <p className={styles.lead}>{summary}</p>
                  <BulkTable action={action} rows={step.rows} isDone onFollow={close} />
                </>
              )}
            </DialogContent>
            <DialogActions fluid>
              {step.at === 'preview' && <Button onClick={back}>{bulk.back}</Button>}
              {again > 0 && <Button onClick={() => retry(body)}>{bulk.retry(formats.count(again))}</Button>}
              {step.at === 'running' ? (
                <Button onClick={stop} disabledFocusable={step.isStopping}>
                  {step.isStopping ? bulk.stopping : bulk.stop}
                </Button>
              ) : (
                <Button appearance={step.at === 'done' ? 'primary' : 'secondary'} onClick={close}>
                  {step.at === 'done' ? bulk.close : words.tab.cancel}
                </Button>
              )}
              {(step.at === 'form' || step.at === 'previewing') && (
                <Button type="submit" appearance="primary" disabledFocusable={step.at === 'previewing'}>
                  {step.at === 'previewing' ? bulk.previewing : bulk.preview}
                </Button>
              )}
              {step.at === 'preview' && counted > 0 && (
                <Button type="submit" appearance="primary">
                  {bulk.run[action](formats.count(counted), counted === 1)}
                </Button>
              )}
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );

  function progressOf({ done, of }: { done: number; of: number }): string {
    return bulk.progress(formats.count(done), formats.count(of));
  }
}

function complaintFor(action: ManyAction, value: string, locale: string): string | null {
  if (action === 'set-cost-centre') return complaintOf(() => parseCostCentre(value), locale);
  return action === 'set-owner' ? complaintOf(() => parseNamed(value), locale) : null;
}

/** Whether anyone goes by it, the server says. */
function parseNamed(text: string): void {
  if (text === '') throw new Refusal('invalid', 'hand-on.missing');
}

function bodyOf(action: ManyAction, value: string, reason: string): ManyBody {
  switch (action) {
    case 'set-owner':
      return { action, owner: value, reason };
    case 'set-cost-centre':
      return { action, costCentre: value, reason };
    default:
      return { action, reason };
  }
}
