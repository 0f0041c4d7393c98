import type { Money } from '../../../bot/src/domain/money.ts';
import { useFormats, useWords } from './locale.tsx';
import { useSharedStyles } from './styles.ts';

type SummaryProps = {
  count: string;
  totals: readonly Money[];
  /** What those without a price cost by list price. */
  estimates?: readonly Money[];
  /** How many have neither. */
  unpriced?: number;
  asOf: string;
};

/** "1,284 assets · 18,402.00 USD and 1,190.00 EUR a month · about 420.00 USD more by list price · 3 without a price · as of 09:41" */
export function Summary({ count, totals, estimates = [], unpriced = 0, asOf }: SummaryProps) {
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  // There is only more of something where there is something.
  const estimateWord = totals.length > 0 ? words.tab.list.estimates : words.tab.line.estimate;
  return (
    <span className={shared.muted}>
      {count}
      {totals.length > 0 && ` · ${words.tab.list.aMonth(formats.amounts(totals))}`}
      {estimates.length > 0 && ` · ${estimateWord(formats.amounts(estimates))}`}
      {unpriced > 0 && ` · ${words.tab.list.unpriced(formats.count(unpriced))}`}
      {' · '}
      <time className={shared.figures} dateTime={asOf} title={formats.exact(asOf)}>
        {words.tab.list.asOf(formats.time(asOf))}
      </time>
    </span>
  );
}
