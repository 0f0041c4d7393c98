import { makeStyles, mergeClasses } from '@fluentui/react-components';
import type { Money } from '../../../bot/src/domain/money.ts';
import type { Words } from '../../../bot/src/domain/words/en.ts';
import type { Detail } from '../../../bot/src/http/contract.ts';
import { type Fact, Facts } from '../components/Facts.tsx';
import { FlagWords } from '../components/FlagWords.tsx';
import type { Formats } from '../components/formats.ts';
import { useFormats, useWords } from '../components/locale.tsx';
import { Moment } from '../components/Moment.tsx';
import { Panel } from '../components/Panel.tsx';
import { awaitsDecision } from '../components/scope-words.ts';
import { useSharedStyles } from '../components/styles.ts';
import { Unknown } from '../components/Unknown.tsx';

/** What was bought: product, seats, where it was seen. */
export function OwnPanel({ detail }: { detail: Detail }) {
  const words = useWords();
  const formats = useFormats();
  const { fact } = words.tab.asset;
  const family = detail.family === detail.product ? null : detail.family;
  const facts: Fact[] = [
    { label: fact.product, value: [detail.product, detail.publisher, family].filter(Boolean).join(' · ') },
    { label: fact.seats, value: formats.count(detail.quantity) },
    { label: fact.term, value: detail.isTrial ? words.tab.asset.trial : (termWord(detail, words) ?? <Unknown />) },
    { label: fact.source, value: detail.subscription ? words.tab.asset.seen : words.tab.asset.declaredOnly },
  ];
  if (detail.skuPartNumber) facts.push({ label: fact.sku, value: detail.skuPartNumber });
  if (detail.subscription) {
    const { status, isListed } = detail.subscription;
    const parts = [words.commerceStatus[status], ...(isListed ? [] : [words.tab.asset.notListed])];
    facts.push({ label: fact.subscription, value: parts.join(', ') });
  }
  if (detail.flags.length > 0) facts.push({ label: fact.toNote, value: <FlagWords flags={detail.flags} /> });
  return (
    <Panel heading={words.tab.asset.section.own}>
      <Facts facts={facts} />
    </Panel>
  );
}

function termWord({ billingTerm }: Detail, words: ReturnType<typeof useWords>): string | null {
  return billingTerm && words.termChoice[billingTerm];
}

const useStyles = makeStyles({
  // Under each other by their last digit, where labels stand beside them.
  figure: { '@media (min-width: 480px)': { display: 'inline-block', minWidth: '12ch', textAlign: 'right' } },
});

/** What it costs, and who pays. */
export function MoneyPanel({ detail }: { detail: Detail }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const { fact, section } = words.tab.asset;
  const amount = (money: Detail['unitPrice']) => (
    <span className={mergeClasses(shared.figures, styles.figure)}>{money ? formats.money(money) : <Unknown />}</span>
  );
  const isOnce = detail.billingTerm === 'once';
  const isAll = detail.pricedSeats === detail.quantity;
  const sum = (money: Money | null) =>
    money && !isAll ? (
      <span className={mergeClasses(shared.figures, styles.figure)}>
        {words.tab.list.atLeast(formats.money(money))}
      </span>
    ) : (
      amount(money)
    );
  const perTerm = detail.billingTerm && (
    <>
      {amount(detail.unitPrice)} {words.term[detail.billingTerm]}
    </>
  );
  const sums: Fact[] = isOnce
    ? [{ label: fact.perTerm, value: sum(detail.perYear) }]
    : [
        { label: fact.perMonth, value: sum(detail.perMonth) },
        { label: fact.perYear, value: sum(detail.perYear) },
      ];
  const { listPrice, estimatePerMonth } = detail;
  if (estimatePerMonth) sums.unshift({ label: fact.estimate, value: amount(estimatePerMonth) });
  const lots = lotFacts(detail, words, formats);
  const seat: Fact[] = lots.length === 0 ? [{ label: fact.perSeat, value: perTerm ?? amount(detail.unitPrice) }] : lots;
  const listed: Fact[] = listPrice
    ? [
        {
          label: fact.listPrice,
          value: (
            <>
              {amount(listPrice.unitPrice)} {words.term[listPrice.billingTerm]}
            </>
          ),
        },
      ]
    : [];
  return (
    <Panel heading={section.money}>
      <Facts
        facts={[...listed, ...seat, ...sums, { label: fact.costCentre, value: detail.costCentre ?? <Unknown /> }]}
      />
    </Panel>
  );
}

