import type { Words } from '../../../bot/src/domain/words/en.ts';
import type { Item, TodayGroup } from '../../../bot/src/http/contract.ts';
import type { Formats } from '../components/formats.ts';
import { scopeLine } from '../components/scope-words.ts';

/** One thing to do as a sentence, and what else matters about it. */
export type TodayLine = { title: string; about: string[] };

export function todayLine(key: TodayGroup['key'], item: Item, words: Words, formats: Formats): TodayLine {
  const text = words.tab.todayPage;
  const product = words.tab.product(formats.count(item.quantity), item.product);
  const name = (item.owner ?? item.purchaser)?.name ?? text.someone;
  const day = item.renewsOn && unbroken(formats.day(item.renewsOn));
  const estimate = item.estimatePerMonth && text.estimate(formats.money(item.estimatePerMonth));
  const money = item.perMonth ? text.aMonth(formats.money(item.perMonth)) : estimate;
  const bought = item.purchasedOn && text.boughtOn(formats.day(item.purchasedOn));
  const since = text.since(formats.moment(item.updatedAt));
  const renews = day && (item.isTrial ? words.tab.line.trialEnds(day) : text.renewsOn(day));
  const said = (title: string, ...about: (string | null)[]): TodayLine => ({
    title,
    about: about.flatMap((part) => part || []),
  });
  switch (key) {
    case 'awaiting': {
      const waits = item.flags.includes('question-open')
        ? text.waitsForAnswer(name)
        : text.waitsFor(item.manager?.name ?? text.nobody);
      return said(text.asks(name, product), `${waits} ${since}`, money);
    }
    case 'beyond':
      return said(text.beyond(name, product), scopeLine(item, words, formats), money, since);
    case 'undeclared':
      return said(text.bought(item.purchaser?.name ?? text.someone, product), item.department, money, bought);
    case 'trials':
      return said(text.trialEnds(product, day ?? ''), name, words.status[item.status]);
    case 'renewing':
      return said(text.renews(product, day ?? ''), name, money, words.status[item.status]);
    case 'owner-gone':
      return said(text.left(name, product), money, renews, since);
    case 'duplicates':
      return said(text.hasAlso(name, product), money, words.status[item.status], bought);
  }
}

/** A date stays on one line. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}
