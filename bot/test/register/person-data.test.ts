import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Asset } from '../../src/domain/asset.ts';
import type { EntryActor } from '../../src/domain/entry.ts';
import { erasePerson } from '../../src/domain/erase.ts';
import { historyOf } from '../../src/domain/history.ts';
import type { SettingsEntry } from '../../src/domain/settings.ts';
import { settingsLine } from '../../src/domain/settings-history.ts';
import { cardKeys } from '../../src/notices/matter-cards.ts';
import { fill, follow } from '../../src/projection/follow.ts';
import { wholeRegister } from '../../src/projection/query.ts';
import { openReplica } from '../../src/projection/replica.ts';
import { rememberAnswer } from '../../src/register/answered-messages.ts';
import { conversationRow, personKey, verifyConversations } from '../../src/register/conversation-rows.ts';
import { openDroppedFiles } from '../../src/register/dropped-files.ts';
import { contentHash } from '../../src/register/evidence.ts';
import type { Row } from '../../src/register/limits.ts';
import { packState, unpackState } from '../../src/register/packed.ts';
import {
  dataOfPerson,
  erasePersonData,
  type PersonDatum,
  type TypedEntry,
  typedByPerson,
} from '../../src/register/person-data.ts';
import type { Register } from '../../src/register/register.ts';
import { keys } from '../../src/register/rows.ts';
import { openSettings, type SettingsRegister, settingsPartition } from '../../src/register/settings.ts';
import { commit, type StoredRow } from '../../src/register/table.ts';
import { verifyRegister } from '../../src/register/verify.ts';
import { openViews } from '../../src/register/views.ts';
import { alex, at, megan } from '../support/builders.ts';
import { runScript } from '../support/run-script.ts';
import { byAlex, byMegan, declaring, idsIn, openStore, registerOn, rowsOf } from '../support/store.ts';

const [first = '', second = ''] = idsIn('s3', 2);
const operator = { kind: 'person', id: '5a1e0000-0000-4000-8000-0000000000aa', displayName: 'Operator' } as const;

