import {
  Button,
  makeStyles,
  mergeClasses,
  Skeleton,
  SkeletonItem,
  tokens,
  typographyStyles,
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import { useId, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { ActionName, Detail } from '../../../bot/src/http/contract.ts';
import { useQueued } from '../api/decisions.ts';
import { ActionDialog } from '../asset/ActionDialog.tsx';
import { nextStep } from '../asset/next-step.ts';
import { useAnnounce } from '../components/Announcer.tsx';
import { Conflict } from '../components/Conflict.tsx';
import { Facts } from '../components/Facts.tsx';
import { FlagWords } from '../components/FlagWords.tsx';
import { useFormats, useWords } from '../components/locale.tsx';
import { NotDone } from '../components/NotDone.tsx';
import { StatusWord } from '../components/StatusWord.tsx';
import { awaitsDecision, scopeLine } from '../components/scope-words.ts';
import { useSharedStyles } from '../components/styles.ts';
import { factsOf } from './facts-of.tsx';
import type { Kept } from './kept-order.ts';
import { useApprove } from './use-approve.ts';

/** What opens a dialog, in order; approving takes one press. */
const inDialogs = ['reject', 'ask', 'hand-on'] as const satisfies readonly ActionName[];

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
  },
  settled: { boxShadow: 'none', backgroundColor: 'transparent', border: `1px solid ${tokens.colorNeutralStroke2}` },
  titles: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, overflowWrap: 'anywhere' },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: tokens.spacingHorizontalM },
  heading: {
    ...typographyStyles.subtitle2,
    margin: 0,
    outlineStyle: 'none',
    borderRadius: tokens.borderRadiusMedium,
    overflowWrap: 'anywhere',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  link: {
    color: 'inherit',
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
  },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignItems: 'start',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXXL}`,
    '@media (min-width: 1100px)': { gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)' },
  },
  waiting: { display: 'grid', gap: tokens.spacingVerticalS },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** One purchase that waits for a decision, with all that it needs, and what became of it once it is decided. */
export function DecisionCard({ item, isWaiting }: Kept) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const announce = useAnnounce();
  const headingId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const returnsHere = useRestoreFocusTarget();
  const text = words.tab.decisionsPage;

  const product = words.tab.product(formats.count(item.quantity), item.product);
  const focusHeading = () => requestAnimationFrame(() => heading.current?.focus({ preventScroll: true }));
  const { approval, approve, forget } = useApprove(item.id, {
    done: () => announce(`${product}: ${words.tab.act.done.approve}`),
    refused: focusHeading,
  });
  const { queued, isOutOfDate } = useQueued(item.id, item.version, isWaiting);
  const held = queued.status === 'ready' ? queued.value : null;
  const theirs = approval.status === 'changed' ? approval.theirs : null;
  const detail = theirs && (!held || theirs.version > held.version) ? theirs : held;
  const [open, setOpen] = useState<{ action: ActionName; seen: Detail } | null>(null);

  const isApproving = approval.status === 'sending';
  // Between what was done and its being read back, the purchase as it was before must not show again.
  const isDone = approval.status === 'done' && (detail === null || detail.version <= approval.version);
  const isLeaving = !isWaiting && (detail === null || isOutOfDate);
  const isSettled = isApproving || isDone || isLeaving || (detail !== null && !awaitsDecision(detail));
  const may = (action: ActionName) => detail?.may.includes(action) === true;
  const done = () => {
    if (open) announce(`${product}: ${words.tab.act.done[open.action]}`);
    setOpen(null);
    focusHeading();
  };

  const settledWord = () => {
    if (isApproving) return text.approving;
    if (isDone) return words.tab.act.done.approve;
    if (detail && !isLeaving) return nextStep(detail, words, formats);
    return queued.status === 'failed' && queued.trouble.kind === 'forbidden' ? text.notYours : text.noLonger;
  };
  return (
    <article
      className={mergeClasses(shared.sheet, shared.padded, styles.root, isSettled && styles.settled)}
      aria-labelledby={headingId}
    >
      <div className={styles.titles}>
        <div className={styles.line}>
          <h2 id={headingId} ref={heading} tabIndex={-1} className={styles.heading}>
            <Link to={`/register/${encodeURIComponent(item.id)}`} className={styles.link}>
              {product}
            </Link>
          </h2>
          {isSettled && detail && !awaitsDecision(detail) && !isApproving && <StatusWord status={detail.status} />}
        </div>
        <span className={shared.muted}>
          {isSettled
            ? settledWord()
            : [
                text.asks((item.purchaser ?? item.owner)?.name ?? words.tab.nobody),
                detail && scopeLine(detail, words, formats),
                item.department,
                detail?.declaredAt && text.since(formats.moment(detail.declaredAt)),
              ]
                .filter(Boolean)
                .join(' · ')}
        </span>
        {!isSettled && item.flags.length > 0 && <FlagWords flags={item.flags} />}
      </div>

      {!isSettled && (
        <>
          {approval.status === 'changed' && (
            <Conflict
              stands={words.tab.act.conflict.stands(words.status[approval.theirs.status])}
              meanwhile={approval.meanwhile}
              isStillAllowed={approval.theirs.may.includes('approve')}
            />
          )}
          {approval.status === 'refused' && <NotDone title={text.notDone} trouble={approval.trouble} />}
          {detail ? (
            <div className={styles.facts}>
              {factsOf(detail, words, formats).map((facts) => (
                <Facts key={facts[0]?.label} facts={facts} />
              ))}
            </div>
          ) : (
            <Skeleton className={styles.waiting} aria-label={words.tab.loading}>
              <SkeletonItem size={16} />
              <SkeletonItem size={16} />
              <SkeletonItem size={16} />
            </Skeleton>
          )}
          {detail && !may('approve') ? (
            <span className={shared.muted}>{detail.bar === null ? text.notYours : words.whyNot[detail.bar]}</span>
          ) : (
            <div className={styles.actions}>
              <Button
                appearance="primary"
                disabledFocusable={!detail}
                onClick={() => {
                  if (!detail) return;
                  focusHeading();
                  void approve(detail);
                }}
              >
                {text.approve}
                <span className={shared.hidden}> {product}</span>
              </Button>
              {inDialogs.map((action) => (
                <Button
                  key={action}
                  disabledFocusable={!detail}
                  onClick={() => {
                    if (!detail) return;
                    forget();
                    setOpen({ action, seen: detail });
                  }}
                  {...returnsHere}
                >
                  {words.tab.act[action]}
                  <span className={shared.hidden}> {product}</span>
                </Button>
              ))}
            </div>
          )}
        </>
      )}
      {open && <ActionDialog action={open.action} detail={open.seen} onDone={done} onClose={() => setOpen(null)} />}
    </article>
  );
}
