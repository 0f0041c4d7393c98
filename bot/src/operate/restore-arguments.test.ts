import { describe, expect, it } from 'vitest';
import { restoreArguments } from './restore-arguments.ts';

const hash = 'a0'.repeat(32);

describe('what register:restore is told', () => {
  it.each([
    [['folder', '--sha256', hash], hash],
    [['--sha256', hash.toUpperCase(), 'folder'], hash],
    [['folder', '--accept-unproven-backup'], null],
  ])('given %j, then the backup is held against %s', (args, sha256) => {
    expect(restoreArguments(args)).toMatchObject({ folder: 'folder', sha256 });
  });

  it.each([
    [[], 'Name the folder'],
    [['--sha256', hash], 'Name the folder'],
    [['folder'], '--sha256 <hash>'],
    [['folder'], '--accept-unproven-backup'],
    [['folder', '--sha256', 'abc'], '64 digits'],
    [['folder', '--sha256', hash, '--accept-unproven-backup'], 'not both'],
    [['folder', '--force'], '--force'],
  ])('given %j, then it is refused in words that say “%s”', (args, words) => {
    expect(() => restoreArguments(args)).toThrow(words);
  });
});
