import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Chromium or a browser built on it is installed, on Linux, macOS and Windows. */
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The browser that tests use: CHROME_PATH, an installed one, or on Debian and its kin the package, installed now. */
export function browserPath(): string {
  const found = [process.env.CHROME_PATH, ...places].find((path) => path !== undefined && existsSync(path));
  if (found) return found;
  if (existsSync('/usr/bin/apt-get')) {
    const isRoot = process.getuid?.() === 0;
    const run = (...args: string[]) =>
      execFileSync(isRoot ? 'apt-get' : 'sudo', isRoot ? args : ['-n', 'apt-get', ...args], { stdio: 'ignore' });
    try {
      run('update');
      run('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-core');
    } catch {
      // Told below, with what to do.
    }
    if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium';
  }
  throw new Error(
    'The browser tests need Chromium. Install it (Debian: apt-get install chromium), or set CHROME_PATH.',
  );
}

/** Starts a headless browser that talks to this machine only. `more`: Chromium's switches beside those that all need. */
export function startBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}
