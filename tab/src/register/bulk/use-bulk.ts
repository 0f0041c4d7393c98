import { useEffect, useRef, useState } from 'react';
import type { BulkRow } from '../../../../bot/src/http/contract.ts';
import { type ManyBody, useChangingMany } from '../../api/bulk.ts';
import { type Trouble, troubleOf } from '../../api/problem.ts';
import { changedIds, retryIds, withTried } from './bulk-rows.ts';

/** How a change to many stands. `rows`: what would become of each, or did. */
export type BulkStep =
  | { at: 'form'; trouble: Trouble | null }
  | { at: 'previewing' }
  | { at: 'preview'; rows: BulkRow[]; trouble: Trouble | null }
  | { at: 'running'; done: number; of: number; isStopping: boolean }
  | { at: 'done'; rows: BulkRow[] };

/**
 * Takes a change to many assets from its preview to its results. Only what the preview said would change is run; what
 * did not go through for a passing reason may be tried again, which does no harm to what was done after all.
 */
export function useBulk(ids: readonly string[]) {
  const { preview, run } = useChangingMany();
  const [step, setStep] = useState<BulkStep>({ at: 'form', trouble: null });
  const stopper = useRef(new AbortController());
  useEffect(() => () => stopper.current.abort(), []);

  const show = async (body: ManyBody) => {
    setStep({ at: 'previewing' });
    try {
      setStep({ at: 'preview', rows: await preview(body, ids), trouble: null });
    } catch (error) {
      setStep({ at: 'form', trouble: troubleOf(error) });
    }
  };
  const attempt = async (body: ManyBody, some: readonly string[], rows: BulkRow[], isFirst: boolean) => {
    stopper.current = new AbortController();
    setStep({ at: 'running', done: 0, of: some.length, isStopping: false });
    const onDone = (done: number) => setStep((now) => (now.at === 'running' ? { ...now, done } : now));
    try {
      const tried = await run(body, some, { onDone, signal: stopper.current.signal });
      setStep({ at: 'done', rows: withTried(rows, some, tried) });
    } catch (error) {
      setStep(isFirst ? { at: 'preview', rows, trouble: troubleOf(error) } : { at: 'done', rows });
    }
  };
  const start = (body: ManyBody) => {
    if (step.at === 'preview') void attempt(body, changedIds(step.rows), step.rows, true);
  };
  const retry = (body: ManyBody) => {
    if (step.at === 'done') void attempt(body, retryIds(step.rows), step.rows, false);
  };
  const stop = () => {
    stopper.current.abort();
    setStep((now) => (now.at === 'running' ? { ...now, isStopping: true } : now));
  };
  const back = () => setStep({ at: 'form', trouble: null });
  return { step, show, start, retry, stop, back };
}
