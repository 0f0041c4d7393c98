import { beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../src/log.ts';
import { type Conversations, openConversations } from '../src/notices/conversations.ts';
import type { Conversation } from '../src/notices/ports.ts';
import { giveChecks, verifyConversations } from '../src/register/conversation-rows.ts';
import { openStore, rowsOf } from './support/store.ts';

/*
 * Where people are reached stands in the store and nowhere else: what somebody changed there is found, and nothing goes there.
 */

const teams = 'https://smba.trafficmanager.net/emea/';
const elsewhere = 'https://collector.example/';
const chat = (over: Partial<Conversation> = {}): Conversation => ({
  conversationId: 'a:chat',
  serviceUrl: teams,
  tenantId: 'tenant',
  botId: '28:bot',
  locale: 'en',
  ...over,
});

let table: Awaited<ReturnType<typeof openStore>>;
let lines: string[];
let now: Date;
/** An instance that remembers nothing of what others of these did. */
const open = (): Conversations =>
  openConversations({
    table,
    now: () => now,
    maxAgeMs: 30_000,
    chosenChannel: () => null,
    isConnector: (url) => url.startsWith(teams),
    log: createLog({ logLevel: 'info' }, { write: (line) => lines.push(line) }),
  });
/** Changes the row as whoever may write to the store could. */
async function changed(rowKey: string, how: (row: Record<string, unknown>) => Record<string, unknown>): Promise<void> {
  const row = (await rowsOf(table)).find((one) => one.rowKey === rowKey);
  if (!row) throw new Error(`There is no ${rowKey}`);
  const { etag: _, ...held } = row;
  await table.updateEntity({ ...how(held), partitionKey: 'conversation', rowKey }, 'Replace');
}
/** As versions before wrote it. */
const oldRow = (rowKey: string, conversation: Conversation | null) =>
  table.upsertEntity({ partitionKey: 'conversation', rowKey, json: JSON.stringify(conversation) }, 'Replace');
const inJson = (from: string, to: string) => (row: Record<string, unknown>) => ({
  ...row,
  json: String(row.json).replace(from, to),
});

beforeEach(async () => {
  table = await openStore();
  lines = [];
  now = new Date('2026-11-24T09:00:00Z');
  await open().setPerson('megan', chat({ conversationId: 'a:megan' }));
  await open().setPerson('alex', chat());
});

describe('where a person is reached', () => {
  it('given a row as it was written, then it is believed, and verification finds nothing', async () => {
    expect(await open().ofPerson('alex')).toEqual(chat());
    expect(await verifyConversations(table, now)).toEqual([]);
  });

  it.each([
    ['another chat', inJson('a:chat', 'a:megan')],
    ['another service', inJson(teams, `${teams}x/`)],
    ['nonsense', inJson('{', '')],
    ['another language', inJson('"en"', '"de"')],
    ['a check that is none', (row: Record<string, unknown>) => ({ ...row, check: 'none' })],
  ])('given %s in the store, then it is found, told in the log, and not believed', async (_what, how) => {
    await changed('person|alex', how);
    expect(await open().ofPerson('alex')).toBeNull();
    expect(lines.join('')).toContain('person|alex');
    expect(lines.join('')).not.toContain('a:chat');
    expect(await verifyConversations(table, now)).toEqual([
      { shard: 'conversation', row: 'person|alex', what: 'altered', detail: expect.stringContaining('not as it was') },
    ]);
  });

  it('given another person’s row in its place, then it is not believed', async () => {
    const megans = (await rowsOf(table)).find(({ rowKey }) => rowKey === 'person|megan');
    await changed('person|alex', () => ({ json: megans?.json, check: megans?.check }));
    expect(await open().ofPerson('alex')).toBeNull();
    expect((await verifyConversations(table, now)).map(({ row }) => row)).toEqual(['person|alex']);
  });

  it('given a row that somebody changed, when they come back or are reached anew, then it is written over', async () => {
    await changed('person|alex', inJson('a:chat', 'a:megan'));
    expect(await open().hasLeft('alex')).toBe(false);
    expect(await open().meetPerson('alex', chat())).toEqual(chat());
    expect(await open().ofPerson('alex')).toEqual(chat());
    await changed('person|alex', inJson('a:chat', 'a:megan'));
    expect(await open().setPerson('alex', chat())).toBe('new');
    await changed('person|alex', inJson('a:chat', 'a:megan'));
    await open().forgetPerson('alex');
    expect([await open().hasLeft('alex'), await verifyConversations(table, now)]).toEqual([true, []]);
  });

  it('given a service address that is not Teams’ own, then nothing goes there, whatever its check says', async () => {
    await open().setPerson('alex', chat({ serviceUrl: elsewhere }));
    expect(await open().ofPerson('alex')).toBeNull();
    await open().setPerson('aaron', chat({ serviceUrl: elsewhere }));
    expect(await open().service()).toMatchObject({ serviceUrl: teams });
  });
});

describe('rows that were written before there were checks', () => {
  it('given one, then it is believed at Teams’ own addresses, and given its check', async () => {
    await oldRow('person|isaiah', chat({ conversationId: 'a:isaiah' }));
    await oldRow('person|joni', chat({ serviceUrl: elsewhere }));
    await oldRow('person|lee', null);
    expect(await open().ofPerson('isaiah')).toMatchObject({ conversationId: 'a:isaiah' });
    expect(await open().ofPerson('joni')).toBeNull();
    expect(await open().hasLeft('lee')).toBe(true);
    expect(await verifyConversations(table, now)).toEqual([]);

    await giveChecks(table, now);
    expect(await open().ofPerson('isaiah')).toMatchObject({ conversationId: 'a:isaiah' });
    expect(await open().hasLeft('lee')).toBe(true);
    await changed('person|isaiah', inJson('a:isaiah', 'a:megan'));
    expect(await open().ofPerson('isaiah')).toBeNull();
  });

  it('given one of the version before, while that may still run, then it is believed and given its check as well', async () => {
    await giveChecks(table, now);
    await oldRow('person|alex', chat({ conversationId: 'a:moved' }));
    expect(await open().ofPerson('alex')).toMatchObject({ conversationId: 'a:moved' });
    now = new Date('2026-12-01T08:59:59Z');
    await giveChecks(table, now);
    now = new Date('2026-12-01T09:00:00Z');
    expect(await open().ofPerson('alex')).toMatchObject({ conversationId: 'a:moved' });
  });

  it('given a week with checks, when a row loses its own, then it is not believed, and never given another', async () => {
    await giveChecks(table, now);
    now = new Date('2026-12-01T09:00:00Z');
    await oldRow('person|alex', chat({ conversationId: 'a:megan' }));
    await giveChecks(table, now);
    expect(await open().ofPerson('alex')).toBeNull();
    expect((await verifyConversations(table, now)).map(({ row }) => row)).toEqual(['person|alex']);
  });
});

describe('where ITAM is told', () => {
  it('given that somebody changed it, then nobody is told there until the channel is known again', async () => {
    await open().setItamChannel(chat({ conversationId: '19:itam' }));
    await changed('itam-channel', inJson('19:itam', 'a:alex'));
    expect(await open().itamChannel()).toBeNull();
    await open().setItamChannel(chat({ conversationId: '19:itam' }));
    expect(await open().itamChannel()).toMatchObject({ conversationId: '19:itam' });
  });
});
