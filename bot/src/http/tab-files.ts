import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

export type TabFile = { body: Buffer; zipped: Buffer; type: string; etag: string; isImmutable: boolean };

/**
 * The built tab, read into memory and zipped once: only what was built can be asked for, so no path can lead elsewhere.
 * Empty when the tab has not been built.
 */
export async function readTabFiles(folder: string): Promise<Map<string, TabFile>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = new Map<string, TabFile>();
  for (const entry of names) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || !type) continue;
    const path = join(entry.parentPath, entry.name);
    const body = await readFile(path);
    files.set(relative(folder, path).split(sep).join('/'), {
      body,
      zipped: await promisify(gzip)(body),
      type,
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
      isImmutable: path.includes(`${sep}assets${sep}`),
    });
  }
  return files;
}
