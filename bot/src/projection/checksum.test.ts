import { describe, expect, it } from 'vitest';
import { setChecksum } from './checksum.ts';

const checksumOf = (texts: readonly string[]) => {
  const checksum = setChecksum();
  texts.forEach(checksum.add);
  return checksum.text();
};

describe('the checksum of a set', () => {
  it('is the same in whatever order its texts came, and whatever came and went', () => {
    const checksum = setChecksum();
    for (const text of ['c', 'x', 'a', 'b']) checksum.add(text);
    checksum.remove('x');
    expect(checksum.text()).toBe(checksumOf(['a', 'b', 'c']));
    expect(checksumOf([])).toBe('0000000000000000');
  });

  it('tells sets apart, alike as their texts may be', () => {
    const seen = new Set<string>();
    for (let one = 0; one < 200; one++) {
      for (let other = one; other < 200; other++) seen.add(checksumOf([`asset-1@${one}`, `asset-2@${other}`]));
    }
    expect(seen.size).toBe((200 * 201) / 2);
    expect(checksumOf(['a', 'a'])).not.toBe(checksumOf(['a']));
    expect(checksumOf(['ab', 'c'])).not.toBe(checksumOf(['a', 'bc']));
  });
});
