import { describe, expect, it } from 'vitest';
import { underWay } from './under-way.ts';

const forever = 3_600_000;

describe('what is under way', () => {
  it('given nothing, then it is quiet at once', async () => {
    await underWay().quiet(forever);
  });

  it('given two pieces of work, when both have ended, one of them in failure, then it is quiet and not before', async () => {
    const [one, other] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
    const work = underWay();
    const first = work.during(() => one.promise);
    const second = work.during(() => other.promise);
    let isQuiet = false;
    const quiet = work.quiet(forever).then(() => {
      isQuiet = true;
    });

    one.resolve('done');
    expect(await first).toBe('done');
    await new Promise(setImmediate);
    expect(isQuiet).toBe(false);
    other.reject(new Error('failed'));
    await expect(second).rejects.toThrow('failed');
    await quiet;
  });

  it('given work without end, then nobody waits for longer than they said, or once it is called off', async () => {
    const work = underWay();
    void work.during(() => new Promise(() => undefined));
    await work.quiet(1);
    const off = new AbortController();
    const waiting = work.quiet(forever, off.signal);
    off.abort();
    await waiting;
    await work.quiet(forever, off.signal);
  });
});
