import { describe, expect, it } from 'vitest';
import { interrupts } from './interrupts.ts';

describe('Ctrl-C', () => {
  it('given once, as npm passes it on or as a second press, when it comes, then it stops or ends at once', () => {
    const done: string[] = [];
    let time = 10_000;
    const interrupt = interrupts(() => time, { stop: () => done.push('stop'), endAtOnce: () => done.push('end') });
    const pressedAfter = (ms: number) => {
      time += ms;
      interrupt();
      return done.splice(0);
    };
    expect([pressedAfter(0), pressedAfter(20), pressedAfter(2_000)]).toEqual([['stop'], ['stop'], ['end']]);
  });
});
