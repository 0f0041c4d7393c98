import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

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

/** Spreads the files in which a browser works among the others: two browsers side by side keep each other waiting. */
class BrowsersApart extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const kinds = Object.groupBy(
      sorted,
      ({ project, moduleId }) => `${project.name} ${moduleId.includes('/tab/test/')}`,
    );
    // From 0 for the first of its kind to 1 for the last.
    const places = new Map(
      Object.values(kinds).flatMap((kind = []) => kind.map((file, at) => [file, (at + 0.5) / kind.length] as const)),
    );
    const placeOf = (file: TestSpecification) => places.get(file) ?? 0;
    return sorted.sort((one, other) => (one.project === other.project ? placeOf(one) - placeOf(other) : 0));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: BrowsersApart },
    // vitest leaves one core free; most of what waits here waits for the store.
    maxWorkers: 2,
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
          include: ['bot/test/**/*.test.ts', 'tab/test/**/*.test.ts'],
          globalSetup: ['bot/test/support/azurite.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
