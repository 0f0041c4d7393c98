import { parseText } from '../../../bot/src/domain/declare.ts';
import type { Words } from '../../../bot/src/domain/words/en.ts';
import type { Detail } from '../../../bot/src/http/contract.ts';
import { answererOf } from './answerer.ts';

/** The actions that ask for at most one text. */
export const prompted = ['approve', 'reject', 'ask', 'answer', 'disown', 'retire', 'resume'] as const;
export type PromptedAction = (typeof prompted)[number];

type Prompt = {
  title: string;
  lead: string;
  verb: string;
  /** What the text is called; null when the action takes none. */
  label: string | null;
  /** Refuses a text that the action can't take. */
  rule: (text: string) => unknown;
  body: (text: string) => unknown;
};

/** What an action's dialog says and sends. */
export function promptOf(action: PromptedAction, detail: Detail, product: string, words: Words): Prompt {
  const { act, nobody } = words.tab;
  const answerer = answererOf(detail)?.name ?? nobody;
  const prompts: Record<PromptedAction, () => Prompt> = {
    approve: () => ({
      title: act.approveTitle(product),
      lead: act.approveLead,
      verb: act.approveNow,
      label: act.commentOptional,
      rule: (text) => text.trim() === '' || parseText(text, 'comment'),
      body: (text) => ({ comment: text.trim() === '' ? null : text }),
    }),
    reject: () => ({
      title: act.rejectTitle(product),
      lead: act.rejectLead,
      verb: act.rejectNow,
      label: act.comment,
      rule: (text) => parseText(text, 'comment'),
      body: (comment) => ({ comment }),
    }),
    ask: () => ({
      title: act.askTitle(product),
      lead: act.askLead(answerer),
      verb: act.askNow,
      label: act.question,
      rule: (text) => parseText(text, 'question'),
      body: (question) => ({ question }),
    }),
    answer: () => ({
      title: act.answerTitle(product),
      lead: act.answerLead(detail.question?.by.name ?? nobody, detail.question?.question ?? ''),
      verb: act.answerNow,
      label: act.answerField,
      rule: (text) => parseText(text, 'answer'),
      body: (answer) => ({ answer }),
    }),
    disown: () => ({
      title: act.disownTitle(product),
      lead: act.disownLead,
      verb: act.disownNow,
      label: null,
      rule: () => undefined,
      body: () => ({}),
    }),
    resume: () => ({
      title: act.resumeTitle(product),
      lead: act.resumeLead,
      verb: act.resumeNow,
      label: act.reason,
      rule: (text) => parseText(text, 'reason'),
      body: (reason) => ({ reason }),
    }),
    retire: () => ({
      title: act.retireTitle(product),
      lead: act.retireLead,
      verb: act.retireNow,
      label: act.reason,
      rule: (text) => parseText(text, 'reason'),
      body: (reason) => ({ reason }),
    }),
  };
  return prompts[action]();
}
