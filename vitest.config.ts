import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Node keeps there what it has compiled, for each process and thread that loads the same again: servers, replicas, Azurite.
 * Half of what it takes to start one is spent on that.
 */
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/node', import.meta.url));

/**
 * Where the processor protects code by keys, V8 now and then ends a process in which threads end ("Check failed:
 * jit_page.has_value()"): github.com/nodejs/node/issues/64500
 */
const execArgv = ['--no-memory-protection-keys'];

/**
 * Files share the modules that their process has loaded, which takes longer than most of their tests. Nothing but code is
 * shared by that: each file makes its own server, stores and people.
 */
const isolate = false;

/** They start whole processes or wait out real limits, which their size does not tell. */
const longest = /\/(launcher|restart|playground|proactive|notices|telemetry|discovery|production|decisions)\.test\.ts$/;

/** Begun last, a long file would be waited for alone. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isShort = ({ moduleId }: TestSpecification) => Number(!longest.test(moduleId));
    return (await super.sort(files)).toSorted((a, b) => isShort(a) - isShort(b));
  }
}

export default defineConfig({
  test: {
    // vitest leaves one core free; most of what waits here waits for the store.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          execArgv,
          isolate,
          include: ['bot/src/**/*.test.ts', 'tab/src/**/*.test.ts', 'manifest/*.test.ts', 'infra/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'integration',
          execArgv,
          isolate,
          include: ['bot/test/**/*.test.ts'],
          globalSetup: ['bot/test/support/azurite.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          execArgv,
          isolate,
          include: ['tab/test/**/*.test.ts'],
          globalSetup: ['bot/test/support/azurite.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // Two browsers at once, one for each process, and nothing else beside them.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
