import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../src/domain/day.ts';
import type { Item, ListAnswer, NoticesAnswer, TodayAnswer, TodayGroup } from '../src/http/contract.ts';
import { fillStore } from '../src/practice/fill-store.ts';
import { getNotice, putNotice } from '../src/register/outbox.ts';
import { commit } from '../src/register/table.ts';
import { eventually } from './support/eventually.ts';
import { startTenant, type Tenant } from './support/tenant.ts';

const invented = 600;

/** What needs doing, through the real app; each figure against a plain recount of the register's rows. */
describe('GET /api/today', () => {
  let tenant: Tenant;
  let today: TodayAnswer;
  let all: Item[];

  beforeAll(async () => {
    tenant = await startTenant();
    await tenant.sightline.discover();
    await fillStore(tenant.connectionString, tenant.storeName, invented);
    await eventually(async () => (await wholeRegister()).length >= invented);
    await goBeyondApproval();
    await failSomeNotices(2);
    await eventually(async () => (await read()).failedNotices.total === 2);
    all = await wholeRegister();
    today = await read();
  });
  afterAll(() => tenant.stop());

  async function json<T>(path: string): Promise<T> {
    return (await (await tenant.api('Adele', path)).json()) as T;
  }
  const read = () => json<TodayAnswer>('/api/today');

  async function rowsOf(query: string): Promise<Item[]> {
    const rows: Item[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const params = new URLSearchParams(query);
      params.set('limit', '200');
      if (cursor) params.set('cursor', cursor);
      const page: ListAnswer = await json(`/api/register?${params}`);
      rows.push(...page.items);
      cursor = page.cursor;
    }
    return rows;
  }
  const wholeRegister = () => rowsOf('');

  /** ITAM finds more seats in a purchase than were approved. */
  async function goBeyondApproval(): Promise<void> {
    const one = (await wholeRegister()).find(({ status, isRunning }) => status === 'approved' && isRunning);
    const answer = await tenant.api('Adele', `/api/register/${one?.id}/correct`, {
      method: 'POST',
      body: JSON.stringify({ changes: { quantity: String((one?.quantity ?? 0) + 57) }, reason: 'As invoiced' }),
      headers: { 'if-match': `"${one?.version}"` },
    });
    expect(answer.status).toBe(200);
  }

  async function failSomeNotices(count: number): Promise<void> {
    const { items } = await json<NoticesAnswer>('/api/notices?limit=200');
    for (const { id } of items.slice(0, count)) {
      await eventually(async () => {
        const stored = await getNotice(tenant.table, id);
        if (!stored) return false;
        const failed = { ...stored.notice, state: 'failed', fate: 'gave-up', deliveredAt: null } as const;
        return (await putNotice((writes) => commit(tenant.table, writes), failed, stored.etag)) !== null;
      });
    }
    // The replica never takes a delivered notice for a failed one; these were not delivered, since nobody is reached yet.
  }

  const day = () => tenant.clock.now().toISOString().slice(0, 10);
  const answerer = ({ owner, purchaser }: Item) => (owner ?? purchaser)?.id ?? null;
  const isOpen = ({ status }: Item) => status !== 'retired';
  const isSoon = ({ renewsOn }: Item) => renewsOn !== null && renewsOn >= day() && renewsOn <= addDays(day(), 30);
  const belongs: Record<TodayGroup['key'], (item: Item) => boolean> = {
    awaiting: ({ status }) => status === 'declared',
    beyond: (item) => isOpen(item) && item.flags.includes('beyond-approval'),
    undeclared: ({ status }) => status === 'detected',
    trials: (item) => isOpen(item) && item.isTrial && isSoon(item),
    renewing: (item) => isOpen(item) && isSoon(item),
    'owner-gone': (item) => isOpen(item) && item.flags.includes('owner-gone'),
    duplicates: (item) =>
      isOpen(item) &&
      answerer(item) !== null &&
      all.some(
        (other) =>
          other.id !== item.id && isOpen(other) && other.product === item.product && answerer(other) === answerer(item),
      ),
  };
  const oldest: Record<TodayGroup['key'], (item: Item) => string> = {
    awaiting: (item) => item.updatedAt,
    beyond: (item) => item.updatedAt,
    undeclared: (item) => item.purchasedOn ?? '9999',
    trials: (item) => item.renewsOn ?? '9999',
    renewing: (item) => item.renewsOn ?? '9999',
    'owner-gone': (item) => item.updatedAt,
    duplicates: (item) => item.purchasedOn ?? '9999',
  };

  describe.each(Object.keys(belongs) as TodayGroup['key'][])('%s', (key) => {
    it('given the register, then count and money are those of a plain recount, per currency', () => {
      const group = today.groups.find((one) => one.key === key);
      const expected = all.filter(belongs[key]);
      const sums: Record<string, number> = {};
      for (const { perMonth } of expected) {
        if (perMonth) sums[perMonth.currency] = (sums[perMonth.currency] ?? 0) + perMonth.minor;
      }
      expect(group?.total).toBe(expected.length);
      expect(expected.length).toBeGreaterThan(0);
      const nonZero = Object.entries(sums).filter(([, minor]) => minor !== 0);
      expect(Object.fromEntries((group?.totals ?? []).map(({ currency, minor }) => [currency, minor]))).toEqual(
        Object.fromEntries(nonZero),
      );
    });

    it('given its query, when the register is asked, then exactly those rows are behind it', async () => {
      const group = today.groups.find((one) => one.key === key);
      const ids = (await rowsOf(group?.query ?? '')).map(({ id }) => id);
      expect(ids.toSorted()).toEqual(
        all
          .filter(belongs[key])
          .map(({ id }) => id)
          .toSorted(),
      );
      expect(ids.slice(0, 3)).toEqual(group?.items.map(({ id }) => id));
    });

    it('given its rows, then they are the oldest, oldest first', () => {
      const group = today.groups.find((one) => one.key === key);
      const ages = all.filter(belongs[key]).map(oldest[key]).toSorted();
      expect(group?.items.map(oldest[key])).toEqual(ages.slice(0, 3));
    });

    it('given what it says of flags, then that is a recount too', () => {
      const group = today.groups.find((one) => one.key === key);
      for (const { value, count } of group?.flags ?? []) {
        expect(count).toBe(all.filter((item) => belongs[key](item) && item.flags.includes(value as never)).length);
      }
    });
  });

  it('given who awaits decisions, then each manager’s count is a recount, and together they are all of it', () => {
    const expected = new Map<string | null, number>();
    for (const { manager } of all.filter(belongs.awaiting)) {
      expected.set(manager?.id ?? null, (expected.get(manager?.id ?? null) ?? 0) + 1);
    }
    expect(new Map(today.deciders.map(({ person, count }) => [person?.id ?? null, count]))).toEqual(expected);
    expect(today.deciders.map(({ count }) => count)).toEqual(
      today.deciders.map(({ count }) => count).toSorted((a, b) => b - a),
    );
  });

  it('given the flag in items, then it stands exactly on the possible duplicates', () => {
    expect(all.filter(({ flags }) => flags.includes('possible-duplicate')).map(({ id }) => id)).toEqual(
      all.filter(belongs.duplicates).map(({ id }) => id),
    );
  });

  it('given a possible duplicate, when its own page is read, then it says so too', async () => {
    const [item] = all.filter(belongs.duplicates);
    expect((await json<Item>(`/api/register/${item?.id}`)).flags).toContain('possible-duplicate');
  });

  it('given the whole register, then its size is told', () => {
    expect(today.assets).toBe(all.length);
  });

  it('given that nothing changed, when it is asked for again, then the answer is 304', async () => {
    const first = await tenant.api('Adele', '/api/today');
    const etag = first.headers.get('etag') ?? '';
    const again = await tenant.api('Adele', '/api/today', { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  it('given failed notices, then they are there, oldest first, in words', () => {
    const { items } = today.failedNotices;
    expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).toSorted());
    for (const { state, fate } of items) expect([state, fate.length > 10]).toEqual(['failed', true]);
  });

  it('given a decision, when it is asked for a moment later, then one less awaits it', async () => {
    const awaiting = (answer: TodayAnswer) => answer.groups.find(({ key }) => key === 'awaiting');
    const [item] = awaiting(today)?.items ?? [];
    const response = await tenant.api('Adele', `/api/register/${item?.id}/approve`, {
      method: 'POST',
      headers: { 'if-match': `"${item?.version}"` },
      body: JSON.stringify({ comment: null }),
    });
    expect(response.status).toBe(200);
    await eventually(async () => awaiting(await read())?.total === (awaiting(today)?.total ?? 0) - 1);
  });
});