/** Alex bought twice, explained, answered and retired; Megan asked and approved. */
describe('a person’s data', () => {
  let table: TableClient;
  let register: Register;
  let settings: SettingsRegister;
  const replica = openReplica();
  const parts = () => ({ table, register, settings, views: openViews(table), droppedFiles: openDroppedFiles(table) });

  beforeAll(async () => {
    table = await openStore();
    register = registerOn(table);
    settings = await openSettings(table, () => new Date(at));
    for (const id of [first, second]) {
      await register.change(declaring(id, { reason: `Board dashboards ${id}` }));
      await register.change({ assetId: id, actor: byMegan, decide: () => [{ type: 'asked-back', question: 'Why?' }] });
      await register.change({
        assetId: id,
        actor: byAlex,
        decide: () => [{ type: 'answered', answer: 'Quarter end' }],
      });
      await register.change({ assetId: id, actor: byMegan, decide: () => [{ type: 'approved', comment: 'Go on' }] });
    }
    await register.change({
      assetId: first,
      actor: byAlex,
      decide: () => [{ type: 'retired', reason: 'Project over' }],
    });
    await openViews(table).create({
      id: 'view-of-alex',
      makerId: alex.id,
      makerName: alex.displayName,
      name: 'All of Finance',
      query: '',
      columns: null,
      widths: {},
      density: 'compact',
      isShared: true,
    });
    await openViews(table).setDefault(alex.id, 'view-of-alex');
    const file = {
      hash: 'a'.repeat(64),
      bytes: 1,
      mediaType: 'application/pdf',
      fileName: 'Invoice of Alex.pdf',
    } as const;
    await openDroppedFiles(table).put(alex.id, file);
    await openDroppedFiles(table).put(megan.id, file);
    await rememberAnswer(table, alex.id, { messageId: 'typed-by-alex', answerId: 'answer-to-alex' });
    for (const [key, value] of [
      [personKey(alex.id), { conversationId: 'a:chat-of-alex', serviceUrl: 'https://smba.trafficmanager.net/teams' }],
      [personKey(megan.id), { conversationId: 'a:chat-of-megan', serviceUrl: 'https://smba.trafficmanager.net/teams' }],
    ] as const) {
      await commit(table, [{ kind: 'create', row: conversationRow(key, value) }]);
    }
    const refused = {
      partitionKey: 'installation',
      rowKey: alex.id,
      json: JSON.stringify({ fate: 'install-refused' }),
    };
    await commit(table, [{ kind: 'create', row: refused }]);
    await fill(table, replica);
  });
  afterAll(() => replica.close());

  async function dataOf(personId: string): Promise<PersonDatum[]> {
    const data: PersonDatum[] = [];
    for await (const datum of dataOfPerson(parts(), personId)) data.push(datum);
    return data;
  }

  /** Everything that the table holds, as one text. */
  async function allText(): Promise<string> {
    const texts: string[] = [];
    for await (const row of table.listEntities<Record<string, unknown>>()) {
      texts.push(JSON.stringify(row.state instanceof Uint8Array ? { ...row, state: unpackState(row.state) } : row));
    }
    return texts.join('\n');
  }

  it('given a person, when asked for, then each entry they are in comes, their notices, and all that is kept beside the journals', async () => {
    const data = await dataOf(alex.id);
    const entries = data.flatMap((one) => (one.kind === 'entry' ? [one.entry] : []));
    expect(entries.map(({ fact }) => fact.type).filter((type) => type === 'declared')).toHaveLength(2);
    expect(entries.filter(({ actor }) => actor.id === alex.id)).toHaveLength(5);
    expect(data.some((one) => one.kind === 'notice' && one.notice.recipientId === alex.id)).toBe(true);
    const aside = data.filter(({ kind }) => kind !== 'entry' && kind !== 'notice');
    expect(aside).toEqual([
      { kind: 'conversation', conversation: expect.objectContaining({ conversationId: 'a:chat-of-alex' }) },
      { kind: 'installation', installation: { fate: 'install-refused' } },
      { kind: 'view', view: expect.objectContaining({ name: 'All of Finance' }) },
      { kind: 'default-view', viewId: 'view-of-alex' },
      { kind: 'answered-messages', messages: [{ messageId: 'typed-by-alex', answerId: 'answer-to-alex' }] },
      { kind: 'dropped-file', file: expect.objectContaining({ fileName: 'Invoice of Alex.pdf' }) },
    ]);
    expect(await dataOf('nobody')).toEqual([]);
  });

  it('given a run that broke off after the first state, when erased, then names, addresses and words are gone, others’ stay, and the journal is whole', async () => {
    const before = await verifyRegister(table);
    const history = await register.history(first);
    await register.change({
      assetId: first,
      actor: operator,
      decide: (asset) => (asset ? erasePerson(asset, history?.entries ?? [], alex.id) : []),
    });
    expect(await erasePersonData(parts(), alex.id, operator)).toEqual({ assets: 2, entries: 5, failed: [] });

    const text = await allText();
    const gone = ['Alex Wilber', 'alex.wilber', 'Board dashboards', 'Quarter end', 'Project over', 'All of Finance'];
    for (const theirs of [...gone, 'view-of-alex', 'a:chat-of-alex', 'install-refused', 'typed-by-alex']) {
      expect(text).not.toContain(theirs);
    }
    for (const others of [alex.id, megan.displayName, 'Why?', 'Go on', 'a:chat-of-megan'])
      expect(text).toContain(others);
    // That they left stays, so that nobody writes to them; Megan's copy of the file waits as it did.
    expect((await dataOf(alex.id)).filter(({ kind }) => kind !== 'entry' && kind !== 'notice')).toEqual([
      { kind: 'conversation', conversation: null },
    ]);
    expect((await dataOf(megan.id)).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['dropped-file']));
    expect(await verifyConversations(table, new Date())).toEqual([]);
    const after = await verifyRegister(table);
    expect(after.faults).toEqual([]);
    expect(after.entries).toBe(before.entries + 2);
    const told = await register.history(first);
    expect(told?.isIntact).toBe(true);
    const lines = historyOf(told?.entries ?? [], 'en').map(({ summary }) => summary);
    expect(lines[0]).toBe('Operator erased a person’s name, address and words');
    expect(lines.at(-1)).toMatch(/^\(erased\) /);
  });

  it('given an instance that runs meanwhile, when it follows, then it finds nobody by that name', async () => {
    expect(replica.list({ ...wholeRegister, search: 'alex wilber' }).total).toBe(2);
    await follow(table, replica);
    expect(replica.list({ ...wholeRegister, search: 'alex wilber' }).total).toBe(0);
    expect(replica.list(wholeRegister).total).toBe(2);
  });

  it('given it was done, when repeated, then nothing is left to do', async () => {
    const { entries } = await verifyRegister(table);
    expect(await erasePersonData(parts(), alex.id, operator)).toEqual({ assets: 2, entries: 0, failed: [] });
    expect((await verifyRegister(table)).entries).toBe(entries);
  });

  describe('once it was erased', () => {
    /** Changes a row for as long as a test looks, and answers what verification and the page say of it. */
    async function tampering(partition: string, rowKey: string, how: (row: StoredRow) => object) {
      const { timestamp: _, ...row } = await table.getEntity<Record<string, unknown>>(partition, rowKey);
      await table.updateEntity({ ...row, ...how(row as unknown as StoredRow) } as StoredRow, 'Replace');
      const { faults } = await verifyRegister(table);
      const pages = [await register.history(first), await settings.history()];
      await table.updateEntity(row as unknown as StoredRow, 'Replace');
      return {
        found: faults.map(({ what, row: at }) => `${what} ${at}`),
        isIntact: pages.every((one) => one?.isIntact),
      };
    }
    const seqOf = async (type: string) =>
      (await register.history(first))?.entries.find(({ fact }) => fact.type === type)?.seq ?? 0;
    const withoutPart = (path: string) => (row: StoredRow) => {
      const { [path]: gone, ...personal } = JSON.parse(String(row.personal)) as Record<string, unknown>;
      expect(gone).toBeDefined();
      return { personal: JSON.stringify(personal) };
    };
    const restated = (from: string, to: string) => (row: StoredRow) => {
      const text = JSON.stringify(unpackState(row.state as Uint8Array));
      expect(text).toContain(from);
      return { state: packState(JSON.parse(text.replaceAll(from, to)) as Asset) };
    };

    it.each([
      ['another’s comment', 'approved', 'fact.comment'],
      ['who decided', 'approved', 'actor.displayName'],
      ['another’s question', 'asked-back', 'fact.question'],
      ['another’s name in their entry', 'declared', 'fact.manager.displayName'],
      ['who erased', 'person-erased', 'actor.displayName'],
    ])('given %s is gone as well, when verified, then that entry is named', async (_what, type, path) => {
      const rowKey = keys.entry(await seqOf(type));
      const { found, isIntact } = await tampering('s3', rowKey, withoutPart(path));
      expect([found, isIntact]).toEqual([[`altered ${rowKey}`], false]);
    });

    it.each([
      ['another’s comment', '"Go on"', '"Never"'],
      ['another’s name', '"Megan Bowen"', '"Alex Wilber"'],
      ['the name of whoever was erased', '"displayName":""', '"displayName":"Somebody"'],
      ['their reason', '"reason":""', '"reason":"For the board"'],
    ])('given %s was changed in the state, when verified, then the state is named', async (_what, from, to) => {
      const { found, isIntact } = await tampering('s3', keys.asset(first), restated(from, to));
      expect([found, isIntact]).toEqual([[`altered ${keys.asset(first)}`], false]);
    });

    it('given they go on and are named anew, when erased again, then an entry says so again and it is whole', async () => {
      await register.change({
        assetId: second,
        actor: byAlex,
        decide: () => [{ type: 'corrected', changes: { quantity: 5 }, reason: 'Counted again' }],
      });
      const whole = await verifyRegister(table);
      expect(await erasePersonData(parts(), alex.id, operator)).toEqual({ assets: 2, entries: 1, failed: [] });
      const after = await verifyRegister(table);
      expect([after.faults, after.entries]).toEqual([[], whole.entries + 1]);
      expect(await allText()).not.toContain('Counted again');
    });
  });

  describe('in the settings', () => {
    const reasonOf = (seq: number) => keys.entry(seq);
    const changing = (days: number, by: EntryActor, reason: string) =>
      settings.change(by, ({ reminderDays = [] }) => [
        { type: 'settings-changed', change: { field: 'reminderDays', from: reminderDays, to: [days] }, reason },
      ]);
    const faultsNow = async () => (await verifyRegister(table)).faults.map(({ what, row }) => `${what} ${row}`);
    async function dropParts(seq: number, isDropped: (path: string) => boolean): Promise<() => Promise<unknown>> {
      const { timestamp: _, ...row } = await table.getEntity<Record<string, unknown>>(settingsPartition, reasonOf(seq));
      const parts = Object.entries(JSON.parse(String(row.personal)) as Record<string, unknown>);
      const personal = JSON.stringify(Object.fromEntries(parts.filter(([path]) => !isDropped(path))));
      await table.updateEntity({ ...row, personal } as StoredRow, 'Replace');
      return () => table.updateEntity(row as unknown as StoredRow, 'Replace');
    }

    it('given someone who changed them, when erased, then an entry says so, and the history stays intact', async () => {
      await changing(30, byMegan, 'Megan asked');
      await changing(60, byAlex, 'Alex asked');
      await changing(90, byMegan, 'Megan asked again');
      const putBack = await dropParts(2, (path) => path === 'fact.reason');
      expect([await faultsNow(), (await settings.history()).isIntact]).toEqual([[`altered ${reasonOf(2)}`], false]);
      await putBack();

      await erasePersonData(parts(), alex.id, operator);
      const { entries, isIntact } = await settings.history();
      expect(entries.map(({ fact }) => fact.type)).toEqual([
        'settings-changed',
        'settings-changed',
        'settings-changed',
        'person-erased',
      ]);
      expect([isIntact, await faultsNow()]).toEqual([true, []]);
      expect(settingsLine(entries[3] as SettingsEntry, String, 'en')).toEqual({
        summary: 'Operator erased a person’s name, address and words',
        comment: null,
        changes: [],
      });
      await erasePersonData(parts(), alex.id, operator);
      expect((await settings.history()).entries).toHaveLength(4);
      expect(settings.chosen().reminderDays).toEqual([90]);
    });

    it('given someone whom an earlier version erased and told nobody, when verified, then only all of theirs may be gone', async () => {
      const first = await dropParts(1, () => true);
      expect(await faultsNow()).toEqual([]);
      const third = await dropParts(3, (path) => path === 'fact.reason');
      expect(await faultsNow()).toEqual([
        ...['actor.displayName', 'fact.reason'].map(() => `altered ${reasonOf(1)}`),
        `altered ${reasonOf(3)}`,
      ]);
      await third();
      await dropParts(3, () => true);
      expect(await faultsNow()).toEqual([]);
      await first();
      expect(await faultsNow()).toHaveLength(2);
      await third();
    });
  });

  it('given what a person typed, when some of it is chosen, then that leaves entry, state and lists, and the journal is whole', async () => {
    const [asset = '', other = ''] = idsIn('s5', 2);
    const product = {
      name: 'Gift for Adele Vance',
      publisher: 'Private',
      family: null,
      skuId: null,
      skuPartNumber: null,
    };
    for (const id of [asset, other]) await register.change(declaring(id, { product, costCentre: 'Adele Vance 4711' }));
    const found: TypedEntry[] = [];
    for await (const one of typedByPerson({ table, register }, alex.id)) found.push(one);
    const of = (id: string) => found.filter(({ assetId }) => assetId === id);
    expect(of(asset)).toMatchObject([
      { isSealed: true, texts: [{ text: 'product' }, { text: 'publisher' }, { text: 'costCentre' }] },
    ]);

    const chosen = new Set(of(asset).map(({ entryId }) => entryId));
    await erasePersonData(parts(), alex.id, operator, chosen);
    expect((await verifyRegister(table)).faults).toEqual([]);
    expect((await register.get(asset))?.product).toMatchObject({ name: '(erased)', publisher: '(erased)' });
    expect((await register.get(asset))?.costCentre).toBe('(erased)');
    expect((await register.get(other))?.product.name).toBe('Gift for Adele Vance');
    const texts = (await allText()).split('\n').filter((row) => row.includes('Adele Vance'));
    expect(texts.filter((row) => row.includes(asset))).toEqual([]);
    expect((await register.history(asset))?.isIntact).toBe(true);
    const left: TypedEntry[] = [];
    for await (const one of typedByPerson({ table, register }, alex.id)) left.push(one);
    expect(left.filter(({ assetId }) => assetId === asset)).toEqual([]);
    expect(left.filter(({ assetId }) => assetId === other)).toHaveLength(1);

    // Taken away beside Sightline it is a fault: nobody chose that it goes.
    const row = (await rowsOf(table)).find((one) => one.assetId === other && String(one.personal).includes('4711'));
    if (!row) throw new Error('There is no such entry');
    const { etag: _, ...kept } = row;
    const { 'fact.costCentre': __, ...rest } = JSON.parse(String(kept.personal)) as Record<string, unknown>;
    await table.updateEntity({ ...kept, personal: JSON.stringify(rest) }, 'Replace');
    expect((await verifyRegister(table)).faults.map(({ detail }) => detail)).toEqual([
      'fact.costCentre is gone, and no entry says that it was erased',
    ]);
    await table.updateEntity(kept, 'Replace');
  });

  it('given the command, when run without who answers for it, then it says how it is used and does nothing', async () => {
    const env = {
      ...process.env,
      STORAGE_CONNECTION_STRING: inject('storageConnectionString'),
    };
    const run = promisify(execFile)(process.execPath, ['bot/src/operate/person.ts', 'erase', megan.id], { env });
    await expect(run).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('person:erase') });
  });
});

