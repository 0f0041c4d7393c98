import { describe, expect, it } from 'vitest';
import { addressOf } from './admit.ts';

const asked = (forwarded: string | undefined) =>
  ({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: '10.0.0.1' } }) as unknown as Parameters<
    typeof addressOf
  >[0];

describe('where a request comes from', () => {
  it.each([
    ['203.0.113.7:4711', '203.0.113.7'],
    ['203.0.113.7', '203.0.113.7'],
    ['198.51.100.1, 203.0.113.7:1', '203.0.113.7'],
    ['[2001:db8::1]:4711', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::1'],
    ['', '10.0.0.1'],
    [undefined, '10.0.0.1'],
  ])('given a front end that forwards "%s", then it is %s', (forwarded, address) => {
    expect(addressOf(asked(forwarded), true)).toBe(address);
  });

  it('given no front end, then what the caller says of itself is not believed', () => {
    expect(addressOf(asked('203.0.113.7:4711'), false)).toBe('10.0.0.1');
  });
});
