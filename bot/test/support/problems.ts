import { expect } from 'vitest';
import type { Problem } from '../../src/http/contract.ts';

/** `status code` of a problem document. */
export function problemIn(answer: { status: number; type: string | undefined; text: string }): string {
  const { status, type, text } = answer;
  expect(type).toBe('application/problem+json');
  const problem = JSON.parse(text) as Problem;
  expect(problem).toMatchObject({ type: 'about:blank', status, title: expect.any(String), detail: expect.any(String) });
  return `${status} ${problem.code}`;
}

/** The same of an answer; one that is no problem document fails the test. */
export async function codeOf(answer: Response): Promise<string> {
  return problemIn({
    status: answer.status,
    type: answer.headers.get('content-type') ?? undefined,
    text: await answer.text(),
  });
}
