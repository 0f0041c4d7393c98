import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { hasTest, threatsIn } from './support/threats.ts';

const root = new URL('../../', import.meta.url).pathname;
const page = await readFile(`${root}docs/security.md`, 'utf8');
const threats = threatsIn(page);

describe('the threats in docs/security.md', () => {
  it('given the page, when read, then every table has its rows', () => {
    const headings = page.split('\n').filter((line) => /^\| who +\|/.test(line));
    expect(headings).toHaveLength(6);
    expect(threats.length).toBeGreaterThan(30);
  });

  it.each(threats)('given “$row”, when looked for, then what stops it and what shows it are there', async (threat) => {
    const missing = threat.guards.filter((file) => !existsSync(root + file));
    for (const { file, title } of threat.tests) {
      const source = await readFile(root + file, 'utf8').catch(() => '');
      if (!hasTest(source, title)) missing.push(`${file} › ${title}`);
      if (/\.(?:skip|todo|only)\b/.test(source)) missing.push(`${file}, which leaves tests out`);
    }
    expect(missing).toEqual([]);
    expect(threat.guards).not.toEqual([]);
  });
});

describe('the check of the threats itself', () => {
  const source = `
    it('plain', () => {});
    it.each([['a file'], ['another']])('given %s, then it’s refused', async () => {});
    it.each([{ what: 'an id' }])(
      'with $what is %j',
      { timeout: 1 },
      async ({ what }) => {},
    );
    say('something else', 'plain words');`;

  it.each(['plain', 'given a file, then it’s refused', 'with an id is "another"'])('finds “%s”', (title) => {
    expect(hasTest(source, title)).toBe(true);
  });

  it.each([
    'plai',
    'given a folder, then it’s refused',
    'given %s',
    'given a, then it’s refused',
    'something else',
    'plain words',
    '',
  ])('does not find “%s”', (title) => {
    expect(hasTest(source, title)).toBe(false);
  });

  it('takes no row whose test is told in words alone', () => {
    expect(() => threatsIn('| anyone | anything | `a.ts` | the usual tests |')).toThrow('anyone: anything');
  });
});