/** What was paid for which seats, where one price does not say it, and for how many it is not known. */
function lotFacts(detail: Detail, words: Words, formats: Formats): Fact[] {
  const { lots, quantity, billingTerm } = detail;
  const { asset } = words.tab;
  const seats = (count: number) => asset.seats(formats.count(count), count === 1);
  const term = billingTerm ? ` ${words.term[billingTerm]}` : '';
  const facts = lots.map(({ quantity: count, total, unitPrice, per, since }): Fact => {
    const price =
      per === 'seat' && unitPrice
        ? asset.eachOf(`${formats.money(unitPrice)}${term}`)
        : asset.forAll(
            `${formats.money(total)}${term}`,
            unitPrice === null ? formats.money(roundedSeat(total, count)) : null,
          );
    return { label: seats(count), value: since && lots.length > 1 ? asset.sinceDay(price, formats.day(since)) : price };
  });
  const told = lots.reduce((sum, lot) => sum + lot.quantity, 0);
  const missing = quantity - told;
  if (lots.length > 0 && missing > 0) facts.push({ label: seats(missing), value: asset.priceNotKnown });
  return facts;
}

/** About what each of some seats comes to: never what was paid. */
function roundedSeat({ minor, currency }: Money, seats: number): Money {
  return { minor: Math.round(minor / seats), currency };
}

/** When it was bought, seen, declared, and when it renews. */
export function DatesPanel({ detail }: { detail: Detail }) {
  const words = useWords();
  const formats = useFormats();
  const { fact, section, noRenewal, notDeclared, endedUnknown, committedFor } = words.tab.asset;
  const { commitment } = detail;
  const { isRunning, isTrial, endedOn, renewsOn } = detail;
  // What has ended renews no more, whatever day is still on record.
  const ends: Fact[] = isRunning
    ? [{ label: isTrial ? fact.trialEndsOn : fact.renewsOn, value: renewsOn ? formats.day(renewsOn) : noRenewal }]
    : [{ label: fact.endedOn, value: endedOn ? formats.day(endedOn) : endedUnknown }];
  return (
    <Panel heading={section.dates}>
      <Facts
        facts={[
          { label: fact.boughtOn, value: detail.purchasedOn ? formats.day(detail.purchasedOn) : <Unknown /> },
          ...ends,
          ...(commitment
            ? [
                {
                  label: fact.commitment,
                  value: committedFor(
                    formats.count(commitment.months),
                    commitment.months === 1,
                    formats.day(commitment.from),
                  ),
                },
              ]
            : []),
          { label: fact.seenOn, value: <Moment at={detail.createdAt} /> },
          { label: fact.declaredOn, value: detail.declaredAt ? <Moment at={detail.declaredAt} /> : notDeclared },
          { label: fact.updatedAt, value: <Moment at={detail.updatedAt} /> },
        ]}
      />
    </Panel>
  );
}

/** Who bought it, who answers for it, who decides about it. */
export function PeoplePanel({ detail }: { detail: Detail }) {
  const words = useWords();
  const formats = useFormats();
  const { fact, section, inDepartment } = words.tab.asset;
  const person = (one: Detail['owner']) => (one ? <span title={one.upn}>{one.name}</span> : <Unknown />);
  const owner =
    detail.owner && detail.department ? (
      <span title={detail.owner.upn}>{inDepartment(detail.owner.name, detail.department)}</span>
    ) : (
      person(detail.owner)
    );
  const facts: Fact[] = [
    { label: fact.purchaser, value: person(detail.purchaser) },
    { label: fact.owner, value: owner },
    { label: fact.manager, value: person(detail.manager) },
  ];
  if (awaitsDecision(detail) && detail.deciders.length > 0) {
    facts.push({ label: fact.deciders, value: formats.list(detail.deciders.map(({ name }) => name)) });
  }
  return (
    <Panel heading={section.people}>
      <Facts facts={facts} />
    </Panel>
  );
}
