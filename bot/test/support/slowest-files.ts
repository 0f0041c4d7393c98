import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

const shown = 10;

/** The files that took longest, hooks and loading included, so that growth is seen: a line each, the slowest first. */
function slowestFiles(modules: readonly TestModule[]): string {
  const took = modules.map((module) => {
    const { collectDuration, setupDuration, duration } = module.diagnostic();
    return { file: module.relativeModuleId, seconds: (collectDuration + setupDuration + duration) / 1000 };
  });
  const slowest = took.toSorted((a, b) => b.seconds - a.seconds).slice(0, shown);
  const total = took.reduce((sum, { seconds }) => sum + seconds, 0);
  const lines = slowest.map(({ file, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${file}`);
  return [`The slowest of ${took.length} files, which took ${total.toFixed(0)} s together:`, ...lines, ''].join('\n');
}

/** Writes them into the file that SLOWEST_FILES names, for `.ci/run` to show at its end. */
export default class SlowestFiles implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (process.env.SLOWEST_FILES) writeFileSync(process.env.SLOWEST_FILES, slowestFiles(modules));
  }
}
