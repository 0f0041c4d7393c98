import { Problem } from '../src/http/contract.ts';
import type { Answer } from './send.ts';
import type { Sent } from './shot.ts';

/** What an error must not tell: where the code is, and how it came there. */
const internals = /node_modules|node:internal|bot\/src|\.ts:\d|\n\s+at /;

/** Honest answers of a server that is asked too much at once. */
const busyCodes: ReadonlySet<string> = new Set(['evidence.busy', 'asset.busy']);

/** What is wrong with an answer, in a few words that are the same for the same mistake; null for nothing. */
export function faultOf(sent: Sent, answer: Answer): string | null {
  if ('lost' in answer) return `${answer.lost} ${answer.reason}`.trim();
  const { status, type, text, retryAfter } = answer;
  // Teams' protocol has it so for invokes that a bot does not know: learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
  if (status === 501 && sent.path === '/api/messages') return null;
  if (status < 400) return null;
  if (status !== 404 && internals.test(text)) return `${status} tells of the code behind it`;
  if (sent.method === 'HEAD') return status >= 500 ? `HEAD answered ${status}` : null;
  if (type !== 'application/problem+json') return `${status} is no problem document but ${type || 'without a type'}`;
  const problem = Problem.safeParse(parsed(text));
  if (!problem.success) return `${status} is a problem document with ${problem.error.issues[0]?.message}`;
  const { code, detail } = problem.data;
  if (problem.data.status !== status) return `${status} says it is ${problem.data.status}`;
  if (!/^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$/.test(code)) return `${status} has an odd code`;
  if (detail.trim() === '') return `${status} ${code} says nothing to people`;
  if (status === 429) return retryAfter === null ? '429 without Retry-After' : null;
  if (status === 503 && busyCodes.has(code)) return retryAfter === null ? `503 ${code} without Retry-After` : null;
  return status >= 500 ? `${status} ${code}` : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
