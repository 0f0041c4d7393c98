import { execFile } from 'node:child_process';
import { ofThisProcess } from './server-process.ts';

/** Runs one of the scripts in `bot/src/operate` with nothing but these settings, to its end. */
export function runScript(
  name: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ code: number; out: string; err: string }> {
  const script = new URL(`../../src/operate/${name}`, import.meta.url).pathname;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [script, ...args],
      { env: { ...ofThisProcess, ...env } },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}
