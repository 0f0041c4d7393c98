import { glob, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type Crossing, crossingsIn, parts } from './support/arrows.ts';

const root = new URL('../../', import.meta.url).pathname;

async function sources(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const file of glob('{bot/src,tab/src}/**/*.{ts,tsx}', { cwd: root })) {
    found.set(file, await readFile(`${root}${file}`, 'utf8'));
  }
  return found;
}

/** A crossing as a reader of the test's output needs it. */
function told({ file, imports, problem }: Crossing): string {
  return `${file} imports ${imports}. ${problem}`;
}

describe('the arrows between the parts', () => {
  it('given all sources, when their imports are followed, then none goes against the arrows', async () => {
    expect(crossingsIn(await sources()).map(told)).toEqual([]);
  });

  it('given all sources, when counted by part, then no part that the table names has gone', async () => {
    const files = [...(await sources()).keys()];
    expect(
      Object.keys(parts).filter((name) => !files.some((file) => file === name || file.startsWith(`${name}/`))),
    ).toEqual([]);
  });

  it('given the table, when followed, then no part leads back to itself', () => {
    const leadsTo = (name: string, seen: readonly string[]): string[] =>
      (parts[name]?.may ?? []).flatMap((next) => {
        if (!(next in parts)) return [];
        return seen.includes(next) ? [[...seen, next].join(' → ')] : leadsTo(next, [...seen, next]);
      });
    expect(Object.keys(parts).flatMap((name) => leadsTo(name, [name]))).toEqual([]);
  });
});

describe('the check of the arrows', () => {
  const check = (file: string, text: string) => crossingsIn(new Map([[file, text]])).map(({ imports }) => imports);

  it.each([
    ['the domain doing I/O', 'bot/src/domain/x.ts', "import { readFile } from 'node:fs/promises';", 'node:fs/promises'],
    [
      'the domain reading configuration',
      'bot/src/domain/x.ts',
      "import type { Config } from '../config.ts';",
      'bot/src/config.ts',
    ],
    ['the domain parsing with zod', 'bot/src/domain/words/x.ts', "import { z } from 'zod';", 'zod'],
    [
      'a package that begins like an allowed one',
      'bot/src/domain/x.ts',
      "import x from 'minisearch-extras';",
      'minisearch-extras',
    ],
    [
      'the register asking the replica',
      'bot/src/register/x.ts',
      "import { a } from '../projection/replica.ts';",
      'bot/src/projection/replica.ts',
    ],
    [
      'the replica asking Graph',
      'bot/src/projection/x.ts',
      "import type { People } from '../directory/people.ts';",
      'bot/src/directory/people.ts',
    ],
    [
      'a use case sending a notice',
      'bot/src/features/x.ts',
      "import { a } from '../notices/ports.ts';",
      'bot/src/notices/ports.ts',
    ],
    [
      'a use case speaking botbuilder',
      'bot/src/features/x.ts',
      "import type { Activity } from 'botbuilder';",
      'botbuilder',
    ],
    [
      'a part of botbuilder elsewhere',
      'bot/src/http/x.ts',
      "import { a } from 'botframework-schema';",
      'botframework-schema',
    ],
    ['types of restify in the chat edge', 'bot/src/teams/x.ts', "import type { Request } from 'restify';", 'restify'],
    [
      'delivery rendering cards',
      'bot/src/notices/x.ts',
      "import { card } from '../teams/cards/parts.ts';",
      'bot/src/teams/cards/parts.ts',
    ],
    [
      'chat going past the use cases',
      'bot/src/teams/x.ts',
      "import { openTable } from '../register/storage.ts';",
      'bot/src/register/storage.ts',
    ],
    [
      'chat running delivery',
      'bot/src/teams/x.ts',
      "import { getCard } from '../notices/matter-cards.ts';",
      'bot/src/notices/matter-cards.ts',
    ],
    [
      'chat knowing the queue',
      'bot/src/teams/x.ts',
      "import type { Q } from '../notices/notice-queue.ts';",
      'bot/src/notices/notice-queue.ts',
    ],
    ['HTTP using the chat edge', 'bot/src/http/x.ts', "import { a } from '../teams/bot.ts';", 'bot/src/teams/bot.ts'],
    [
      'one value among types',
      'bot/src/http/x.ts',
      "import { type Row, rowOf } from '../register/rows.ts';",
      'bot/src/register/rows.ts',
    ],
    [
      'the product starting the practice tenant',
      'bot/src/sightline.ts',
      "await import('./practice/start.ts');",
      'bot/src/practice/start.ts',
    ],
    [
      'a worker of the practice tenant',
      'bot/src/main.ts',
      "new Worker(new URL('./practice/start.ts', import.meta.url))",
      'bot/src/practice/start.ts',
    ],
    ['an import for its effects', 'bot/src/config.ts', "import './practice/start.ts';", 'bot/src/practice/start.ts'],
    [
      'something passed on',
      'bot/src/domain/x.ts',
      "export { a } from '../register/rows.ts';",
      'bot/src/register/rows.ts',
    ],
    [
      'an import over several lines',
      'bot/src/domain/x.ts',
      "import {\n  a,\n  type B,\n} from '../register/rows.ts';",
      'bot/src/register/rows.ts',
    ],
    [
      'the tab running the contract',
      'tab/src/api/x.ts',
      "import { Item } from '../../../bot/src/http/contract.ts';",
      'bot/src/http/contract.ts',
    ],
    [
      'the tab reaching into the server',
      'tab/src/x.ts',
      "import type { Deps } from '../../bot/src/features/ports.ts';",
      'bot/src/features/ports.ts',
    ],
    [
      'a part that nobody has placed',
      'bot/src/extras/x.ts',
      "import { a } from '../domain/asset.ts';",
      'bot/src/domain/asset.ts',
    ],
  ])('given %s, when checked, then it is found', (_what, file, text, imports) => {
    expect(check(file, text)).toEqual([imports]);
  });

  it.each([
    [
      'the domain using itself and what it may',
      'bot/src/domain/x.ts',
      "import { a } from './day.ts';\nimport MiniSearch from 'minisearch';\nimport { en } from 'chrono-node/en';",
    ],
    [
      'types of another part, in each way to write them',
      'bot/src/http/x.ts',
      "import type { Row } from '../register/rows.ts';\nimport { type Row, type Head } from '../register/rows.ts';",
    ],
    ['a test using anything', 'bot/src/domain/x.test.ts', "import { readFile } from 'node:fs/promises';"],
    ['the chat edge using botbuilder', 'bot/src/teams/x.ts', "import { CloudAdapter } from 'botbuilder';"],
    [
      'the tab using the rules',
      'tab/src/x.tsx',
      "import { isDay } from '../../bot/src/domain/day.ts';\nimport { useState } from 'react';",
    ],
    [
      'words about importing',
      'bot/src/domain/x.ts',
      "// what people import from 'there'\nconst text = 'an import from far away';",
    ],
  ])('given %s, when checked, then it passes', (_what, file, text) => {
    expect(check(file, text)).toEqual([]);
  });

  it('given a crossing, when told, then it says why the arrow is there and how to mend it', () => {
    const [crossing] = crossingsIn(new Map([['bot/src/domain/x.ts', "import { z } from 'zod';"]]));
    expect(crossing?.problem).toContain('no package that needs Node');
    expect(crossing?.problem).toContain('Pass what is needed in as a value');
  });
});
