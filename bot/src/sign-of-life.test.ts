import { describe, expect, it } from 'vitest';
import { signOfLife } from './sign-of-life.ts';

describe('a sign of life', () => {
  it('is asked for one question at a time, and what does not answer in time is silent until it does', async () => {
    const answers: PromiseWithResolvers<void>[] = [];
    const isThere = signOfLife(() => {
      const answer = Promise.withResolvers<void>();
      answers.push(answer);
      return answer.promise;
    }, 5);
    expect(await Promise.all([isThere(), isThere()])).toEqual([false, false]);
    expect(await isThere()).toBe(false);
    expect(answers).toHaveLength(1);

    answers[0]?.reject(new Error('out of reach'));
    await Promise.allSettled([answers[0]?.promise]);
    const asked = isThere();
    answers[1]?.resolve();
    expect(await asked).toBe(true);
    // Good for a moment: nothing is asked.
    expect(await isThere()).toBe(true);
    expect(answers).toHaveLength(2);
  });
});
