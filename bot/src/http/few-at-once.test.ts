import { describe, expect, it } from 'vitest';
import { fewAtOnce } from './few-at-once.ts';

/** Work that ends when it is told to. */
function heldWork() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return { work: () => promise, end: () => resolve('done'), fail: () => reject(new Error('failed')) };
}

describe('requests of one person under way at once', () => {
  it('given as many as may be, when one more comes, then it is told to wait, and others’ are not', async () => {
    const run = fewAtOnce(2);
    const [one, two] = [heldWork(), heldWork()];
    const underWay = [run('alex', one.work), run('alex', two.work)];
    await expect(run('alex', async () => 'more')).rejects.toMatchObject({
      code: 'request.too-many',
      params: { seconds: 1 },
    });
    expect(await run('megan', async () => 'theirs')).toBe('theirs');
    one.end();
    two.end();
    expect(await Promise.all(underWay)).toEqual(['done', 'done']);
  });

  it('given one that ended, however it did, when another comes, then there is room for it', async () => {
    const run = fewAtOnce(1);
    const [good, bad] = [heldWork(), heldWork()];
    const first = run('alex', good.work);
    good.end();
    await first;
    const second = run('alex', bad.work);
    bad.fail();
    await expect(second).rejects.toThrow('failed');
    expect(await run('alex', async () => 'room')).toBe('room');
  });
});
