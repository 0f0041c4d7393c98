import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startAzurite } from '../src/practice/azurite.ts';
import { fuzz } from './run.ts';
import { startFuzzWorld } from './world.ts';

/**
 * `npm run fuzz [-- --seed 1 --count 100000]`: sends `count` generated activities and as many API requests to the real
 * server on loopback. Exits 1 with a list of what must not be. The same seed makes the same requests; the ids in them are
 * those that the server gave out.
 */
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '20261124' }, count: { type: 'string', default: '100000' } },
});
const seed = Number(values.seed);
const count = Number(values.count);
/** A long run goes through several worlds, one after the other: an emulator answers the slower, the more it was told. */
const mostPerWorld = 25_000;
/** The register grows meanwhile by some thousand assets; beyond this, something is kept that should not be. */
const mostResidentMb = 1_500;

const answers = new Map<string, Map<string, number>>();
const warnings = new Map<string, number>();
const wrong: string[] = [];
for (let sent = 0; sent < count; sent += mostPerWorld) {
  await oneWorld(seed + sent, Math.min(mostPerWorld, count - sent));
}

for (const [kind, byStatus] of [...answers].toSorted()) {
  const counts = [...byStatus].toSorted().map(([status, times]) => `${status} × ${times}`);
  console.log(`  ${kind.padEnd(40)} ${counts.join(', ')}`);
}
for (const [warning, times] of warnings) console.log(`  warned ${times} times: ${warning}`);
console.log(
  wrong.length === 0
    ? `Nothing found in ${(2 * count).toLocaleString('en')} requests of seed ${seed}.`
    : `${wrong.length} findings of seed ${seed}:\n\n${wrong.join('\n\n')}`,
);
process.exit(wrong.length === 0 ? 0 : 1);

/** A server on a store of its own, all that is sent to it, and what its register is found to be after that. */
async function oneWorld(worldSeed: number, ofEach: number): Promise<void> {
  console.log(`A new store, ${ofEach.toLocaleString('en')} of each from seed ${worldSeed}:`);
  const logDir = await mkdtemp(join(tmpdir(), 'sightline-fuzz-'));
  const { connectionString, part } = await startAzurite({ dataDir: null, logFile: join(logDir, 'azurite.log') });
  const world = await startFuzzWorld({ connectionString, storeName: 'fuzz', purchases: 300 });
  const startedAt = performance.now();
  const report = await fuzz(world, {
    seed: worldSeed,
    count: ofEach,
    onProgress: (done) => {
      const perSecond = (done / (performance.now() - startedAt)) * 1_000;
      console.log(`${done.toLocaleString('en')} sent, ${perSecond.toFixed(0)} a second`);
    },
    onFinding: (what) => console.log(`found: ${what}`),
  });
  for (const { what, times, request, smallest } of report.findings)
    wrong.push(`${what}, ${times} times\n  ${smallest === null ? `one of: ${request}` : `smallest: ${smallest}`}`);
  const stopped = await world.stopServer();
  if (stopped !== 'code 0') wrong.push(`the server ended with ${stopped} when it was asked to stop`);
  const { code, said } = await world.verify();
  if (code !== 0) wrong.push(`register:verify ended with ${code}: ${said}`);
  if (Math.max(...report.residentMb) > mostResidentMb) wrong.push(`the server took more than ${mostResidentMb} MB`);
  console.log(`Resident memory, start to end, MB: ${report.residentMb.map((mb) => mb.toFixed(0)).join(' ')}`);
  console.log(`register:verify: ${said}`);

  for (const [kind, byStatus] of report.answers) {
    const counted = answers.get(kind) ?? new Map<string, number>();
    for (const [status, times] of byStatus) counted.set(status, (counted.get(status) ?? 0) + times);
    answers.set(kind, counted);
  }
  for (const [warning, times] of world.warnings) warnings.set(warning, (warnings.get(warning) ?? 0) + times);
  await world.close();
  await part.stop();
  await rm(logDir, { recursive: true, force: true });
}
