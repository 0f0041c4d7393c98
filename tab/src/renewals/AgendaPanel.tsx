import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CalendarClock24Regular } from '@fluentui/react-icons/svg/calendar-clock';
import { useCallback, useRef, useState } from 'react';
import { type RenewalDecision, renewalStates } from '../../../bot/src/domain/renewal.ts';
import type { Item, RenewalsAnswer } from '../../../bot/src/http/contract.ts';
import { useMyself } from '../api/me.ts';
import { useRegister } from '../api/register.ts';
import { useAnnounce } from '../components/Announcer.tsx';
import { Blank } from '../components/Blank.tsx';
import { LinkButton } from '../components/LinkButton.tsx';
import { useFormats, useLocale, useWords } from '../components/locale.tsx';
import { NextRows, useNearEnd } from '../components/NextRows.tsx';
import { headingId } from '../components/Page.tsx';
import { Panel } from '../components/Panel.tsx';
import { RowsSkeleton } from '../components/RowsSkeleton.tsx';
import { useSharedStyles } from '../components/styles.ts';
import { TroubleBar, TroubleView } from '../components/TroubleView.tsx';
import { useFrame } from '../components/use-frame.ts';
import { ViewLinks } from '../components/ViewLinks.tsx';
import { WindowedList } from '../components/WindowedList.tsx';
import { type Agenda, agendaPath, agendaQuery, isMonthOf, monthOf, spanOf } from './agenda.ts';
import { monthName } from './month-name.ts';
import { RenewalDialog } from './RenewalDialog.tsx';
import { RenewalRow } from './RenewalRow.tsx';

const nothing: readonly Item[] = [];
/** A renewal that nobody decided about, in pixels. */
const usualHeight = 84;

const useStyles = makeStyles({
  about: { margin: `0 0 ${tokens.spacingVerticalM}`, maxWidth: '90ch' },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  rows: { marginTop: tokens.spacingVerticalS },
});

/** The renewals of a month, or of all, by date, each with its decision or the way to it. */
export function AgendaPanel({ renewals, agenda }: { renewals: RenewalsAnswer; agenda: Agenda }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const locale = useLocale();
  const text = words.tab.renewalsPage;
  const span = spanOf(renewals, agenda.month);
  const query = agendaQuery(span, agenda.show);
  const isOverdue = span.from === null;
  const isAll = !isMonthOf(renewals, agenda.month);
  const heading = isOverdue ? text.overdue : isAll ? text.allMonths : monthName(monthOf(span), locale);
  const about = [
    text.count(formats.count(span.count), span.count === 1),
    span.totals.length > 0 && text.amounts(formats.amounts(span.totals)),
    span.unpriced > 0 && text.unpriced(formats.count(span.unpriced), span.unpriced === 1),
  ].filter(Boolean);
  const links = [null, ...renewalStates].map((show) => ({
    to: agendaPath({ ...agenda, show }),
    word: show === null ? text.all : words.tab.list.renewal[show],
    count: formats.count(show === null ? span.count : span[show]),
    isCurrent: agenda.show === show,
  }));
  return (
    <Panel
      heading={heading}
      beside={
        <div className={styles.ways}>
          {!isAll && (
            <LinkButton to={agendaPath({ ...agenda, month: null })} appearance="secondary" size="small">
              {text.showAll}
            </LinkButton>
          )}
          <LinkButton to={`/register?${query}`} appearance="secondary" size="small">
            {text.inRegister}
          </LinkButton>
        </div>
      }
    >
      <p className={styles.about}>{about.join(' · ')}</p>
      <p className={mergeClasses(styles.about, shared.muted)}>{isOverdue ? text.overdueLead : text.lead}</p>
      <ViewLinks label={text.show} links={links} />
      <Rows query={query} today={renewals.day} />
    </Panel>
  );
}

/** The register's rows for a query, and the dialog of the one that is decided about. */
function Rows({ query, today }: { query: string; today: string }) {
  const styles = useStyles();
  const words = useWords();
  const text = words.tab.renewalsPage;
  const mayDecide = useMyself().may.includes('asset.renew');
  const announce = useAnnounce();
  const register = useRegister(query);
  const element = useRef<HTMLDivElement>(null);
  const frame = useFrame(element);
  // The purchase as it was when the dialog was opened: a decision is about what the person saw.
  const [open, setOpen] = useState<{ item: Item; preset: RenewalDecision } | null>(null);
  const decide = (item: Item, preset: RenewalDecision) => setOpen({ item, preset });

  const items = register.status === 'ready' ? register.value.items : nothing;
  const itemAt = useCallback((index: number) => items[index], [items]);
  const next = register.status === 'ready' ? register.value.next : null;
  const onSight = useNearEnd(next, items.length);

  const done = () => {
    const id = open?.item.id;
    announce(words.tab.act.done.renewal);
    setOpen(null);
    // The button that opened the dialog may be gone now, and the row with it.
    requestAnimationFrame(() => {
      const row = id && element.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] a`);
      (row || document.getElementById(headingId))?.focus({ preventScroll: true });
    });
  };
  const draw = () => {
    if (register.status === 'loading' || frame === null) return <RowsSkeleton count={6} />;
    if (register.status === 'failed') return <TroubleView trouble={register.trouble} retry={register.retry} />;
    const { head, isPrevious } = register.value;
    if (items.length === 0 && !isPrevious) {
      return <Blank icon={CalendarClock24Regular} title={text.nothing} lead={text.nothingLead} />;
    }
    return (
      <WindowedList
        label={text.caption}
        count={items.length}
        total={head.total}
        itemAt={itemAt}
        frame={frame}
        usualHeight={usualHeight}
        isBusy={isPrevious}
        onSight={onSight}
        draw={(item) => <RenewalRow item={item} today={today} mayDecide={mayDecide} onDecide={decide} />}
      />
    );
  };
  return (
    <>
      {register.status === 'ready' && register.trouble && (
        <TroubleBar trouble={register.trouble} asOf={register.value.asOf} retry={register.retry} />
      )}
      <div ref={element} className={styles.rows}>
        {draw()}
      </div>
      <NextRows next={next} />
      {open && <RenewalDialog item={open.item} preset={open.preset} onDone={done} onClose={() => setOpen(null)} />}
    </>
  );
}
