import type { Words } from '../../../bot/src/domain/words/en.ts';
import type { Detail } from '../../../bot/src/http/contract.ts';
import type { Formats } from '../components/formats.ts';
import { answererOf } from './answerer.ts';

/** One sentence: what this asset waits for and since when, or how it ended. */
export function nextStep(detail: Detail, words: Words, formats: Formats): string {
  const next = words.tab.asset.next;
  const answerer = answererOf(detail)?.name ?? null;
  switch (detail.status) {
    case 'detected': {
      if (answerer === null) return next.detectedNobody;
      if (detail.flags.includes('disowned')) return next.disowned((detail.purchaser ?? detail.owner)?.name ?? answerer);
      return next.detected(answerer, formats.moment(detail.createdAt));
    }
    case 'declared': {
      const { question } = detail;
      if (question && question.answer === null) {
        return next.asked(answerer ?? words.tab.nobody, formats.moment(question.at));
      }
      const deciders = formats.list(detail.deciders.map(({ name }) => name));
      return deciders === ''
        ? next.declaredNobody
        : next.declared(deciders, formats.moment(question?.answeredAt ?? detail.declaredAt ?? detail.updatedAt));
    }
    case 'approved':
      if (detail.surplus) return surplusStep(detail, detail.surplus, words, formats);
      return detail.decision
        ? next.approved(detail.decision.by.name, formats.moment(detail.decision.at))
        : next.movedApproved;
    case 'rejected':
      return detail.decision
        ? next.rejected(detail.decision.by.name, formats.moment(detail.decision.at))
        : next.movedRejected;
    case 'retired':
      return detail.retirement
        ? next.retired(detail.retirement.by.name, formats.moment(detail.retirement.at))
        : next.movedRetired;
  }
}

/** One sentence on what the reader has to do with that: why they don't decide about it, or see it as it was; null otherwise. */
export function readersPart({ status, bar, isPast }: Detail, words: Words): string | null {
  const { past, pastEnded } = words.tab.asset.next;
  if (isPast) return status === 'declared' ? past : pastEnded;
  return status === 'declared' && bar !== null ? words.whyNot[bar] : null;
}

/** How that stands which goes beyond the approval. */
function surplusStep(detail: Detail, surplus: NonNullable<Detail['surplus']>, words: Words, formats: Formats): string {
  const { next } = words.tab.scope;
  const answerer = answererOf(detail)?.name ?? words.tab.nobody;
  const since = formats.moment(surplus.since);
  if (surplus.waitsFor === 'price') return next.needsPrice(answerer, since);
  if (surplus.waitsFor === null) return next.rejected(surplus.rejectedBy?.name ?? words.tab.nobody);
  if (detail.flags.includes('question-open')) return words.tab.asset.next.asked(answerer, since);
  const deciders = formats.list(detail.deciders.map(({ name }) => name));
  return deciders === '' ? next.waitsForNobody(since) : next.waits(deciders, since);
}
