import { deflateRawSync } from 'node:zlib';
import type { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asset } from '../src/domain/asset.ts';
import { cardKeys, getCard, putCard } from '../src/notices/matter-cards.ts';
import { getNotice } from '../src/register/outbox.ts';
import { packState } from '../src/register/packed.ts';
import { keys, noticeKeys } from '../src/register/rows.ts';
import { openSettings, type SettingsRegister, settingsPartition, settingsStateKey } from '../src/register/settings.ts';
import { shardOf } from '../src/register/shards.ts';
import { commit, readRow, type Write } from '../src/register/table.ts';
import { verifyRegister } from '../src/register/verify.ts';
import { at } from './support/builders.ts';
import { byAlex, openStore } from './support/store.ts';
import { startTenant, type Tenant } from './support/tenant.ts';

/** What somebody who may write to the store makes of a row; a property that is undefined is taken out. */
const damages = [
  { what: 'a state that can’t be inflated', of: 'state', how: { state: new Uint8Array([1, 2, 3]) } },
  { what: 'a state that is none', of: 'state', how: { state: packState({ evidence: [] } as unknown as Asset) } },
  { what: 'no state', of: 'state', how: { state: undefined } },
  { what: 'an entry that is no JSON', of: 'entry', how: { body: '{"actor"' } },
  { what: 'an entry by nobody', of: 'entry', how: { body: '{"fact":{"type":"approved"}}' } },
  { what: 'an entry of no known kind', of: 'entry', how: { body: bodyOf({ type: 'blessed' }) } },
  { what: 'an entry without what belongs to it', of: 'entry', how: { body: bodyOf({ type: 'corrected' }) } },
] as const;

function bodyOf(fact: object): string {
  return JSON.stringify({ actor: { kind: 'person', id: 'someone', displayName: 'Someone' }, fact });
}

