import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The part of the Microsoft 365 Agents Toolkit that holds its schemas, as of CLI 1.1.17. */
const toolkit = '@microsoft/teamsfx-core@3.1.3';
const cache = join(import.meta.dirname, '../node_modules/.cache/toolkit-3.1.3');

const cached = async (version: string): Promise<unknown> =>
  JSON.parse(await readFile(join(cache, `${version}.json`), 'utf8'));

/**
 * The toolkit's own schema of its project file, in a version such as `v1.11`, or null where the registry is out of
 * reach. Taken out of the published package and kept, because the toolkit itself is hundreds of megabytes.
 */
export const readToolkitSchema = async (version: string): Promise<unknown> => {
  const found = await cached(version).catch(() => null);
  if (found) return found;
  const folder = await mkdtemp(join(tmpdir(), 'toolkit-'));
  try {
    const { stdout } = await run('npm', [
      'pack',
      toolkit,
      '--silent',
      '--fetch-retries=0',
      '--pack-destination',
      folder,
    ]);
    const file = `package/resource/yaml-schema/${version}/yaml.schema.json`;
    await run('tar', ['-xzf', join(folder, stdout.trim()), '-C', folder, file]);
    await mkdir(cache, { recursive: true });
    await copyFile(join(folder, file), join(cache, `${version}.json`));
    return await cached(version);
  } catch {
    return null;
  } finally {
    await rm(folder, { recursive: true });
  }
};
