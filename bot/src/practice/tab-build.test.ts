import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isTabStale } from './tab-build.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tab-build-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** A file, and the folders above it, as changed at a minute. */
function put(path: string, minute: number): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  const at = new Date(Date.UTC(2026, 0, 1, 0, minute));
  for (let one = file; one !== root; one = dirname(one)) utimesSync(one, at, at);
}

describe('the built tab', () => {
  it('is stale when it is missing', () => {
    put('tab/src/main.ts', 1);
    expect(isTabStale(root)).toBe(true);
  });

  it('is fresh when nothing it is made of changed since', () => {
    put('tab/src/deep/down.tsx', 1);
    put('bot/src/domain/asset.ts', 1);
    put('tab/dist/index.html', 2);
    expect(isTabStale(root)).toBe(false);
  });

  it.each(['tab/src/deep/down.tsx', 'tab/index.html', 'bot/src/domain/asset.ts', 'package-lock.json'])(
    'is stale when %s changed since',
    (source) => {
      put('tab/dist/index.html', 2);
      put(source, 3);
      expect(isTabStale(root)).toBe(true);
    },
  );
});
