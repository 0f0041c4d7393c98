import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

const executable = process.platform === 'win32' ? 'bicep.exe' : 'bicep';

/** Path of the Bicep compiler (from BICEP, PATH or beside the project), or null where none is installed. */
export const findBicep = (projectFolder: string): string | null => {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, executable));
  const beside = resolve(projectFolder, '../shared/tools', executable);
  return [process.env.BICEP, ...onPath, beside].find((path) => path && existsSync(path)) ?? null;
};

// Lets the compiler run where no ICU is installed and where there is no writable home.
const environment = {
  DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1',
  DOTNET_BUNDLE_EXTRACT_BASE_DIR: join(tmpdir(), 'bicep'),
};

/** What the compiler printed as its result; rejects with its own words where there is none. */
export const runBicep = (bicep: string, ...args: string[]): Promise<string> =>
  new Promise((fulfil, reject) => {
    execFile(bicep, args, { env: { ...process.env, ...environment } }, (error, stdout, stderr) => {
      if (error && stdout === '') reject(new Error(stderr || error.message));
      else fulfil(stdout);
    });
  });
