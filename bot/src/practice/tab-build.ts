import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile, startPart } from './part.ts';

/** What the built tab is made of, from the project's root. */
const sources = [
  'tab/src',
  'tab/public',
  'tab/index.html',
  'tab/vite.config.ts',
  'bot/src/domain',
  'package-lock.json',
];

/** Whether the tab's build is missing or older than what it is made of. */
export function isTabStale(root: string): boolean {
  const built = join(root, 'tab/dist/index.html');
  if (!existsSync(built)) return true;
  const builtAt = statSync(built).mtimeMs;
  return sources.some((source) => newestIn(join(root, source)) > builtAt);
}

function newestIn(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  const within = readdirSync(path, { recursive: true, withFileTypes: true });
  return Math.max(stats.mtimeMs, ...within.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}

/** Builds the tab with Vite. @throws when the build fails */
export async function buildTab(root: string, logFile: string): Promise<void> {
  const part = startPart({
    name: "The tab's build",
    args: [packageFile('vite/bin/vite.js'), 'build', '--emptyOutDir'],
    cwd: join(root, 'tab'),
    logFile,
  });
  const how = await part.ended;
  if (how !== 'exit code 0') throw new Error(`The tab could not be built (${how}). Its output is in ${logFile}.`);
}
