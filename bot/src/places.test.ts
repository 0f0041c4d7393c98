import { describe, expect, it } from 'vitest';
import { places } from './places.ts';

describe('places', () => {
  it('given one who takes all that they may, when others come, then there is room for them', async () => {
    const few = places({ most: 3, mostEach: 2 });
    for (let n = 0; n < 2; n++) await few.take('alex');
    expect([few.full('alex'), few.full('megan')]).toEqual(['theirs', null]);
    const leave = await few.take('megan');
    expect([few.full('megan'), few.full('debra')]).toEqual(['all', 'all']);
    leave();
    expect([few.full('alex'), few.full('debra')]).toEqual(['theirs', null]);
  });

  it('given some who wait, when a place is given back, then whoever waited longest and may have one is next', async () => {
    const few = places({ most: 2, mostEach: 1 });
    const leaveAlex = await few.take('alex');
    const leaveMegan = await few.take('megan');
    const order: string[] = [];
    const waits = async (name: string) => {
      const leave = await few.take(name);
      order.push(name);
      return leave;
    };
    const [alex, debra] = [waits('alex'), waits('debra')];
    expect([few.waiting('alex'), few.waiting('debra'), few.waiting('megan')]).toEqual([1, 1, 0]);
    leaveMegan();
    const leaveDebra = await debra;
    leaveAlex();
    await alex;
    expect(order).toEqual(['debra', 'alex']);
    leaveDebra();
    expect([few.full('debra'), few.full('alex')]).toEqual([null, 'theirs']);
  });

  it('given one who no longer waits, when a place is given back, then it is kept for nobody', async () => {
    const few = places({ most: 1, mostEach: 1 });
    const leave = await few.take('alex');
    const gone = new AbortController();
    const waiting = few.take('megan', gone.signal);
    gone.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    await expect(few.take('megan', gone.signal)).rejects.toThrow('gone');
    expect(few.waiting('megan')).toBe(0);
    leave();
    expect(few.full('megan')).toBe(null);
  });
});
