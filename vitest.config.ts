import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // vitest leaves one core free; most of what waits here waits for the store.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['bot/src/**/*.test.ts', 'tab/src/**/*.test.ts', 'manifest/*.test.ts', 'infra/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['bot/test/**/*.test.ts'],
          globalSetup: ['bot/test/support/azurite.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tab/test/**/*.test.ts'],
          globalSetup: ['bot/test/support/azurite.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
