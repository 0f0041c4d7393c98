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
/** The register grows meanwhile by some ten thousand assets; beyond this, something is kept that should not be. */
const mostResidentMb = 1_500;

const logDir = await mkdtemp(join(tmpdir(), 'sightline-fuzz-'));
const { connectionString, part } = await startAzurite({ dataDir: null, logFile: join(logDir, 'azurite.log') });
const world = await startFuzzWorld({ connectionString, storeName: 'fuzz', purchases: 300 });
const startedAt = performance.now();
const { answers, findings, residentMb } = await fuzz(world, {
  seed,
  count,
  onProgress: (done) => {
    const perSecond = (done / (performance.now() - startedAt)) * 1_000;
    console.log(`${done.toLocaleString('en')} sent, ${perSecond.toFixed(0)} a second`);
  },
  onFinding: (what) => console.log(`found: ${what}`),
});
const wrong = findings.map(
  ({ what, times, request, smallest }) =>
    `${what}, ${times} times\n  ${smallest === null ? `one of: ${request}` : `smallest: ${smallest}`}`,
);
const stopped = await world.stopServer();
if (stopped !== 'code 0') wrong.push(`the server ended with ${stopped} when it was asked to stop`);
const { code, said } = await world.verify();
if (code !== 0) wrong.push(`register:verify ended with ${code}: ${said}`);
if (Math.max(...residentMb) > mostResidentMb) wrong.push(`the server took more than ${mostResidentMb} MB`);

for (const [kind, byStatus] of [...answers].toSorted()) {
  const counts = [...byStatus].toSorted().map(([status, times]) => `${status} × ${times}`);
  console.log(`  ${kind.padEnd(40)} ${counts.join(', ')}`);
}
for (const [warning, times] of world.warnings) console.log(`  warned ${times} times: ${warning}`);
console.log(`Resident memory, start to end, MB: ${residentMb.map((mb) => mb.toFixed(0)).join(' ')}`);
console.log(`register:verify: ${said}`);
console.log(
  wrong.length === 0
    ? `Nothing found in ${(2 * count).toLocaleString('en')} requests of seed ${seed}.`
    : `${wrong.length} findings of seed ${seed}:\n\n${wrong.join('\n\n')}`,
);
await world.close();
await part.stop();
await rm(logDir, { recursive: true, force: true });
process.exit(wrong.length === 0 ? 0 : 1);
