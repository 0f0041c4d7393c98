import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Notice, NoticesAnswer } from '../src/http/contract.ts';
import { getNotice, putNotice } from '../src/register/outbox.ts';
import type { NoticeRecord } from '../src/register/rows.ts';
import { commit } from '../src/register/table.ts';
import { eventually } from './support/eventually.ts';
import { startTenant, type Tenant } from './support/tenant.ts';

/** Notices that did not arrive, sent again by ITAM staff through the real app. */
describe('POST /api/notices/{id}/retry', () => {
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await startTenant();
    await tenant.sightline.discover();
    await tenant.install('Adele');
  });
  afterAll(() => tenant.stop());

  const list = async (query: string) =>
    (await (await tenant.api('Adele', `/api/notices?limit=200${query}`)).json()) as NoticesAnswer;
  const retry = (id: string, body: unknown = {}) =>
    tenant.api('Adele', `/api/notices/${id}/retry`, { method: 'POST', body: JSON.stringify(body) });
  const codeOf = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code];

  /** A notice to Alex about a purchase of his that waits, since he never opened Sightline. */
  async function waitingNotice(): Promise<Notice> {
    const { id } = await tenant.buy({
      purchaser: tenant.person('Isaiah').userPrincipalName,
      skuPartNumber: 'PBI_PREMIUM_PER_USER',
    });
    expect(id).toBeTruthy();
    await tenant.poll();
    let found: Notice | undefined;
    await eventually(async () => {
      const { items } = await list('&state=waiting');
      found = items.find(({ role, recipient }) => role === 'purchaser' && recipient.name === 'Isaiah Langer');
      return found !== undefined;
    });
    return found as Notice;
  }

  async function put(id: string, change: Partial<NoticeRecord>): Promise<void> {
    await eventually(async () => {
      const stored = await getNotice(tenant.table, id);
      if (!stored) return false;
      const write = (writes: Parameters<typeof commit>[1]) => commit(tenant.table, writes);
      return (await putNotice(write, { ...stored.notice, ...change }, stored.etag)) !== null;
    });
  }

  it('given one that was given up, when it is retried and the reader is there now, then it is delivered', async () => {
    const { id } = await waitingNotice();
    await put(id, { state: 'failed', fate: 'gave-up', attempts: 40 });
    await tenant.install('Isaiah');
    const sent = tenant.connector.shown(tenant.chatOf('Isaiah')).length;

    const response = await retry(id);
    expect(response.status).toBe(200);
    expect((await response.json()) as Notice).toMatchObject({ id, state: 'pending', attempts: 0 });
    await eventually(async () => (await getNotice(tenant.table, id))?.notice.state === 'delivered');
    expect(tenant.connector.shown(tenant.chatOf('Isaiah')).length).toBe(sent + 1);
    await eventually(async () => (await list('&state=delivered')).items.some((notice) => notice.id === id));

    expect(await codeOf(await retry(id))).toEqual([409, 'notice.delivered']);
  });

  it('given one whose reader is still not there, when it is retried, then it waits again and says why', async () => {
    const [one] = (await list('&state=waiting')).items;
    if (!one) throw new Error('Nothing waits');
    expect((await retry(one.id)).status).toBe(200);
    await eventually(async () => (await getNotice(tenant.table, one.id))?.notice.state === 'waiting');
  });

  it('given one that is on its way, when it is retried, then it is refused', async () => {
    const [one] = (await list('&state=waiting')).items;
    await put(one?.id ?? '', { state: 'pending', fate: 'retrying' });
    expect(await codeOf(await retry(one?.id ?? ''))).toEqual([409, 'notice.pending']);
  });

  it.each(['0-999999-0', 'nonsense', 'tenant-0-0-0'])('given the id %s, then there is no such notice', async (id) => {
    expect(await codeOf(await retry(id))).toEqual([404, 'notice.not-found']);
  });

  it('given a body that asks for more, then it is refused', async () => {
    const [one] = (await list('')).items;
    expect(await codeOf(await retry(one?.id ?? '', { state: 'delivered' }))).toEqual([400, 'request.unreadable']);
  });

  it('given all notices, then the counts of the states are a plain recount, whatever is asked for', async () => {
    await eventually(async () => {
      const all: Notice[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: NoticesAnswer = await list(cursor ? `&cursor=${cursor}` : '');
        all.push(...page.items);
        cursor = page.cursor;
      }
      const { counts, total } = await list('&state=waiting');
      const recount = { pending: 0, delivered: 0, waiting: 0, failed: 0 };
      for (const { state } of all) recount[state]++;
      return JSON.stringify(counts) === JSON.stringify(recount) && total === recount.waiting;
    });
  });

  it('given readers who are none of the purchase’s own people, then the directory names them', async () => {
    const { items } = await list('');
    const people = items.filter(({ recipient }) => recipient.kind === 'person');
    expect(people.length).toBeGreaterThan(0);
    expect(people.filter(({ recipient }) => recipient.name === null)).toEqual([]);
  });
});
