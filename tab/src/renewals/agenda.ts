import type { RenewalState } from '../../../bot/src/domain/renewal.ts';
import { renewalStates } from '../../../bot/src/domain/renewal.ts';
import type { RenewalSpan, RenewalsAnswer } from '../../../bot/src/http/contract.ts';

/** Which part of the renewals is shown. It stands in the address: `month` is `2026-12` or `overdue`, `show` a decision. */
export type Agenda = { month: string | null; show: RenewalState | null };

const overdue = 'overdue';

/** Reads what is shown from an address; what it doesn't know it leaves out. */
export function parseAgenda(params: URLSearchParams): Agenda {
  const month = params.get('month');
  return {
    month: month !== null && (month === overdue || /^\d{4}-(0[1-9]|1[0-2])$/.test(month)) ? month : null,
    show: renewalStates.find((state) => state === params.get('show')) ?? null,
  };
}

/** The address of a part of the renewals. */
export function agendaPath({ month, show }: Agenda): string {
  const params = new URLSearchParams();
  if (month !== null) params.set('month', month);
  if (show !== null) params.set('show', show);
  const query = params.toString();
  return query === '' ? '/renewals' : `/renewals?${query}`;
}

/** The name of a span in the address. */
export function monthOf({ from }: RenewalSpan): string {
  return from === null ? overdue : from.slice(0, 7);
}

/** Whether an address names one of the spans. */
export function isMonthOf({ overdue: late, months }: RenewalsAnswer, month: string | null): boolean {
  return [late, ...months].some((span) => monthOf(span) === month);
}

/** The span that an address means; all twelve months together where it names none of them. */
export function spanOf({ overdue: late, months }: RenewalsAnswer, month: string | null): RenewalSpan {
  return [late, ...months].find((span) => monthOf(span) === month) ?? together(months);
}

/** The register's query for a span, soonest first, as it stands in the register's own address too. */
export function agendaQuery({ from, before }: RenewalSpan, show: RenewalState | null): string {
  const params = new URLSearchParams();
  for (const state of show === null ? renewalStates : [show]) params.append('renewal', state);
  if (from !== null) params.set('renewsAfter', from);
  params.set('renewsBefore', before);
  params.set('sort', 'renewsOn');
  return params.toString();
}

/** Spans that follow each other, as one. Amounts of different currencies stay apart. */
export function together(spans: readonly RenewalSpan[]): RenewalSpan {
  const sums = new Map<string, number>();
  for (const { totals } of spans) {
    for (const { currency, minor } of totals) sums.set(currency, (sums.get(currency) ?? 0) + minor);
  }
  const added = (key: 'count' | 'unpriced' | RenewalState) => spans.reduce((sum, span) => sum + span[key], 0);
  return {
    from: spans[0]?.from ?? null,
    before: spans.at(-1)?.before ?? '',
    count: added('count'),
    totals: [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => ({ currency, minor })),
    unpriced: added('unpriced'),
    undecided: added('undecided'),
    keep: added('keep'),
    end: added('end'),
  };
}