describe('rows that somebody damaged', () => {
  let tenant: Tenant;
  const ids = new Map<string, string>();
  beforeAll(async () => {
    tenant = await startTenant();
    for (const { what, of, how } of damages) {
      const { id } = await tenant.declare('Alex', { product: `Product with ${what}`, publisher: 'Contoso' });
      ids.set(what, id);
      const partitionKey = shardOf(id);
      const entry = (
        await tenant.table
          .listEntities({
            queryOptions: { filter: `PartitionKey eq '${partitionKey}' and assetId eq '${id}'` },
          })
          .next()
      ).value as { rowKey: string };
      const rowKey = of === 'state' ? keys.asset(id) : entry.rowKey;
      const { etag: _, timestamp: __, ...row } = await tenant.table.getEntity(partitionKey, rowKey);
      await tenant.table.updateEntity({ ...row, partitionKey, rowKey, ...how }, 'Replace');
    }
  });
  afterAll(() => tenant.stop());

  it('keep no other instance from starting and showing all others, and of a head it says that it is damaged', async () => {
    const whole = await tenant.declare('Alex', { product: 'Whole', publisher: 'Contoso' });
    const post = { method: 'POST', headers: { 'if-match': '"0"' } };
    const set = { ...post, body: JSON.stringify({ days: [11], reason: 'Sooner' }) };
    expect((await tenant.api('Adele', '/api/settings/reminder-days', set)).status).toBe(200);
    const state = { partitionKey: settingsPartition, rowKey: settingsStateKey };
    await tenant.table.updateEntity({ ...state, version: 1, reminderDays: Buffer.from('none') }, 'Replace');
    const headKeys = { partitionKey: shardOf(whole.id), rowKey: keys.head };
    const { seq, hash } = await tenant.table.getEntity(headKeys.partitionKey, headKeys.rowKey);
    await tenant.table.updateEntity({ ...headKeys, seq: 'none', hash }, 'Replace');

    const other = await tenant.another();
    const upn = tenant.person('Adele').userPrincipalName;
    const { token } = (await (await tenant.practice('POST', '/practice/token', { upn })).json()) as { token: string };
    const ask = (path: string, init: { method?: string; body?: string; headers?: object } = {}) =>
      fetch(`http://127.0.0.1:${other.port}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers },
      });
    const { items } = (await (await ask('/api/register?limit=200')).json()) as { items: { id: string }[] };
    const shown = new Set(items.map(({ id }) => id));
    const isShown = (what: string) => shown.has(ids.get(what) ?? '');
    expect(shown.has(whole.id)).toBe(true);
    expect(damages.map(({ what, of }) => [what, isShown(what), of])).toEqual(
      damages.map(({ what, of }) => [what, of === 'entry', of]),
    );
    expect(await (await ask('/api/settings')).json()).toMatchObject({ reminderDays: { days: [11] } });
    const question = { method: 'POST', body: '{"question":"Why?"}', headers: { 'if-match': `"${whole.version}"` } };
    const refused = await ask(`/api/register/${whole.id}/ask`, question);
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'journal.damaged' }]);
    await tenant.table.updateEntity({ ...headKeys, seq, hash }, 'Replace');
  });

  it.each(damages)('given $what, when looked at, then that is told, and nothing fails', async ({ what, of }) => {
    const id = ids.get(what) ?? '';
    const page = await tenant.api('Adele', `/api/register/${id}`);
    const history = await tenant.api('Adele', `/api/register/${id}/history`);
    const told = (await history.json()) as { isIntact?: boolean; code?: string };
    if (of === 'state') {
      expect([page.status, history.status, told.code]).toEqual([409, 409, 'asset.damaged']);
    } else {
      expect([page.status, history.status, told.isIntact]).toEqual([200, 200, false]);
    }
  });

  it('are each named by verification', async () => {
    const { faults } = await verifyRegister(tenant.table);
    for (const { what, of } of damages) {
      const id = ids.get(what) ?? '';
      const about = faults.filter(({ shard, row }) => shard === shardOf(id) && (of === 'entry' || row.includes(id)));
      expect([what, about.length > 0]).toEqual([what, true]);
    }
  });
});

describe('a state of the settings that somebody damaged', () => {
  it.each([
    { what: 'a setting that can’t be inflated', how: { reminderDays: Buffer.from([1, 2, 3]) } },
    { what: 'a setting that is no JSON', how: { reminderDays: deflateRawSync('{') } },
    { what: 'a setting that was never packed', how: { reminderDays: '[1]' } },
    { what: 'no version', how: { version: undefined } },
    { what: 'nothing at all', how: null },
  ])(
    'given $what, when opened, then what holds follows from the entries, that is told, and the next change mends it',
    async ({ how }) => {
      const table = await openStore();
      const set = (settings: SettingsRegister, days: number) =>
        settings.change(byAlex, ({ reminderDays = [] }) => [
          {
            type: 'settings-changed',
            change: { field: 'reminderDays', from: reminderDays, to: [days] },
            reason: 'Sooner',
          },
        ]);
      const before = await openSettings(table, () => new Date(at));
      await set(before, 5);
      const chosen = await set(before, 6);
      const row = await readRow(table, settingsPartition, settingsStateKey);
      const { etag: _, ...kept } = row ?? { partitionKey: settingsPartition, rowKey: settingsStateKey, etag: '' };
      if (how) await table.updateEntity({ ...kept, ...how }, 'Replace');
      else await table.deleteEntity(settingsPartition, settingsStateKey);

      const told: string[] = [];
      const settings = await openSettings(
        table,
        () => new Date(at),
        ({ rowKey }) => told.push(rowKey),
      );
      expect(settings.chosen()).toEqual(chosen);
      expect(told).toEqual([settingsStateKey]);
      expect((await verifyRegister(table)).faults).toMatchObject([{ shard: settingsPartition, row: settingsStateKey }]);
      expect(await set(settings, 7)).toMatchObject({ version: 3, reminderDays: [7] });
      expect((await verifyRegister(table)).faults).toEqual([]);
    },
  );
});

describe('a notice or a card that somebody damaged', () => {
  const matter = { assetId: 'dec-1', role: 'purchaser', recipientId: 'id-alex' } as const;
  const write = (table: TableClient) => (writes: readonly Write[]) => commit(table, writes);

  it.each(['{', '5', 'null', '{}'])(
    'given %s, when looked up, then there is no such notice, and the card is sent anew',
    async (json) => {
      const table = await openStore();
      await table.createEntity({ ...noticeKeys('s1-1-0'), json });
      await table.createEntity({ ...cardKeys(matter), json });
      expect(await getNotice(table, 's1-1-0')).toBeNull();
      const held = await getCard(table, matter);
      expect(held?.card.activityId).toBeNull();
      const sent = { conversationId: 'a:chat', activityId: 'sent', shownVersion: 1, claim: null };
      await putCard(write(table), matter, sent, held);
      expect((await getCard(table, matter))?.card).toEqual(sent);
    },
  );
});
