import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findBicep } from './bicep.ts';
import { checkInfra } from './check-infra.ts';

const bicep = findBicep(dirname(import.meta.dirname));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weakened-'));
  await cp(import.meta.dirname, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const edit = async (file: string, from: string, to: string) => {
  const text = await readFile(join(folder, file), 'utf8');
  expect(text).toContain(from);
  await writeFile(join(folder, file), text.replace(from, to));
};

const codes = async (compiler: string | null) => (await checkInfra(compiler, folder)).map(({ code }) => code);

describe.skipIf(!bicep)('with a compiler', { timeout: 120_000 }, () => {
  test('given the infrastructure as it is, when checked, then nothing is found', async () => {
    expect(await codes(bicep)).toEqual([]);
  });

  test('given a misspelt property, which the compiler only warns of, when checked, then it is found', async () => {
    await edit('server.bicep', 'httpsOnly: true', 'httpOnly: true');
    expect(await codes(bicep)).toEqual(['BCP037']);
  });

  test('given Bicep newer than its template and snapshot, when checked, then both are stale', async () => {
    await edit('azure.bicep', 'param logRetentionDays int = 90', 'param logRetentionDays int = 91');
    expect(await codes(bicep)).toEqual(['template-stale', 'snapshot-changed']);
  });
});

describe('without a compiler', () => {
  test('given the infrastructure as it is, when checked, then nothing is found', async () => {
    expect(await codes(null)).toEqual([]);
  });

  test('given a weakened snapshot, when checked, then the rule is found broken', async () => {
    await edit('example.snapshot.json', '"allowSharedKeyAccess": false', '"allowSharedKeyAccess": true');
    expect(await codes(null)).toEqual(['storage-without-keys']);
  });
});
