import type { Money } from '../../../bot/src/domain/money.ts';
import { useFormats, useWords } from './locale.tsx';
import { useSharedStyles } from './styles.ts';

/** "1,284 assets · 18,402.00 USD and 1,190.00 EUR a month · as of 09:41" */
export function Summary({ count, totals, asOf }: { count: string; totals: readonly Money[]; asOf: string }) {
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  return (
    <span className={shared.muted}>
      {count}
      {totals.length > 0 && ` · ${words.tab.list.aMonth(formats.amounts(totals))}`}
      {' · '}
      <time className={shared.figures} dateTime={asOf} title={formats.exact(asOf)}>
        {words.tab.list.asOf(formats.time(asOf))}
      </time>
    </span>
  );
}
