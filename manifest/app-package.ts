import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { z } from 'zod';

/** The files of a Teams app package, by name. */
export type AppPackage = Record<string, Uint8Array>;

export const manifestFile = 'manifest.json';

const namedFiles = z.object({
  icons: z.object({ color: z.string(), outline: z.string() }),
  localizationInfo: z.object({ additionalLanguages: z.array(z.object({ file: z.string() })) }),
});

/** Puts values in the place of `${{NAME}}`, as it stands in JSON; a name without a value is left as it is. */
export const fill = (text: string, values: Record<string, string | undefined>): string =>
  text.replace(/\$\{\{ *(\w+) *\}\}/g, (placeholder, name: string) => {
    const value = values[name];
    return value ? JSON.stringify(value).slice(1, -1) : placeholder;
  });

/** Reads the manifest in a folder, fills it, and takes along the icons and languages that it names. */
export const readAppPackage = async (
  folder: string,
  values: Record<string, string | undefined>,
): Promise<AppPackage> => {
  const manifest = fill(await readFile(join(folder, manifestFile), 'utf8'), values);
  const { icons, localizationInfo } = namedFiles.parse(JSON.parse(manifest));
  const names = [icons.color, icons.outline, ...localizationInfo.additionalLanguages.map(({ file }) => file)];
  const files = await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const));
  return { [manifestFile]: new TextEncoder().encode(manifest), ...Object.fromEntries(files) };
};

/** The package as Teams takes it. The same files give the same bytes, whenever it is made. */
export const zipAppPackage = (files: AppPackage): Uint8Array =>
  zipSync(files, { level: 9, mtime: new Date(2000, 0, 1) });
