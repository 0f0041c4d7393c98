import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Detail, HistoryAnswer, HistoryPageAnswer, SettingsAnswer, ViewsAnswer } from '../src/http/contract.ts';
import { checkedBackup } from '../src/register/backup-format.ts';
import { openDroppedFiles } from '../src/register/dropped-files.ts';
import { openEvidence } from '../src/register/evidence.ts';
import { statesOfShard } from '../src/register/journal.ts';
import type { Containers } from '../src/register/make-backup.ts';
import { unpackState } from '../src/register/packed.ts';
import { erasePersonData, typedByPerson } from '../src/register/person-data.ts';
import { openContainer } from '../src/register/queues-and-blobs.ts';
import { finishRestore, restoreBackup } from '../src/register/restore-backup.ts';
import { sealRegister } from '../src/register/seals.ts';
import { openSettings } from '../src/register/settings.ts';
import { shards } from '../src/register/shards.ts';
import { openTable } from '../src/register/storage.ts';
import { verifyRegister } from '../src/register/verify.ts';
import { verifyEvidence } from '../src/register/verify-evidence.ts';
import { verifySeals } from '../src/register/verify-seals.ts';
import { openViews } from '../src/register/views.ts';
import { withInventedFields } from './support/builders.ts';
import { files } from './support/files.ts';
import { registerOn } from './support/store.ts';
import { startTenant, type Tenant } from './support/tenant.ts';

/* What earlier versions wrote is read, verified and gone on with. stores/README.md says how a store came about. */

const stores = new URL('stores/', import.meta.url);
const kept = readdirSync(stores).filter((name) => name.endsWith('.zip'));

it('there is a store to go on with', () => expect(kept).toContain('0.1.0.zip'));

