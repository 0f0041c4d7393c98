import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { ChevronRight16Regular } from '@fluentui/react-icons/svg/chevron-right';
import { type ReactNode, useId } from 'react';
import { Link } from 'react-router';
import type { Money } from '../../../bot/src/domain/money.ts';
import { useFormats, useWords } from '../components/locale.tsx';
import { useSharedStyles } from '../components/styles.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
  },
  header: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalM, alignItems: 'baseline' },
  heading: {
    ...typographyStyles.subtitle2,
    margin: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    columnGap: tokens.spacingHorizontalS,
  },
  count: { ...typographyStyles.title2, fontVariantNumeric: 'tabular-nums' },
  way: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXXS,
    marginLeft: 'auto',
    minHeight: '24px',
  },
  money: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  lead: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

type TodayPanelProps = {
  title: string;
  lead: string;
  count: number;
  /** Cost a month; null where no money is meant. */
  totals: readonly Money[] | null;
  /** What those without a price cost a month by list price. */
  estimates: readonly Money[];
  /** Where all of them are. */
  to: string;
  children: ReactNode;
  after?: ReactNode;
};

/** One kind of thing to do: how much of it there is, what it costs, the oldest few, and the way to the rest. */
export function TodayPanel({ title, lead, count, totals, estimates, to, children, after }: TodayPanelProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const id = useId();
  const text = words.tab.todayPage;
  const money = (known: readonly Money[]) => {
    const said = [
      ...(known.length > 0 ? [text.aMonth(formats.amounts(known))] : []),
      ...(estimates.length > 0 ? [text.estimate(formats.amounts(estimates))] : []),
    ];
    return said.length > 0 ? said.join(' · ') : text.noMoney;
  };
  const show = text.show(formats.count(count), count === 1);
  return (
    <section className={mergeClasses(shared.sheet, shared.padded, styles.root)} aria-labelledby={id}>
      <div className={styles.header}>
        <h2 id={id} className={styles.heading}>
          <span className={styles.count}>{formats.count(count)}</span> <span>{title}</span>
        </h2>
        <Link to={to} className={mergeClasses(shared.link, styles.way)} aria-label={text.showNamed(show, title)}>
          {show}
          <ChevronRight16Regular aria-hidden />
        </Link>
      </div>
      {totals && <span className={styles.money}>{money(totals)}</span>}
      <p className={styles.lead}>{lead}</p>
      <ul className={shared.lines}>{children}</ul>
      {after}
    </section>
  );
}
