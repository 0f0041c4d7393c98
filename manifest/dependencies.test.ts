import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const project = join(import.meta.dirname, '..');
const read = (file: string) => readFile(join(project, file), 'utf8');

const installed = z.object({
  version: z.string().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  optional: z.boolean().optional(),
  bin: z.record(z.string(), z.string()).optional(),
  hasInstallScript: z.boolean().optional(),
});
const { packages } = z
  .object({ packages: z.record(z.string(), installed) })
  .parse(JSON.parse(await read('package-lock.json')));
const nameOf = (path: string) => path.replace(/^.*node_modules\//, '');

/** Packages that would run something while they are installed, and why nothing is missed where they don't. */
const neverRun = {
  'botbuilder-dialogs': 'removes copies of its own recognisers for dialogs, which nothing here has',
  'dtrace-provider': 'compiles probes for DTrace, which restify does without',
  protobufjs: 'warns of a version that it does not like',
};

test.each(['linux-x64', 'linux-arm64', 'win-x64'])(
  'given a machine of %s, when installed, then its Node is the one that the lock file names by its hash',
  async (platform) => {
    const { optionalDependencies } = z
      .object({ optionalDependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(await read('package.json')));
    const runtime = packages[`node_modules/node-${platform}`];
    expect(runtime).toMatchObject({ version: optionalDependencies[`node-${platform}`], optional: true });
    expect(runtime?.integrity).toMatch(/^sha512-[\w+/]{86}==$/);
    // npm links it before everything else that its scripts find, and there is one of it.
    expect(runtime?.bin?.node).toMatch(/^bin\/node(\.exe)?$/);
    const others = Object.entries(packages).filter(
      ([path, { bin }]) => bin?.node && !path.includes('node_modules/node-'),
    );
    expect(others.map(([path]) => path)).toEqual([]);
  },
);

test('given the runtime, then every platform has the same version', () => {
  const runtimes = Object.values(packages).filter(({ bin }) => bin?.node);
  expect(runtimes).toHaveLength(3);
  expect(new Set(runtimes.map(({ version }) => version)).size).toBe(1);
});

test('given all that is installed, then each has its hash', () => {
  const unpinned = Object.entries(packages).filter(([path, { integrity }]) => path !== '' && !integrity);
  expect(unpinned.map(([path]) => path)).toEqual([]);
});

test('given packages that would run something while they are installed, then nothing runs, and each is known', async () => {
  expect((await read('.npmrc')).split('\n')).toContain('ignore-scripts=true');
  const running = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript);
  expect(running.map(([path]) => nameOf(path)).toSorted()).toEqual(Object.keys(neverRun).toSorted());
});
