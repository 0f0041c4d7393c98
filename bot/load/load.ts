import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { firstPollOver } from '../bench/first-poll.ts';
import { ms, percentile, startWorld } from '../bench/world.ts';
import { invent } from '../src/practice/invented-assets.ts';
import { adele, practiceTenantId } from '../src/practice/people.ts';
import { orderPopulation } from '../src/practice/population-orders.ts';
import { startPracticeGraph } from '../src/practice/practice-graph.ts';
import { tableAt } from '../src/register/storage.ts';
import { verifyRegister } from '../src/register/verify.ts';
import { startFakeConnector } from '../test/support/fake-connector.ts';
import { practiceEnv } from '../test/support/server-process.ts';
import { tokensFrom } from '../test/support/tokens.ts';
import { watchChats } from './chats.ts';
import { startCluster } from './cluster.ts';
import { brokenPromises, doubledCards, type Read, untilDelivered } from './hold-against.ts';
import { addressed, atWork, type LoadPerson } from './person.ts';
import { noPromises, type Promises, together } from './promises.ts';

/**
 * `npm run load [-- --people 200 --seconds 60 --killed 20 --assets 2000]`: two server processes on one store, and people at
 * work at both: first undisturbed, then while one process is killed, then while one is stopped. Exits 1 when a promise is
 * broken: an error, something answered that is lost, something done twice, a notice never delivered, a journal not whole.
 */
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '60' },
    killed: { type: 'string', default: '20' },
    assets: { type: 'string', default: '2000' },
  },
});
const count = Number(values.people);
const assets = Number(values.assets);
const channel = '19:itam@thread.tacv2';

const logDir = await mkdtemp(join(tmpdir(), 'sightline-load-'));
const world = await startWorld(logDir);
const graph = await startPracticeGraph({ port: 0, dataFile: null });
const { madeOn, seed } = await orderPopulation(graph.url, { count: assets });
const connector = await startFakeConnector();
const chats = watchChats(connector);
const tokenOf = tokensFrom(graph.url);
const storeName = 'load';
const cluster = await startCluster(
  {
    ...practiceEnv({ connectionString: world.connectionString, storeName, graphUrl: graph.url }),
    DISCOVERY_INTERVAL: '86400',
    ITAM_STAFF: adele.id,
    FALLBACK_APPROVERS: adele.id,
    ITAM_CHANNEL_ID: channel,
  },
  2,
);
const around = { cluster, chats, tokenOf, serviceUrl: connector.serviceUrl };
const read: Read = async (path) => {
  const headers = { authorization: `Bearer ${await tokenOf(adele.userPrincipalName)}` };
  const response = await cluster.send(path, { headers });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
};

await firstPollOver(graph, world.connectionString, storeName);
const people = peopleAtWork();
await Promise.all(people.filter(({ isStaff }) => !isStaff).map(install));
await installChannel();
/** Of what discovery found at the start: its owners have no chat with Sightline. */
const undeliveredBefore = await untilDelivered(read);
console.log(`${people.length} people, ${assets.toLocaleString('en')} assets, two processes, ${cpus().length} cores`);

const phases: Promises[] = [];
const broken: string[] = [];
let killedAt = 0;
await phase('undisturbed', Number(values.seconds), null);
await phase('one process killed (SIGKILL)', Number(values.killed), 'SIGKILL');
await phase('one process stopped (SIGTERM)', Number(values.killed), 'SIGTERM');

broken.push(...(await brokenPromises(read, together(phases))));
const doubled = doubledCards(chats.arrivals.values(), killedAt);
broken.push(...doubled.broken);
const ends = await cluster.stop();
if (ends.some((end) => end !== 'code 0')) broken.push(`the processes ended with ${ends.join(', ')} when asked to stop`);
const { entries, assets: kept, faults } = await verifyRegister(tableAt(world, `${storeName}register`));
for (const { shard, row, what, detail } of faults) broken.push(`${what}: shard ${shard}, ${row}: ${detail}`);
console.log(`\nThe journal has ${entries} entries about ${kept} assets, ${faults.length} faults.`);
console.log(`${doubled.excused} cards were sent once more, since the kill fell between Teams’ answer and its record.`);
console.log(
  broken.length === 0 ? 'Every promise was kept.' : `${broken.length} broken promises:\n${broken.join('\n')}`,
);
await chats.stop();
await connector.close();
await graph.close();
await world.stop();
await rm(logDir, { recursive: true, force: true });
process.exit(broken.length === 0 ? 0 : 1);

