import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListAnswer } from '../src/http/contract.ts';
import { eventually } from './support/eventually.ts';
import { startTenant, type Tenant } from './support/tenant.ts';

/** Readers who look again and again say that they take what others were just shown. Adele and Lynne see the whole register. */
describe('a list that many look at', () => {
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await startTenant();
    await tenant.declare('Alex');
    await tenant.declare('Isaiah');
  });
  afterAll(() => tenant.stop());

  async function list(name: string, headers: Record<string, string> = {}): Promise<ListAnswer> {
    const answer = await tenant.api(name, '/api/register', { headers });
    expect(answer.status).toBe(200);
    return (await answer.json()) as ListAnswer;
  }
  const patient = { 'cache-control': 'max-age=1' };

  it('given that it was just shown, when a patient reader asks, then they get the same, and another gets it new', async () => {
    // The second may be over before the declaration is done: then it is tried again.
    const shown = await eventually(async () => {
      const before = await list('Adele');
      await tenant.declare('Alex');
      const again = await list('Lynne', patient);
      return again.version === before.version && before;
    });
    expect((await list('Lynne')).total).toBe(shown.total + 1);
  });

  it('given a change, when the second is over, then even the most patient are shown it', async () => {
    const { total } = await list('Adele');
    await tenant.declare('Alex');
    const forever = { 'cache-control': 'max-age=999999999' };
    await eventually(async () => (await list('Lynne', forever)).total === total + 1);
  });

  it('given that it was just shown to someone who sees all, when others ask, then they get their own', async () => {
    const { total } = await list('Adele');
    const purchaserOf = async (name: string) =>
      new Set((await list(name, patient)).items.map(({ purchaser }) => purchaser?.name));
    expect(await purchaserOf('Alex')).toEqual(new Set(['Alex Wilber']));
    expect((await list('Isaiah', patient)).total).toBeLessThan(total);
    expect(await purchaserOf('Isaiah')).toEqual(new Set([tenant.person('Isaiah').displayName]));
  });

  it('given that nothing changed, when a patient reader asks, then the answer is 304', async () => {
    const answer = await eventually(async () => {
      const { version } = await list('Adele');
      const again = await tenant.api('Lynne', '/api/register', {
        headers: { ...patient, 'if-none-match': `"${version}"` },
      });
      await again.arrayBuffer();
      return again.status === 304 && again;
    });
    expect(answer.headers.get('etag')).not.toBeNull();
  });
});
