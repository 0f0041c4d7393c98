import type { Item } from '../../../bot/src/http/contract.ts';
import { useFormats, useWords } from './locale.tsx';
import { useSharedStyles } from './styles.ts';
import { Unknown } from './Unknown.tsx';

/** What an asset costs a month; or that it is a trial, or was paid once; a dash when nothing is known. */
export function MonthlyPrice({ item, isSentence = false }: { item: Item; isSentence?: boolean }) {
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const text = () => {
    if (item.perMonth) {
      const money = formats.money(item.perMonth);
      return isSentence ? words.tab.line.aMonth(money) : money;
    }
    if (item.isTrial) return words.tab.list.freeTrial;
    // A price that is paid once counts as one in the yearly sum, and as none in the monthly.
    if (item.perYear) return words.tab.list.once(formats.money(item.perYear));
    return isSentence ? words.tab.line.noPrice : null;
  };
  const known = text();
  return known === null ? <Unknown /> : <span className={shared.figures}>{known}</span>;
}
