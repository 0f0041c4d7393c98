import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CalendarClock24Regular } from '@fluentui/react-icons/svg/calendar-clock';
import { useCallback, useMemo, useRef, useState } from 'react';
import { type RenewalDecision, renewalStates } from '../../../bot/src/domain/renewal.ts';
import type { Item, RenewalsAnswer } from '../../../bot/src/http/contract.ts';
import { useMyself } from '../api/me.ts';
import { useRegister } from '../api/register.ts';
import { useAnnounce } from '../components/Announcer.tsx';
import { Blank } from '../components/Blank.tsx';
import { LinkButton } from '../components/LinkButton.tsx';
import { useFormats, useLocale, useWords } from '../components/locale.tsx';
import { headingId } from '../components/Page.tsx';
import { Panel } from '../components/Panel.tsx';
import { useSharedStyles } from '../components/styles.ts';
import { TroubleBar, TroubleView } from '../components/TroubleView.tsx';
import { ViewLinks } from '../components/ViewLinks.tsx';
import { RowsSkeleton } from '../register/RowsSkeleton.tsx';
import { useFrame } from '../register/use-frame.ts';
import { type Agenda, agendaPath, agendaQuery, isMonthOf, monthOf, spanOf } from './agenda.ts';
import { monthName } from './month-name.ts';
import { RenewalDialog } from './RenewalDialog.tsx';
import { RenewalList } from './RenewalList.tsx';

const useStyles = makeStyles({
  about: { margin: `0 0 ${tokens.spacingVerticalM}`, maxWidth: '90ch' },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  rows: { marginTop: tokens.spacingVerticalS },
  more: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    alignItems: 'center',
    justifyContent: 'center',
    padding: tokens.spacingHorizontalL,
  },
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
      <p className={`${styles.about} ${shared.muted}`}>{isOverdue ? text.overdueLead : text.lead}</p>
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
  const me = useMyself();
  const announce = useAnnounce();
  const register = useRegister(query);
  const element = useRef<HTMLDivElement>(null);
  const frame = useFrame(element);
  // The purchase as it was when the dialog was opened: a decision is about what the person saw.
  const [open, setOpen] = useState<{ item: Item; preset: RenewalDecision } | null>(null);
  const decide = useCallback((item: Item, preset: RenewalDecision) => setOpen({ item, preset }), []);

  const next = register.status === 'ready' ? register.value.next : null;
  const mayLoad = next?.isAny && !next.isLoading && next.trouble === null;
  const load = next?.load;
  const onNearEnd = useCallback(() => {
    if (mayLoad) load?.();
  }, [mayLoad, load]);
  const items = useMemo(() => (register.status === 'ready' ? register.value.items : []), [register]);

  const done = () => {
    const id = open?.item.id;
    announce(words.tab.act.done.renewal);
    setOpen(null);
    // The button that opened the dialog may be gone now, and the row with it.
    requestAnimationFrame(() => {
      const row = id && element.current?.querySelector<HTMLElement>(`[data-renewal="${CSS.escape(id)}"] a`);
      (row || document.getElementById(headingId))?.focus({ preventScroll: true });
    });
  };
  const draw = () => {
    if (register.status === 'loading' || frame === null) return <RowsSkeleton count={6} />;
    if (register.status === 'failed') return <TroubleView trouble={register.trouble} retry={register.retry} />;
    const { head, isPrevious } = register.value;
    if (items.length === 0 && !isPrevious) {
      return <Blank icon={CalendarClock24Regular} title={text.nothing} lead={text.nothingLead} level={2} />;
    }
    return (
      <RenewalList
        items={items}
        total={head.total}
        today={today}
        frame={frame}
        isBusy={isPrevious}
        mayDecide={me.may.includes('asset.renew')}
        onDecide={decide}
        onNearEnd={onNearEnd}
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
      {next?.isLoading && <RowsSkeleton count={3} />}
      {next?.trouble && (
        <div className={styles.more} role="alert">
          {words.tab.list.moreFailed}
          <Button onClick={next.load}>{words.tab.trouble.retry}</Button>
        </div>
      )}
      {open && <RenewalDialog item={open.item} preset={open.preset} onDone={done} onClose={() => setOpen(null)} />}
    </>
  );
}
