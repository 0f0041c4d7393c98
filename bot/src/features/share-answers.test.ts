import { beforeEach, describe, expect, it } from 'vitest';
import { type Share, shareAnswers } from './share-answers.ts';

describe('a shared answer', () => {
  let clock: number;
  let composed: number;
  let share: Share<string>;
  const ask = (question: string, maxAgeMs: number) => share(question, maxAgeMs, async () => `${question}${++composed}`);

  beforeEach(() => {
    clock = 0;
    composed = 0;
    share = shareAnswers(1_000, () => clock);
  });

  it('given a reader who takes an older one, then it is not put together again', async () => {
    expect(await ask('a', 0)).toBe('a1');
    clock = 999;
    expect(await ask('a', 1_000)).toBe('a1');
  });

  it('given readers who ask while it is being put together, then all of them wait for the one', async () => {
    expect(await Promise.all([ask('a', 1_000), ask('a', 1_000), ask('a', 1_000)])).toEqual(['a1', 'a1', 'a1']);
  });

  it('given one that is too old for the reader, then a new one takes its place for everyone', async () => {
    await ask('a', 0);
    clock = 500;
    expect(await ask('a', 500)).toBe('a2');
    expect(await ask('a', 1_000)).toBe('a2');
  });

  it('given a reader who takes nothing older than the moment, then it is put together anew', async () => {
    await ask('a', 1_000);
    expect(await ask('a', 0)).toBe('a2');
  });

  it('given another question, then it has an answer of its own', async () => {
    await ask('a', 1_000);
    expect(await ask('b', 1_000)).toBe('b2');
  });

  it('given an answer that failed, then the next reader does not get its failure', async () => {
    const failing = share('a', 1_000, async () => {
      throw new Error('out of reach');
    });
    await expect(failing).rejects.toThrow('out of reach');
    expect(await ask('a', 1_000)).toBe('a1');
  });

  it('given one that nobody may take any more, then it is not kept, however patient the reader', async () => {
    await ask('a', 0);
    clock = 1_000;
    await ask('b', 0);
    expect(await ask('a', Number.POSITIVE_INFINITY)).toBe('a3');
  });
});
