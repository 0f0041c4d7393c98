import { mergeClasses } from '@fluentui/react-components';
import type { Item } from '../../../bot/src/http/contract.ts';
import { useFormats, useWords } from './locale.tsx';
import { useSharedStyles } from './styles.ts';
import { Unknown } from './Unknown.tsx';

/** What an asset costs a month; or that it has ended, is a trial, was paid once, or what the list price says; a dash when nothing is known. */
export function MonthlyPrice({ item, isSentence = false }: { item: Item; isSentence?: boolean }) {
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  // A sentence may break; a figure that stands alone never does.
  const shape = isSentence ? undefined : shared.figures;
  const text = () => {
    if (item.perMonth) {
      const known = formats.money(item.perMonth);
      const money = item.pricedSeats < item.quantity ? words.tab.list.atLeast(known) : known;
      return isSentence ? words.tab.line.aMonth(money) : money;
    }
    if (!item.isRunning) return words.tab.list.ended;
    if (item.isTrial) return words.tab.list.freeTrial;
    // A price that is paid once counts as one in the yearly sum, and as none in the monthly.
    if (item.perYear) return words.tab.list.once(formats.money(item.perYear));
    return null;
  };
  const known = text();
  if (known === null && item.estimatePerMonth) {
    const money = formats.money(item.estimatePerMonth);
    return (
      <span className={mergeClasses(shape, shared.muted)} title={words.tab.list.estimateTitle}>
        {isSentence ? words.tab.line.estimate(money) : words.tab.list.estimate(money)}
      </span>
    );
  }
  if (known === null && isSentence) return words.tab.line.noPrice;
  return known === null ? <Unknown /> : <span className={shape}>{known}</span>;
}
