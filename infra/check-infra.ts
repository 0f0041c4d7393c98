import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { findBicep, runBicep } from './bicep.ts';
import { parseSnapshot, parseTemplate } from './infrastructure.ts';
import { brokenRules, rules } from './rules.ts';

const infraFolder = import.meta.dirname;
const templateFile = 'azure.json';
const snapshotFile = 'example.snapshot.json';

/** A made-up place to evaluate the template in. */
const place = [
  ...['--subscription-id', '33333333-3333-4333-8333-333333333333', '--resource-group', 'sightline'],
  ...['--tenant-id', '22222222-2222-4222-8222-222222222222', '--location', 'westeurope'],
];

const result = z.object({ ruleId: z.string(), message: z.object({ text: z.string() }) });
const diagnostics = z.object({ runs: z.array(z.object({ results: z.array(result) })) });

export type Finding = { code: string; says: string };

/** Everything the compiler and the linter have to say, warnings included: the compiler exits 0 on those. */
const lint = async (bicep: string, folder: string): Promise<Finding[]> => {
  const sarif = await runBicep(bicep, 'lint', join(folder, 'example.bicepparam'), '--diagnostics-format', 'sarif');
  return diagnostics
    .parse(JSON.parse(sarif))
    .runs.flatMap(({ results }) => results.map(({ ruleId, message }) => ({ code: ruleId, says: message.text })));
};

/** Compiles and evaluates the Bicep in a folder, into that folder. */
const compile = async (bicep: string, folder: string): Promise<void> => {
  await Promise.all([
    runBicep(bicep, 'build', join(folder, 'azure.bicep'), '--outfile', join(folder, templateFile)),
    runBicep(bicep, 'snapshot', join(folder, 'example.bicepparam'), '--mode', 'overwrite', ...place),
  ]);
};

/** A compiled file without the compiler's own mark, which changes with its version. */
const readCompiled = async (folder: string, file: string): Promise<unknown> =>
  JSON.parse(await readFile(join(folder, file), 'utf8'), (key, value: unknown) =>
    key === '_generator' ? undefined : value,
  );

/** Compares the compiled template and the snapshot in a folder with what its Bicep gives now. */
const compareWithSource = async (bicep: string, folder: string): Promise<Finding[]> => {
  const fresh = await mkdtemp(join(tmpdir(), 'infra-'));
  try {
    await cp(folder, fresh, { recursive: true });
    await compile(bicep, fresh);
    const differs = async (file: string) =>
      !isDeepStrictEqual(await readCompiled(folder, file), await readCompiled(fresh, file));
    const refresh = 'is not what the Bicep gives; `npm run infra -- --write`, then read the difference';
    return [
      ...((await differs(templateFile)) ? [{ code: 'template-stale', says: `${templateFile} ${refresh}` }] : []),
      ...((await differs(snapshotFile)) ? [{ code: 'snapshot-changed', says: `${snapshotFile} ${refresh}` }] : []),
    ];
  } finally {
    await rm(fresh, { recursive: true });
  }
};

/**
 * What is wrong with the infrastructure in a folder: diagnostics, a stale template, a changed snapshot, broken rules.
 * Without a compiler (null) only the rules are checked, on the files as they are.
 */
export const checkInfra = async (bicep: string | null, folder: string): Promise<Finding[]> => {
  const diagnosed = bicep ? await lint(bicep, folder) : [];
  if (diagnosed.length > 0) return diagnosed;
  const infrastructure = {
    resources: parseSnapshot(await readFile(join(folder, snapshotFile), 'utf8')),
    template: parseTemplate(await readFile(join(folder, templateFile), 'utf8')),
  };
  return [
    ...(bicep ? await compareWithSource(bicep, folder) : []),
    ...brokenRules(infrastructure).map((code) => ({ code, says: rules[code].says })),
  ];
};

if (import.meta.main) {
  const bicep = findBicep(dirname(infraFolder));
  if (!bicep) console.log('No bicep on PATH or in BICEP: compiling and linting are skipped, the rules are checked.');
  if (bicep && process.argv.includes('--write')) await compile(bicep, infraFolder);
  const findings = await checkInfra(bicep, infraFolder);
  for (const { code, says } of findings) console.error(`${code}: ${says}`);
  if (findings.length === 0) console.log(`infra: ${Object.keys(rules).length} rules hold`);
  process.exitCode = findings.length === 0 ? 0 : 1;
}
