import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asset } from '../src/domain/asset.ts';
import { packState } from '../src/register/packed.ts';
import { keys } from '../src/register/rows.ts';
import { shardOf } from '../src/register/shards.ts';
import { verifyRegister } from '../src/register/verify.ts';
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

  it('keep no other instance from showing all others', async () => {
    const whole = await tenant.declare('Alex', { product: 'Whole', publisher: 'Contoso' });
    const other = await tenant.another();
    const upn = tenant.person('Adele').userPrincipalName;
    const { token } = (await (await tenant.practice('POST', '/practice/token', { upn })).json()) as { token: string };
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`http://127.0.0.1:${other.port}/api/register?limit=200`, { headers });
    const { items } = (await answer.json()) as { items: { id: string }[] };
    const shown = new Set(items.map(({ id }) => id));
    const isShown = (what: string) => shown.has(ids.get(what) ?? '');
    expect(shown.has(whole.id)).toBe(true);
    expect(damages.map(({ what, of }) => [what, isShown(what), of])).toEqual(
      damages.map(({ what, of }) => [what, of === 'entry', of]),
    );
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
