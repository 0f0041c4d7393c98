import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { zipSync } from 'fflate';
import type { EntryActor, Fact } from '../../src/domain/entry.ts';
import type { Detail } from '../../src/http/contract.ts';
import { startAzurite } from '../../src/practice/azurite.ts';
import { inventAssets } from '../../src/practice/invented-assets.ts';
import { knownIds } from '../../src/practice/people.ts';
import { openDroppedFiles } from '../../src/register/dropped-files.ts';
import { makeBackup } from '../../src/register/make-backup.ts';
import { erasePersonData } from '../../src/register/person-data.ts';
import { openContainer } from '../../src/register/queues-and-blobs.ts';
import { type Change, openRegister } from '../../src/register/register.ts';
import { sealRegister } from '../../src/register/seals.ts';
import { openSettings } from '../../src/register/settings.ts';
import { openTable } from '../../src/register/storage.ts';
import { openViews } from '../../src/register/views.ts';
import { eventually } from '../support/eventually.ts';
import { startFileServer } from '../support/file-server.ts';
import { files } from '../support/files.ts';
import { startTenant, type Tenant } from '../support/tenant.ts';

/*
 * Makes the store that README.md beside it tells of, by using the app as it stands: `node bot/test/stores/make-store.ts NAME`
 * writes NAME.zip, a backup. Run once for each released shape of the store, and never for one that is kept already.
 */

const name = process.argv[2];
if (!name || !/^[\w.-]+$/.test(name)) throw new Error('Name the store: node bot/test/stores/make-store.ts <name>');

const startsAt = '2026-03-02T09:00:00Z';
const madeOn = '2026-03-02';
const storeName = 'kept';
const seed = 7;
const invented = 240;
const byDiscovery: EntryActor = { kind: 'discovery', id: 'discovery', displayName: 'Sightline' };

const work = await mkdtemp(join(tmpdir(), 'sightline-store-'));
const { connectionString, part } = await startAzurite({ dataDir: null, logFile: join(work, 'azurite.log') });
try {
  await fill();
  const tenant = await startTenant(
    {
      REMINDER_DAYS: '30,7',
      FALLBACK_APPROVERS: [knownIds.adele, knownIds.patti].join(),
    },
    { connectionString, storeName, startsAt },
  );
  await use(tenant);
  await tenant.stop();
  await seal(tenant.clock.now());
  const folder = join(work, 'backup');
  const { table, containers } = await opened();
  await makeBackup(table, containers, folder, tenant.clock.now().toISOString());
  await writeFile(new URL(`${name}.zip`, import.meta.url), await zipped(folder));
} finally {
  await part.stop();
  await rm(work, { recursive: true, force: true });
}

async function opened() {
  const storage = { connectionString };
  return {
    table: await openTable(storage, `${storeName}register`),
    containers: {
      evidence: await openContainer(storage, `${storeName}evidence`),
      seals: await openContainer(storage, `${storeName}seals`),
    },
  };
}

/** The register as its own process has it: what is written so is told to nobody. */
function registerAt(now: () => Date) {
  const table = TableClient.fromConnectionString(connectionString, `${storeName}register`, {
    allowInsecureConnection: true,
  });
  return openRegister({ table, now, noticesFor: () => [], onCommit: () => undefined, onDamage: () => undefined });
}

async function seal(at: Date): Promise<void> {
  const { table, containers } = await opened();
  await sealRegister(table, containers.seals, at.toISOString());
}

/** An organisation's baseline, with people and states of all kinds, as it was before the app's first look. */
async function fill(): Promise<void> {
  await opened();
  const register = registerAt(() => new Date(startsAt));
  const changes = [...inventAssets(invented, madeOn, seed)].flatMap(({ assetId, facts }): Change[] =>
    facts.map((fact) => ({ assetId, actor: actorOf(fact, facts), decide: () => [fact] })),
  );
  for (const result of await register.changeMany(changes)) if (result.status === 'rejected') throw result.reason;
}

function actorOf(fact: Fact, facts: readonly Fact[]): EntryActor {
  const bought = facts.find((one) => one.type === 'declared');
  const person = fact.type === 'declared' ? fact.purchaser : bought?.type === 'declared' ? bought.manager : null;
  if (fact.type === 'detected' || !person) return byDiscovery;
  return { kind: 'person', id: person.id, displayName: person.displayName };
}

