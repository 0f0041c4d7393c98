import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Reads what was saved, or null when there is nothing yet. @throws when the file is there but is not JSON */
export function readJsonFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${path} can't be read as JSON. Delete it to start the practice tenant afresh.`);
  }
}

/** Writes beside the file and renames, so that a reader or a crash sees the old content or the new, never a half. */
export function writeJsonFile(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.draft`;
  writeFileSync(draft, JSON.stringify(value, null, 1), { mode: 0o600 });
  renameSync(draft, path);
}