describe('a person in a store that somebody damaged', () => {
  it('given a state and an entry that can’t be read, when they are erased, then all else is, and these are named until they are mended', async () => {
    const table = await openStore();
    const register = registerOn(table);
    const settings = await openSettings(table, () => new Date(at));
    const erase = () => {
      const aside = { table, views: openViews(table), droppedFiles: openDroppedFiles(table) };
      return erasePersonData({ ...aside, register: registerOn(table), settings }, alex.id, operator);
    };
    const [whole = '', torn = '', spoilt = ''] = idsIn('s5', 3);
    for (const id of [torn, spoilt, whole]) await register.change(declaring(id));
    const rows = await rowsOf(table);
    const stateRow = rows.find(({ rowKey }) => rowKey === keys.asset(torn));
    const entry = rows.find(({ rowKey, assetId }) => rowKey.startsWith('entry|') && assetId === spoilt);
    if (!stateRow || !entry) throw new Error('The store holds no such rows');
    const { partitionKey } = entry;
    await table.updateEntity({ partitionKey, rowKey: stateRow.rowKey, state: new Uint8Array([1, 2, 3]) }, 'Merge');
    await table.updateEntity({ partitionKey, rowKey: entry.rowKey, body: `{"${alex.id}"` }, 'Merge');

    const done = await erase();
    expect(done.failed.map(({ what }) => what).sort()).toEqual([torn, `${partitionKey}|${entry.rowKey}`].sort());
    expect([done.assets, done.entries]).toEqual([1, 1]);
    expect((await register.get(whole))?.purchaser?.displayName).toBe('');

    await table.updateEntity({ partitionKey, rowKey: stateRow.rowKey, state: stateRow.state }, 'Merge');
    await table.updateEntity({ partitionKey, rowKey: entry.rowKey, body: entry.body }, 'Merge');
    expect(await erase()).toMatchObject({ assets: 3, entries: 2, failed: [] });
    expect((await verifyRegister(table)).faults).toEqual([]);
  });

  it('given rows of all kinds that can’t be read, when what is kept is asked for, then all else comes, and each of them is named', async () => {
    const storeName = `p${process.pid}x${Date.now().toString(36)}`;
    const table = await openStore(`${storeName}register`);
    const register = registerOn(table);
    const [whole = '', spoilt = ''] = idsIn('s5', 2);
    await register.change(declaring(spoilt));
    await register.change(declaring(whole));
    const { id } = alex;
    // Whose they were, what is left of them need not say.
    const entry = { partitionKey: 's5', rowKey: keys.entry(1) };
    await table.updateEntity({ ...entry, body: '{' }, 'Merge');
    const planted: Row[] = [
      { partitionKey: 's5', rowKey: keys.notice(1, 7), json: '5' },
      { ...cardKeys({ assetId: whole, role: 'purchaser', recipientId: id }), json: '{' },
      { partitionKey: 'installation', rowKey: id, json: '{' },
      {
        partitionKey: 'view',
        rowKey: 'view-of-alex',
        kind: 'view',
        makerId: id,
        isShared: true,
        version: 1,
        json: '{',
      },
      { partitionKey: 'answered', rowKey: contentHash(Buffer.from(id)), json: '{' },
      { partitionKey: 'dropped', rowKey: `${contentHash(Buffer.from(id))}|hash`, json: '{' },
    ];
    for (const row of planted) await table.createEntity({ ...row });
    const named = [
      { what: `s5|${entry.rowKey}`, assetId: spoilt },
      ...planted.map(({ partitionKey, rowKey }) => ({ what: `${partitionKey}|${rowKey}`, assetId: null })),
    ];

    const personId = '5a1e0000-0000-4000-8000-0000000000ab';
    const store = { STORAGE_CONNECTION_STRING: inject('storageConnectionString'), STORE_NAME: storeName };
    const run = await runScript('person.ts', ['export', personId], store);
    expect([run.code, run.out.split('\n')[0], run.err]).toEqual([
      1,
      JSON.stringify({ kind: 'unreadable', ...named[0] }),
      expect.stringContaining(`s5|${entry.rowKey}, about ${spoilt}`),
    ]);
    const aside = { table, views: openViews(table), droppedFiles: openDroppedFiles(table) };
    const data: PersonDatum[] = [];
    for await (const datum of dataOfPerson(aside, id)) data.push(datum);
    expect(data.filter(({ kind }) => kind === 'entry')).toHaveLength(1);
    const told = data.flatMap((one) => (one.kind === 'unreadable' ? [{ what: one.what, assetId: one.assetId }] : []));
    expect(told).toEqual(named);
    // A view that can't be read is not to keep everybody's from being read.
    expect(await aside.views.visibleTo(megan.id)).toEqual([]);

    const settings = await openSettings(table, () => new Date(at));
    const { failed } = await erasePersonData({ ...aside, register, settings }, id, operator);
    expect(failed.map(({ what }) => what)).toEqual([`s5|${entry.rowKey}`]);
    const left = (await rowsOf(table)).map(({ partitionKey }) => partitionKey);
    for (const gone of ['installation', 'view', 'dropped', 'answered']) expect(left).not.toContain(gone);
  });
});
