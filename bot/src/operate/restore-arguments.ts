import { parseArgs } from 'node:util';
import { z } from 'zod';

const unproven = 'accept-unproven-backup';
const Arguments = z.object({
  folder: z.string('Name the folder that holds the backup: npm run register:restore -- <folder> --sha256 <hash>'),
  sha256: z
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/, 'A SHA-256 is 64 digits and letters from a to f, as register:backup printed them.')
    .nullable(),
  isUnproven: z.boolean(),
});

/**
 * Which backup is restored: its folder, and the hash that was kept of it; null where the operator chose to believe the folder.
 *
 * @throws {Error} with what is missing or wrong, in words
 */
export function restoreArguments(args: string[]): { folder: string; sha256: string | null } {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { sha256: { type: 'string' }, [unproven]: { type: 'boolean' } },
  });
  const given = { folder: positionals[0], sha256: values.sha256 ?? null, isUnproven: values[unproven] ?? false };
  const { data, error } = Arguments.safeParse(given);
  if (!data) throw new Error(error.issues[0]?.message);
  if (data.sha256 === null && !data.isUnproven) {
    throw new Error(
      'Give the SHA-256 of its manifest that register:backup printed and that you kept elsewhere: --sha256 <hash>. Without ' +
        `it nothing shows whether the folder was altered. Where it is lost, --${unproven} believes the folder as it is.`,
    );
  }
  if (data.sha256 !== null && data.isUnproven) throw new Error(`Give either --sha256 or --${unproven}, not both.`);
  return data;
}
