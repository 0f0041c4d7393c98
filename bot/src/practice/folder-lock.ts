import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Takes a data folder for this process, since two Azurites on one folder would ruin it.
 *
 * @returns what gives it back
 * @throws {Error} when a running process has it
 */
export function lockFolder(dataDir: string): () => void {
  const file = join(dataDir, 'launcher.pid');
  const holder = holderOf(file);
  if (holder !== null) {
    throw new Error(
      `The practice tenant runs already on ${dataDir} (process ${holder}).\n` +
        'Stop it first, or set DATA_DIR to another folder and PORT, GRAPH_PORT and PLAYGROUND_PORT to other ports.',
    );
  }
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

function holderOf(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (!Number.isInteger(pid) || pid < 1 || pid === process.pid) return null;
    process.kill(pid, 0);
    return pid;
  } catch {
    // No file, or nobody by that number: the last one was ended without a chance to clean up.
    return null;
  }
}
