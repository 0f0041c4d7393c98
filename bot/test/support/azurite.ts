import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startAzurite } from '../../src/practice/azurite.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    storageConnectionString: string;
  }
}

/** One Azurite for a whole test run; each test opens tables and queues of its own in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const logDir = await mkdtemp(join(tmpdir(), 'sightline-test-'));
  const { connectionString, part } = await startAzurite({ dataDir: null, logFile: join(logDir, 'azurite.log') });
  project.provide('storageConnectionString', connectionString);
  return async () => {
    await part.stop();
    await rm(logDir, { recursive: true, force: true });
  };
}