describe.each(kept)('the store %s', (name) => {
  let folder: string;
  let tenant: Tenant;
  let containers: Containers;
  let table: Tenant['table'];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sightline-kept-'));
    for (const [path, content] of Object.entries(unzipSync(await readFile(new URL(name, stores))))) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    const storage = { connectionString: inject('storageConnectionString') };
    const storeName = `k${process.pid}x${Date.now().toString(36)}`;
    table = await openTable(storage, `${storeName}register`);
    containers = {
      evidence: await openContainer(storage, `${storeName}evidence`),
      seals: await openContainer(storage, `${storeName}seals`),
    };
    await restoreBackup(table, containers, await checkedBackup(folder, null));
    expect(await faults()).toEqual([]);
    await finishRestore(table);
    tenant = await startTenant({}, { storeName, startsAt: '2026-04-20T09:00:00Z' });
  });
  afterAll(async () => {
    await tenant?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const faults = async () => {
    const [register, evidence, seals] = await Promise.all([
      verifyRegister(table),
      verifyEvidence(table, openEvidence(containers.evidence)),
      verifySeals(table, containers.seals),
    ]);
    expect(register.entries).toBeGreaterThan(1_000);
    expect(evidence.documents).toBeGreaterThan(4);
    expect(seals.seals).toBeGreaterThan(2);
    return [...register.faults, ...evidence.faults, ...seals.faults];
  };
  const json = async <T>(person: string, path: string, init: RequestInit = {}) => {
    const answer = await tenant.api(person, path, init);
    expect(`${path} ${answer.status} ${answer.ok ? '' : await answer.text()}`).toMatch(/ 20\d $/);
    return (await answer.json()) as T;
  };
  const only = async (product: string) => {
    const item = (await tenant.find(product)).find((one) => one.product === product);
    if (!item) throw new Error(`The store has no ${product}`);
    return json<Detail>('Adele', `/api/register/${item.id}`);
  };
  const act = ({ id, version }: Detail, person: string, action: string, body: unknown) =>
    json<Detail>(person, `/api/register/${id}/${action}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'if-match': `"${version}"` },
    });
  const historyOf = async ({ id }: Detail) => {
    const pages: HistoryPageAnswer[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: HistoryPageAnswer = await json('Adele', `/api/register/${id}/history?limit=200${cursor}`);
      pages.push(page);
      cursor = page.cursor && `&cursor=${page.cursor}`;
    }
    const entries = pages.flatMap((page) => page.entries);
    return {
      isIntact: pages.every((page) => page.isIntact),
      count: entries.length,
      first: entries.at(-1)?.type,
    };
  };

  it('given all its assets, and fields that they have never heard of, when read and verified, then each is there and intact', async () => {
    const register = registerOn(table);
    let assets = 0;
    await withInventedFields(async () => {
      for (const shard of shards) {
        for await (const states of statesOfShard(table, shard)) {
          const histories = await Promise.all(states.map((state) => register.history(unpackState(state).id)));
          expect(histories.filter((history) => !history?.isIntact || history.entries.length === 0)).toEqual([]);
          assets += states.length;
        }
      }
      expect((await verifyRegister(table)).faults).toEqual([]);
    });
    expect(assets).toBeGreaterThan(250);
  });

  it('given the pages, when opened, then they show what people did', async () => {
    const talked = await only('Talked about Suite');
    expect(talked).toMatchObject({ status: 'approved', question: { question: 'Why? 220', answer: 'So. 220' } });
    expect(await historyOf(talked)).toEqual({ isIntact: true, count: 442, first: 'declared' });
    const settings = await json<HistoryAnswer>('Lynne', '/api/settings/history');
    const { version, reminderDays } = await json<SettingsAnswer>('Lynne', '/api/settings');
    // Nine changes; the first version had no entry that says that somebody was erased.
    expect(version).toBeGreaterThanOrEqual(9);
    expect([settings.isIntact, settings.entries.length]).toEqual([true, version]);
    expect(reminderDays.days).toEqual([90, 30, 7]);
    const views = await json<ViewsAnswer>('Adele', '/api/views');
    expect(views.items.map(({ name: title }) => title).sort()).toEqual([
      'All of Power BI',
      'My own list',
      'Waiting for a decision',
    ]);
    const erased = await only('Questioned Suite');
    const { id } = tenant.person('Debra');
    expect([erased.purchaser, erased.reason]).toEqual([{ id, name: id, upn: '' }, '']);
    expect((await historyOf(erased)).isIntact).toBe(true);
  });

  it('given people who go on, when they use it, then it stays whole', async () => {
    const waiting = await only('Waiting Suite');
    expect(waiting.evidence.map(({ kind }) => kind)).toEqual(['invoice', 'order', 'terms', 'cancellation', 'other']);
    const path = `/api/register/${waiting.id}/evidence`;
    const document = await tenant.api('Alex', `${path}/${waiting.evidence[0]?.hash}`);
    expect(Buffer.from(await document.arrayBuffer())).toEqual(files.pdf('Rechnung 1'));
    const attached = await json<Detail>('Alex', `${path}?kind=invoice&name=new.pdf`, {
      method: 'POST',
      body: new Uint8Array(files.pdf('Gone on')),
      headers: { 'content-type': 'application/octet-stream' },
    });
    const asked = await act(attached, 'Megan', 'ask', { question: 'Still?' });
    const answered = await act(asked, 'Alex', 'answer', { answer: 'Yes' });
    expect((await act(answered, 'Megan', 'approve', { comment: 'Then so' })).status).toBe('approved');
    const talked = await act(await only('Talked about Suite'), 'Adele', 'correct', {
      changes: { quantity: '3' },
      reason: 'Counted',
    });
    expect(await historyOf(talked)).toMatchObject({ isIntact: true, count: 443 });
    await act(await only('Corrected Suite'), 'Adele', 'retire', { reason: 'Over' });
    await tenant.declare('Johanna', { product: 'Suite of today', purchasedOn: '2026-04-19' });
    const { version } = await json<SettingsAnswer>('Adele', '/api/settings');
    await json('Adele', '/api/settings/reminder-days', {
      method: 'POST',
      body: JSON.stringify({ days: [5], reason: 'Fewer' }),
      headers: { 'if-match': `"${version}"` },
    });
    await tenant.buy({ purchaser: tenant.person('Joni').userPrincipalName, skuPartNumber: 'VISIO_PLAN1_DEPT' });
    expect(await tenant.poll()).toMatchObject({ isBaseline: false, failed: 0 });
    await tenant.sightline.remind();
    const { id, displayName } = tenant.person('Nestor');
    const parts = {
      table,
      register: registerOn(table),
      settings: await openSettings(table, tenant.clock.now),
      views: openViews(table),
      droppedFiles: openDroppedFiles(table),
    };
    const corrected = await only('Corrected Suite');
    // What the first version held in the clear leaves states, and stays where a hash covers it; later ones seal all of it.
    const typed = new Map<string, boolean>();
    for await (const one of typedByPerson(parts, tenant.person('Johanna').id)) typed.set(one.entryId, one.isSealed);
    expect([...typed.values()].every((isSealed) => isSealed)).toBe(name !== '0.1.0.zip');
    const chosen = new Set(typed.keys());
    const by = { kind: 'person', id, displayName } as const;
    const erasure = await erasePersonData(parts, tenant.person('Johanna').id, by, chosen);
    expect(erasure.entries).toBeGreaterThan(3);
    await sealRegister(table, containers.seals, tenant.clock.now().toISOString());
    expect(await faults()).toEqual([]);
    expect(await historyOf(corrected)).toMatchObject({ isIntact: true });
  });
});
