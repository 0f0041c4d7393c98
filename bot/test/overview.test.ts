import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asset } from '../src/domain/asset.ts';
import type {
  Behind,
  Detail,
  HistoryEntry,
  Item,
  ListAnswer,
  OverviewAnswer,
  Spend,
  SpendParts,
} from '../src/http/contract.ts';
import { people } from '../src/practice/people.ts';
import { anAsset, aPerson } from './support/builders.ts';
import { eventually } from './support/eventually.ts';
import { plainOverview } from './support/plain-register.ts';
import { startTenant, type Tenant } from './support/tenant.ts';

const dayMs = 86_400_000;

/** What the register comes to after half a year in the real app; each figure against a plain recount of rows and histories. */
describe('GET /api/overview', () => {
  let tenant: Tenant;
  let overview: OverviewAnswer;
  let assets: Asset[];

  beforeAll(async () => {
    tenant = await startTenant();
    await tenant.sightline.discover();
    await liveHalfAYear();
    assets = await recounted();
    overview = await eventually(async () => {
      const seen = await read();
      return seen.version === (await list('')).version && seen;
    });
  });
  afterAll(() => tenant.stop());

  const json = async <T>(path: string) => (await (await tenant.api('Adele', path)).json()) as T;
  const read = () => json<OverviewAnswer>('/api/overview');
  const list = (query: string, limit = 1) => json<ListAnswer>(`/api/register?${query}&limit=${limit}`);
  const act = async (name: string, id: string, action: string, body: unknown) => {
    const { version } = await json<Detail>(`/api/register/${id}`);
    const headers = { 'if-match': `"${version}"` };
    const answer = await tenant.api(name, `/api/register/${id}/${action}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers,
    });
    expect([action, answer.status]).toEqual([action, 200]);
  };
  const later = (days: number) => tenant.clock.advance(days * dayMs + 3_723_000);

  /** Purchases are seen, declared, decided about, put right, taken back and retired, over half a year. */
  async function liveHalfAYear(): Promise<void> {
    const declare = (over: Record<string, unknown>) => tenant.declare('Alex', over);
    const yearly = await declare({ product: 'Acrobat Pro', price: '119.99', billingTerm: 'yearly', quantity: 3 });
    const monthly = await declare({ product: 'Miro Business', publisher: 'Miro', purchasedOn: '2026-03-31' });
    const inEuro = await declare({ product: 'Figma', publisher: 'Figma', currency: 'EUR', purchasedOn: '2026-06-30' });
    const once = await declare({ product: 'Sketch', publisher: 'Sketch', billingTerm: 'once' });
    const seen = (await list('status=detected', 20)).items.flatMap(({ id, owner }) =>
      owner && people.some(({ displayName }) => displayName === owner.name) && !owner.name.startsWith('Adele')
        ? [{ id, name: owner.name }]
        : [],
    );
    const [first, second, third] = seen;
    if (!first || !second || !third) throw new Error('The practice tenant has too few purchases');
    later(12);
    const form = {
      product: 'Power BI Pro',
      publisher: 'Microsoft',
      quantity: 1,
      price: '14',
      currency: 'USD',
      billingTerm: 'monthly',
      purchasedOn: '2026-11-20',
      costCentre: 'CC-1',
      reason: 'Work',
      acceptsPolicy: true,
    };
    await act(first.name, first.id, 'declare', form);
    await act('Adele', yearly.id, 'approve', { comment: null });
    later(30);
    await act(second.name, second.id, 'declare', { ...form, price: '8.25' });
    await act('Adele', second.id, 'reject', { comment: 'Use the shared seats' });
    await act('Adele', monthly.id, 'reject', { comment: 'Too dear' });
    await act(third.name, third.id, 'declare', form);
    await act('Adele', third.id, 'move', { to: 'approved', reason: 'Known to everyone' });
    later(25);
    await act('Adele', inEuro.id, 'approve', { comment: null });
    await act('Adele', yearly.id, 'retire', { reason: 'Ended' });
    later(40);
    await act('Adele', first.id, 'move', { to: 'detected', reason: 'Wrong form' });
    await tenant.buy({ purchaser: tenant.person('Alex').userPrincipalName, skuPartNumber: 'VISIOCLIENT', quantity: 4 });
    await tenant.poll();
    later(3);
    const visio = (await list('status=detected&product=Visio+Plan+2', 1)).items[0];
    if (!visio) throw new Error('The purchase of Visio was not seen');
    await act('Alex', visio.id, 'declare', { ...form, quantity: 4, price: '15' });
    await act('Adele', visio.id, 'correct', { changes: { price: '16.50', currency: 'USD' }, reason: 'Invoice' });
    await act('Adele', once.id, 'approve', { comment: null });
    later(50);
    await act('Megan', visio.id, 'approve', { comment: null });
    await act(first.name, first.id, 'declare', form);
  }

  /** The register's rows with what their histories say of when, as the assets that a plain recount counts. */
  async function recounted(): Promise<Asset[]> {
    const { items, total } = await list('', 200);
    expect(items).toHaveLength(total);
    return Promise.all(items.map(async (item) => assetOf(item, (await tenant.history(item.id)).toReversed())));
  }

  it('has every count, sum and median of a plain recount of rows and histories', () => {
    const { prices, ...expected } = plainOverview(assets, overview.day);
    const { once, trial, unknown } = prices;
    expect(stripped(overview)).toEqual({ ...expected, unpriced: { once, trial, unknown } });
  });

  it('is about a register in which everything occurs', () => {
    expect(overview.currencies.map(({ currency }) => currency)).toEqual(['USD', 'EUR']);
    const [usd] = overview.currencies;
    expect(usd?.rejected.assets.count).toBe(2);
    expect(usd?.growth.map(({ product }) => product)).toContain('Visio Plan 2');
    expect(
      usd?.months.map(({ assets: { count } }) => count).every((count, at, all) => at === 0 || count >= (all[0] ?? 0)),
    ).toBe(true);
    expect(overview.unpriced.once.count).toBe(1);
    expect(overview.unpriced.unknown.count).toBeGreaterThan(0);
    expect(overview.toDeclare.recent.assets.count).toBe(2);
    expect(overview.toDecide.months.filter(({ minutes }) => minutes !== null).length).toBeGreaterThan(2);
    const last = overview.shares.at(-1);
    expect(last?.declared.count).toBeLessThan(last?.known.count ?? 0);
    expect(last?.decided.count).toBeGreaterThan(0);
  });

  it('opens exactly the rows behind each figure, with their money', async () => {
    const figures = figuresOf(overview);
    expect(figures.length).toBeGreaterThan(80);
    for (const { count, query, money } of figures) {
      const { total, totals } = await list(query);
      expect({ query, total }).toEqual({ query, total: count });
      if (money) expect({ query, totals }).toEqual({ query, totals: money.minor === 0 ? [] : [money] });
    }
  });

  it('is shown to ITAM staff and auditors alike, and to nobody else', async () => {
    const { asOf: _, ...mine } = overview;
    const seen = await tenant.api('Lynne', '/api/overview');
    expect(await seen.json()).toMatchObject(mine);
    const refused = await tenant.api('Alex', '/api/overview');
    expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'action.forbidden' }]);
  });

  it('is unchanged until the register or the day is another', async () => {
    const ask = (etag: string) => tenant.api('Adele', '/api/overview', { headers: { 'if-none-match': etag } });
    const settled = await eventually(async () => {
      const etag = (await ask('')).headers.get('etag') ?? '';
      return (await ask(etag)).status === 304 && etag;
    });
    await tenant.declare('Alex', { product: 'Canva', publisher: 'Canva' });
    const changed = await eventually(async () => {
      const answer = await ask(settled);
      return answer.status === 200 && ((await answer.json()) as OverviewAnswer);
    });
    expect(changed.assets.count).toBe(overview.assets.count + 1);
    tenant.clock.advance(dayMs);
    expect(((await (await ask('')).json()) as OverviewAnswer).day > changed.day).toBe(true);
  });
});

/** What the rows and the history, oldest first, say of an asset. */
function assetOf(item: Item, entries: readonly HistoryEntry[]): Asset {
  let declaredAt: string | null = null;
  let decidedAt: string | null = null;
  let retiredAt: string | null = null;
  for (const { at, type, changes } of entries) {
    const moved = type === 'status-moved' ? changes.find(({ field }) => field === 'status')?.to : null;
    if (type === 'declared') [declaredAt, decidedAt] = [at, null];
    if (type === 'approved' || type === 'rejected') decidedAt = at;
    if (type === 'retired') retiredAt = at;
    if (moved === 'detected') declaredAt = null;
    if (moved) decidedAt = moved === 'approved' || moved === 'rejected' ? at : moved === 'retired' ? decidedAt : null;
    if (moved) retiredAt = moved === 'retired' ? at : null;
  }
  const by = { id: 'someone', displayName: 'Someone' };
  const { product: name, publisher, status, source, quantity, unitPrice, billingTerm, purchasedOn, isTrial } = item;
  return anAsset({
    id: item.id,
    product: { ...anAsset().product, name, publisher },
    ...{ status, source, quantity, unitPrice, billingTerm, purchasedOn, isTrial },
    owner: aPerson({ department: item.department }),
    confidence: item.confidence && { level: item.confidence.level, score: 0, reasons: [] },
    createdAt: entries[0]?.at ?? '',
    declaredAt,
    decision: decidedAt === null ? null : { outcome: 'approved', by, at: decidedAt, comment: null },
    retirement: retiredAt === null ? null : { reason: '', by, at: retiredAt },
  });
}

/** The answer with its figures alone, in the shape of the plain recount. */
function stripped(answer: OverviewAnswer) {
  const amount = ({ perMonth, assets: { count } }: Spend) => ({ minor: perMonth.minor, assets: count });
  const parts = ({ parts: shown, others }: SpendParts) => ({
    parts: shown.map((part) => ({ value: part.value ?? '', ...amount(part) })),
    others: others && { values: others.values, ...amount(others) },
  });
  const medians = ({ recent, months }: OverviewAnswer['toDeclare']) => {
    const median = ({ minutes, assets: { count } }: typeof recent) => ({ minutes, assets: count });
    return { recent: median(recent), months: months.map(median) };
  };
  const { once, trial, unknown } = answer.unpriced;
  return {
    day: answer.day,
    since: answer.since,
    months: answer.months,
    assets: answer.assets.count,
    central: answer.central.count,
    unpriced: { once: once.count, trial: trial.count, unknown: unknown.count },
    currencies: answer.currencies.map((spend) => ({
      currency: spend.currency,
      ...amount(spend),
      perYear: spend.perYear.minor,
      rejected: amount(spend.rejected),
      months: spend.months.map(amount),
      byProduct: parts(spend.byProduct),
      byDepartment: parts(spend.byDepartment),
      byPublisher: parts(spend.byPublisher),
      growth: spend.growth.map(({ product, before, now }) => ({
        product,
        before: { ...amount(before), seats: before.seats },
        now: { ...amount(now), seats: now.seats },
      })),
    })),
    shares: answer.shares.map(({ known, declared, decided }) => ({
      known: known.count,
      declared: declared.count,
      decided: decided.count,
    })),
    toDeclare: medians(answer.toDeclare),
    toDecide: medians(answer.toDecide),
  };
}

/** Every figure with a query for its rows. */
function figuresOf(answer: OverviewAnswer): { count: number; query: string; money: Spend['perMonth'] | null }[] {
  const found: ReturnType<typeof figuresOf> = [];
  const look = (value: unknown, money: Spend['perMonth'] | null): void => {
    if (typeof value !== 'object' || value === null) return;
    const { count, query } = value as Partial<Behind>;
    if (typeof count === 'number' && typeof query === 'string') found.push({ count, query, money });
    const { perMonth = null } = value as Partial<Spend>;
    for (const [key, inner] of Object.entries(value)) look(inner, key === 'assets' ? perMonth : null);
  };
  look(answer, null);
  return found;
}
