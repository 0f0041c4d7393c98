import type { Words } from '../../../bot/src/domain/words/en.ts';
import type { Detail, Item } from '../../../bot/src/http/contract.ts';
import type { Fact } from '../components/Facts.tsx';
import type { Formats } from '../components/formats.ts';
import { Said } from '../components/Said.tsx';
import { approvalWords, beyondWords } from '../components/scope-words.ts';
import { Unknown } from '../components/Unknown.tsx';

/** What a purchase costs: a month and a year, or once. */
export function costWord(item: Item, words: Words, formats: Formats): string {
  const { perMonth, perYear, pricedSeats, quantity } = item;
  const text = words.tab.decisionsPage;
  if (!perYear) return text.noPrice;
  const price = perMonth
    ? `${text.aMonth(formats.money(perMonth))} · ${text.aYear(formats.money(perYear))}`
    : text.once(formats.money(perYear));
  return pricedSeats === quantity ? price : text.pricedOf(price, formats.count(pricedSeats), formats.count(quantity));
}

/** What the purchaser and their department have of the same product already. */
export function alreadyThere(detail: Detail, words: Words, formats: Formats): string[] {
  const text = words.tab.decisionsPage;
  const { purchaser, department } = detail.related;
  const others = department.filter(({ id }) => !purchaser.some((one) => one.id === id));
  const seats = (items: readonly Item[]) => {
    const sum = items.reduce((count, { quantity }) => count + quantity, 0);
    return text.seats(formats.count(sum), sum === 1);
  };
  return [
    ...(purchaser.length === 0
      ? []
      : [text.theirs(detail.purchaser?.name ?? words.tab.nobody, formats.count(purchaser.length), seats(purchaser))]),
    ...(others.length === 0
      ? []
      : [text.team(detail.department ?? text.elsewhere, formats.count(others.length), seats(others))]),
  ];
}

/** Of what goes beyond an approval: what is asked, apart from what was approved. */
function asked(detail: Detail, words: Words, formats: Formats): Fact[] {
  const { surplus, billingTerm } = detail;
  const approved = approvalWords(detail, words, formats);
  if (!surplus || !approved) return [];
  const beyond = beyondWords(detail, words, formats);
  const money = surplus.perTerm && billingTerm && `${formats.money(surplus.perTerm)} ${words.term[billingTerm]}`;
  const text = words.tab.scope;
  return [
    { label: text.beyond, value: <strong>{money ? text.for(beyond, money) : beyond}</strong> },
    { label: text.approved, value: approved },
  ];
}

/** What a decision needs to know, in two groups: why and what it costs; what stands around it. */
export function factsOf(detail: Detail, words: Words, formats: Formats): [Fact[], Fact[]] {
  const text = words.tab.decisionsPage;
  const there = alreadyThere(detail, words, formats);
  const { question } = detail;
  const why: Fact[] = [
    { label: text.reason, value: detail.reason === null ? <Unknown /> : <Said text={detail.reason} /> },
    ...asked(detail, words, formats),
    { label: text.cost, value: <strong>{costWord(detail, words, formats)}</strong> },
    { label: text.has, value: there.length === 0 ? text.hasNothing : there.join(' · ') },
  ];
  const around: Fact[] = [
    { label: text.costCentre, value: detail.costCentre ?? <Unknown /> },
    { label: text.renews, value: detail.renewsOn === null ? words.tab.asset.noRenewal : formats.day(detail.renewsOn) },
  ];
  if (detail.deciders.length > 0) {
    around.push({ label: text.decider, value: formats.list(detail.deciders.map(({ name }) => name)) });
  }
  if (detail.evidence.length > 0) {
    const names = detail.evidence.map(({ fileName, kind }) => fileName || words.evidenceKind[kind]);
    around.push({ label: words.tab.asset.section.evidence, value: formats.list(names) });
  }
  if (question) {
    const asked = words.tab.asset.words(question.by.name, formats.moment(question.at));
    around.push({ label: text.question, value: <Said text={question.question} by={asked} /> });
    around.push({
      label: words.tab.asset.fact.answer,
      value: question.answer === null ? words.tab.asset.noAnswer : <Said text={question.answer} />,
    });
  }
  return [why, around];
}
