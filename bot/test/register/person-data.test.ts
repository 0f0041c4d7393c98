import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { erasePerson } from '../../src/domain/erase.ts';
import { historyOf } from '../../src/domain/history.ts';
import { fill, follow } from '../../src/projection/follow.ts';
import { wholeRegister } from '../../src/projection/query.ts';
import { openReplica } from '../../src/projection/replica.ts';
import { conversationRow, personKey, verifyConversations } from '../../src/register/conversation-rows.ts';
import { openDroppedFiles } from '../../src/register/dropped-files.ts';
import { unpackState } from '../../src/register/packed.ts';
import { dataOfPerson, erasePersonData, type PersonDatum } from '../../src/register/person-data.ts';
import type { Register } from '../../src/register/register.ts';
import { commit } from '../../src/register/table.ts';
import { verifyRegister } from '../../src/register/verify.ts';
import { openViews } from '../../src/register/views.ts';
import { alex, megan } from '../support/builders.ts';
import { byAlex, byMegan, declaring, idsIn, openStore, registerOn } from '../support/store.ts';

const [first = '', second = ''] = idsIn('s3', 2);
const operator = { kind: 'person', id: '5a1e0000-0000-4000-8000-0000000000aa', displayName: 'Operator' } as const;

/** Alex bought twice, explained, answered and retired; Megan asked and approved. */
describe('a person’s data', () => {
  let table: TableClient;
  let register: Register;
  const replica = openReplica();
  const parts = () => ({ table, register, views: openViews(table), droppedFiles: openDroppedFiles(table) });

  beforeAll(async () => {
    table = await openStore();
    register = registerOn(table);
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
    expect(await erasePersonData(parts(), alex.id, operator)).toEqual({ assets: 2, entries: 5 });

    const text = await allText();
    const gone = ['Alex Wilber', 'alex.wilber', 'Board dashboards', 'Quarter end', 'Project over', 'All of Finance'];
    for (const theirs of [...gone, 'view-of-alex', 'a:chat-of-alex', 'install-refused']) {
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
    expect(await erasePersonData(parts(), alex.id, operator)).toEqual({ assets: 2, entries: 0 });
    expect((await verifyRegister(table)).entries).toBe(entries);
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
