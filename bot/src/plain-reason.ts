import { Refusal } from './domain/errors.ts';
import { refusalSentence } from './domain/words/words.ts';

/** Why a process could not do its work, for whoever started it: a sentence, and what lies behind it. */
export function plainReason(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const sentence = error instanceof Refusal ? refusalSentence(error, 'en') : error.message;
  return error.cause instanceof Error ? `${sentence}\n${error.cause.message}` : sentence;
}