/** People at work for a while, and then until everything owed has been delivered. */
async function phase(name: string, seconds: number, signal: 'SIGKILL' | 'SIGTERM' | null): Promise<void> {
  const promises = noPromises();
  phases.push(promises);
  const retriesBefore = cluster.retries();
  const until = performance.now() + seconds * 1_000;
  await Promise.all([
    ...people.map((person, at) => atWork({ ...around, promises }, person, randomFrom(at + 1), until)),
    ...(signal === null ? [] : [disturb(signal, (seconds * 1_000) / 3)]),
  ]);
  const endedAt = performance.now();
  const undelivered = (await untilDelivered(read)) - undeliveredBefore;
  if (undelivered > 0) broken.push(`${name}: ${undelivered} notices were not delivered`);
  broken.push(...promises.errors.slice(0, 20).map((one) => `${name}: ${one}`));
  broken.push(...cluster.complaints.splice(0).map((line) => `${name}: the log has an error: ${line}`));

  console.log(`\n${name}, ${seconds} s: ${promises.errors.length} errors, ${promises.conflicts} honest conflicts`);
  const { declared, approved } = promises;
  const waited = ((performance.now() - endedAt) / 1_000).toFixed(0);
  console.log(`  ${declared.size} declared, ${approved.size} approved; all notices delivered ${waited} s after`);
  if (signal !== null)
    console.log(`  ${cluster.retries() - retriesBefore} requests were sent again to the other process`);
  for (const [kind, samples] of [...promises.samples].toSorted()) {
    const [p50, p95] = [0.5, 0.95].map((share) => ms(percentile(samples, share)).padStart(8));
    console.log(`  ${kind.padEnd(20)} p50 ${p50}  p95 ${p95}  of ${samples.length}`);
  }
}

/** After a while, ends one of the processes and starts another. */
async function disturb(signal: 'SIGKILL' | 'SIGTERM', afterMs: number): Promise<void> {
  await delay(afterMs);
  const { ended, toldAt } = await cluster.replaceOne(signal);
  if (signal === 'SIGKILL') killedAt = toldAt;
  else if (ended !== 'code 0') broken.push(`the process ended with ${ended} when it was asked to stop`);
}

/** Purchasers with their managers, and ITAM staff, one in twenty of all. */
function peopleAtWork(): LoadPerson[] {
  const staff = Math.max(1, Math.round(count / 20));
  const found = new Map<string, LoadPerson>();
  for (const { person, manager } of invent(assets, madeOn, seed).people) {
    if (!manager || found.size >= count - staff) continue;
    for (const { id, displayName, userPrincipalName } of [person, manager])
      found.set(id, { id, name: displayName, upn: userPrincipalName, isStaff: false });
  }
  const { id, displayName, userPrincipalName } = adele;
  const asStaff = { id, name: displayName, upn: userPrincipalName, isStaff: true };
  return [...found.values(), ...Array.from({ length: staff }, () => asStaff)];
}

async function install(person: LoadPerson): Promise<void> {
  const activity = { type: 'installationUpdate', action: 'add', ...addressed(around, person) };
  await post(activity);
}

async function installChannel(): Promise<void> {
  const conversation = { id: channel, conversationType: 'channel', tenantId: practiceTenantId };
  const channelData = { tenant: { id: practiceTenantId }, team: { id: channel }, channel: { id: channel } };
  const staff = { id: adele.id, name: adele.displayName };
  await post({ type: 'installationUpdate', action: 'add', ...addressed(around, staff), conversation, channelData });
}

async function post(activity: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await cluster.send('/api/messages', { method: 'POST', headers, body: JSON.stringify(activity) });
  if (!response.ok) throw new Error(`An installation answered ${response.status}`);
}

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