async function use(tenant: Tenant): Promise<void> {
  const acting = actingIn(tenant);
  for (const person of ['Adele', 'Alex', 'Megan', 'Debra', 'Lee', 'Nestor', 'Pradeep']) await tenant.install(person);
  await tenant.installChannel('Adele');
  await acting.practice('POST', '/practice/population', { count: invented, seed });
  await tenant.poll();
  await declareAndDecide(acting, tenant);
  await seal(tenant.clock.now());
  await observe(acting, tenant);
  await keepViews(acting);
  await changeSettings(acting, tenant);
  await proveThings(acting, tenant);
  await growOld(acting, tenant);
  await seal(tenant.clock.now());
  await tenant.sightline.remind();
  await erase(acting, tenant);
  // What is still on its way belongs to no moment.
  await eventually(async () => (await tenant.notices()).every(({ state }) => state !== 'pending'));
}

type Acting = ReturnType<typeof actingIn>;

function actingIn(tenant: Tenant) {
  const ask = async (person: string, path: string, init: RequestInit): Promise<unknown> => {
    const answer = await tenant.api(person, path, init);
    if (!answer.ok) throw new Error(`${person} ${path}: ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  };
  const detail = async (id: string) => (await ask('Adele', `/api/register/${id}`, {})) as Detail;
  return {
    ask,
    detail,
    /** Does something to an asset as it stands. */
    async act(person: string, id: string, action: string, body: unknown = {}): Promise<void> {
      const headers = { 'if-match': `"${(await detail(id)).version}"` };
      await ask(person, `/api/register/${id}/${action}`, { method: 'POST', body: JSON.stringify(body), headers });
    },
    attach: (person: string, id: string, file: Buffer, fileName: string, kind: string) =>
      ask(person, `/api/register/${id}/evidence?kind=${kind}&name=${encodeURIComponent(fileName)}`, {
        method: 'POST',
        body: new Uint8Array(file),
        headers: { 'content-type': 'application/octet-stream' },
      }),
    async practice(method: string, path: string, body?: unknown): Promise<void> {
      const answer = await tenant.practice(method, path, body);
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    },
    upn: (person: string) => tenant.person(person).userPrincipalName,
  };
}

/** Purchases of other publishers, in every state that people's doing leads to. */
async function declareAndDecide({ act, upn }: Acting, tenant: Tenant): Promise<void> {
  let declared = 0;
  const declare = async (person: string, product: string, over: Record<string, unknown> = {}) => {
    const purchasedOn = tenant.clock.now().toISOString().slice(0, 10);
    const reason = `Needed for project ${++declared}`;
    return (await tenant.declare(person, { product, purchasedOn, reason, ...over })).id;
  };
  await declare('Alex', 'Waiting Suite', { renewsOn: '2027-03-15' });
  const approved = await declare('Alex', 'Approved Suite', { renewsOn: '2026-04-01', billingTerm: 'yearly' });
  await act('Megan', approved, 'approve', { comment: 'Fine – für dieses Jahr' });
  await act('Alex', approved, 'renewal', { decision: 'keep', reason: 'Still used daily' });
  const ending = await declare('Alex', 'Ending Suite', { renewsOn: '2026-04-02', billingTerm: 'yearly' });
  await act('Megan', ending, 'approve', {});
  await act('Adele', ending, 'renewal', { decision: 'end', reason: 'Nobody uses it' });
  await act('Megan', await declare('Alex', 'Rejected Suite'), 'reject', { comment: 'There are free seats' });
  const asked = await declare('Debra', 'Questioned Suite', { reason: 'Debra wants to close the quarter' });
  await act('Megan', asked, 'ask', { question: 'Why not the shared one?' });
  await act('Debra', asked, 'answer', { answer: 'The shared one is full, says Debra' });
  await act('Megan', asked, 'approve', { comment: 'Good' });
  const retired = await declare('Debra', 'Retired Suite', { reason: 'Debra had it by mistake' });
  await act('Megan', retired, 'approve');
  await act('Adele', retired, 'retire', { reason: 'Project is over' });
  const moved = await declare('Lee', 'Moved Suite');
  await act('Adele', moved, 'move', { to: 'approved', reason: 'Decided on paper' });
  const corrected = await declare('Johanna', 'Corrected Suite');
  const changes = { quantity: 7, costCentre: 'CC-9', owner: upn('Lidia'), renewsOn: '2027-01-31' };
  await act('Adele', corrected, 'correct', { changes, reason: 'As invoiced' });
  const handedOn = await declare('Johanna', 'Handed on Suite');
  await act('Pradeep', handedOn, 'hand-on', { to: upn('Nestor'), comment: 'Yours to decide' });
  const handedOver = await declare('Debra', 'Handed over Suite');
  await act('Debra', handedOver, 'hand-over', { to: upn('Alex'), comment: 'I change teams – Debra' });
  await declare('Patti', 'Suite without manager');
}

/** What discovery sees come, change and go. */
async function observe({ practice, act, upn, detail }: Acting, tenant: Tenant): Promise<void> {
  const bought = async (purchaser: string, skuPartNumber: string, over: Record<string, unknown> = {}) => {
    const { id } = await tenant.buy({ purchaser: upn(purchaser), skuPartNumber, ...over });
    return id;
  };
  const purchasedOn = tenant.clock.now().toISOString().slice(0, 10);
  // Declared before Graph lists it, so that a link ties the two.
  await tenant.declare('Lidia', { product: 'Power BI Pro', publisher: 'Microsoft', purchasedOn, quantity: 3 });
  const linked = await bought('Lidia', 'POWER_BI_PRO', { quantity: 4 });
  const trial = await bought('Johanna', 'PROJECTPROFESSIONAL', { trial: true });
  const changing = await bought('Alex', 'VISIO_PLAN2_DEPT', { quantity: 2 });
  const gone = await bought('Isaiah', 'VISIO_PLAN1_DEPT');
  const back = await bought('Isaiah', 'POWERAPPS_PER_USER');
  const notTheirs = await bought('Debra', 'POWER_BI_PRO');
  await bought('Chris Green', 'POWERAPPS_PER_USER');
  const left = await bought('Diego', 'POWER_BI_PRO');
  await practice('PATCH', `/practice/users/${upn('Diego')}`, { accountEnabled: false });
  await tenant.poll();
  const assetOf = async (id: string) => (await tenant.find(id))[0]?.id ?? '';
  await act('Debra', await assetOf(notTheirs), 'disown');
  const { id } = await detail(await assetOf(linked));
  await act('Pradeep', id, 'approve', { comment: 'Known' });
  await practice('PATCH', `/practice/purchases/${trial}`, { trial: false });
  await practice('PATCH', `/practice/purchases/${changing}`, { quantity: 9, renewsOn: '2027-06-30' });
  await practice('DELETE', `/practice/purchases/${gone}`);
  await practice('DELETE', `/practice/purchases/${back}`);
  await tenant.poll();
  await practice('PATCH', `/practice/purchases/${changing}`, { status: 'Suspended' });
  await tenant.poll();
  await tenant.buy({ purchaser: upn('Isaiah'), skuPartNumber: 'POWERAPPS_PER_USER', subscriptionId: back });
  await practice('PATCH', `/practice/purchases/${changing}`, { status: 'Enabled', quantity: 5 });
  await tenant.poll();
  await tenant.poll();
  // What the watch over owners, which goes by the clock, would see next.
  const { id: personId } = tenant.person('Diego');
  const { id: managerId, displayName, userPrincipalName, department } = tenant.person('Miriam');
  const manager = { id: managerId, displayName, userPrincipalName, department, isGuest: false };
  const seen: Fact[] = [
    { type: 'owner-returned', personId },
    { type: 'manager-changed', from: knownIds.irvin, to: manager },
  ];
  const register = registerAt(tenant.clock.now);
  await register.change({ assetId: await assetOf(left), actor: byDiscovery, decide: () => seen });
}

async function keepViews({ ask }: Acting): Promise<void> {
  const views = [
    ['Adele', 'Waiting for a decision', 'status=declared', true],
    ['Adele', 'My own list', 'search=suite', false],
    ['Lynne', 'Retired', 'status=retired', false],
    ['Adele', 'All of Power BI', 'search=power', true],
  ] as const;
  for (const [at, [person, title, query, isShared]] of views.entries()) {
    const body = { name: title, query, columns: ['product', 'owner'], widths: { product: 300 }, density: 'compact' };
    const id = `01kept0000000000000000000${at}`;
    await ask(person, `/api/views/${id}`, { method: 'PUT', body: JSON.stringify({ ...body, isShared }) });
    if (at === 1) await ask(person, '/api/views/default', { method: 'PUT', body: JSON.stringify({ id }) });
  }
}

async function changeSettings({ ask, upn }: Acting, tenant: Tenant): Promise<void> {
  const changes: [setting: string, body: Record<string, unknown>][] = [
    ['reminder-days', { days: [60, 30], reason: 'Earlier' }],
    ['product-owners', { area: 'Power BI Pro', people: [upn('Grady')], reason: 'Grady knows it best' }],
    ['cost-centre-owners', { area: 'CC-9', people: [upn('Lee')], reason: 'Lee asked' }],
    ['price-book', { product: 'Waiting Suite', billingTerm: 'monthly', currency: 'EUR', price: '12.50' }],
    ['price-book', { product: 'Waiting Suite', billingTerm: 'monthly', currency: 'EUR', price: '13' }],
    ['policy', { text: 'Buy for work only, and say why. Ask first above 500 EUR a month.' }],
    ['fallback-approvers', { people: [upn('Patti')], reason: 'Adele is away' }],
    ['product-owners', { area: 'Power BI Pro', people: [] }],
  ];
  for (const [setting, body] of changes) {
    const { version } = (await ask('Adele', '/api/settings', {})) as { version: number };
    await ask('Adele', `/api/settings/${setting}`, {
      method: 'POST',
      body: JSON.stringify({ reason: 'Agreed in the board', ...body }),
      headers: { 'if-match': `"${version}"` },
    });
  }
  // Grady was ITAM staff for a while.
  const settings = await openSettings((await opened()).table, tenant.clock.now);
  const { id, displayName } = tenant.person('Grady');
  await settings.change({ kind: 'person', id, displayName }, ({ reminderDays = [] }) => [
    {
      type: 'settings-changed',
      change: { field: 'reminderDays', from: reminderDays, to: [90, 30, 7] },
      reason: 'Grady wants to know in time',
    },
  ]);
}

/** Documents of every kind, and a file that was dropped into a chat and never said of what it proves. */
async function proveThings({ attach }: Acting, tenant: Tenant): Promise<void> {
  const [waiting, questioned] = [await tenant.find('Waiting Suite'), await tenant.find('Questioned Suite')];
  const [id = '', debras = ''] = [waiting[0]?.id, questioned[0]?.id];
  await attach('Alex', id, files.pdf('Rechnung 1'), 'Rechnung für März.pdf', 'invoice');
  await attach('Alex', id, files.png(), 'screen.png', 'order');
  await attach('Adele', id, files.docx(), 'terms.docx', 'terms');
  await attach('Megan', id, files.mail(), 'cancelled.eml', 'cancellation');
  await attach('Alex', id, files.text(), 'note.txt', 'other');
  await attach('Debra', debras, files.pdf('Of Debra'), 'Debra Berger order.pdf', 'order');

  const server = await startFileServer();
  const dropped = {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    contentUrl: 'https://contoso-my.sharepoint.com/personal/alex/dropped.pdf',
    name: 'dropped.pdf',
    content: { downloadUrl: server.serve(files.pdf('Dropped')), uniqueId: 'id', fileType: 'pdf', etag: 'x' },
  };
  await tenant.post(tenant.activity('Alex', { type: 'message', text: '', attachments: [dropped] }));
  await server.close();
}

/** Two purchases that were talked about for years. */
async function growOld({ act }: Acting, tenant: Tenant): Promise<void> {
  const { id } = await tenant.declare('Alex', { product: 'Talked about Suite', purchasedOn: madeOn });
  const { id: shorter } = await tenant.declare('Debra', { product: 'Also talked about Suite', purchasedOn: madeOn });
  const register = registerAt(tenant.clock.now);
  const by = (person: string): EntryActor => ({
    kind: 'person',
    id: tenant.person(person).id,
    displayName: tenant.person(person).displayName,
  });
  const [asks, alex, debra] = [by('Megan'), by('Alex'), by('Debra')];
  for (let round = 1; round <= 220; round++) {
    // One person says so much in a day, and no more.
    tenant.clock.advance(4_800_000);
    await register.change({
      assetId: id,
      actor: asks,
      decide: () => [{ type: 'asked-back', question: `Why? ${round}` }],
    });
    await register.change({ assetId: id, actor: alex, decide: () => [{ type: 'answered', answer: `So. ${round}` }] });
    if (round % 4 > 0) continue;
    await register.change({
      assetId: shorter,
      actor: asks,
      decide: () => [{ type: 'asked-back', question: 'Debra?' }],
    });
    await register.change({ assetId: shorter, actor: debra, decide: () => [{ type: 'answered', answer: 'I, Debra' }] });
  }
  await act('Megan', id, 'approve', { comment: 'At last' });
}

/** Debra asked to be erased, who bought and wrote, and Grady, who changed settings. */
async function erase({ practice, upn }: Acting, tenant: Tenant): Promise<void> {
  const { table } = await opened();
  const register = registerAt(tenant.clock.now);
  const settings = await openSettings(table, tenant.clock.now);
  const parts = { table, register, settings, views: openViews(table), droppedFiles: openDroppedFiles(table) };
  const operator = tenant.person('Nestor');
  const actor: EntryActor = { kind: 'person', id: operator.id, displayName: operator.id };
  for (const person of ['Debra', 'Grady']) {
    await practice('DELETE', `/practice/users/${upn(person)}`);
    await erasePersonData(parts, tenant.person(person).id, actor);
  }
}

async function zipped(folder: string): Promise<Uint8Array> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const held: Record<string, [Uint8Array, { mtime: string }]> = {};
  for (const one of names.filter((entry) => entry.isFile())) {
    const path = join(one.parentPath, one.name);
    held[path.slice(folder.length + 1)] = [await readFile(path), { mtime: startsAt }];
  }
  return zipSync(held, { level: 9 });
}
