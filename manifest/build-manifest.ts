import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { readAppPackage, zipAppPackage } from './app-package.ts';
import { checkPackage } from './check-package.ts';

// Fills the manifest from env/.env.<name> (the environment itself wins), checks it and packs it.
// Without a name it is the made-up tenant of env/.env.playground: a check, not a package to upload.
const folder = import.meta.dirname;
const environment = process.argv[2] ?? 'playground';
const envFile = join(folder, '..', 'env', `.env.${environment}`);
const isThere = existsSync(envFile);
const values = { ...(isThere ? parseEnv(await readFile(envFile, 'utf8')) : {}), ...process.env };

const files = await readAppPackage(folder, values);
const findings = await checkPackage(files);
for (const { code, says } of findings) console.error(`${code}: ${says}`);
if (findings.length > 0) {
  const from = `env/.env.${environment}${isThere ? '' : ', which is not there'}`;
  console.error(`manifest: not packed; values come from the environment and ${from}`);
  process.exitCode = 1;
} else {
  const zip = join(folder, 'dist', `appPackage.${environment}.zip`);
  await mkdir(join(folder, 'dist'), { recursive: true });
  await writeFile(zip, zipAppPackage(files));
  console.log(`manifest: valid, packed into manifest/dist/appPackage.${environment}.zip`);
}
