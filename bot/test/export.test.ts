import { request } from 'node:http';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../src/domain/words/en.ts';
import type { Item, ListAnswer, Me } from '../src/http/contract.ts';
import { fillStore } from '../src/practice/fill-store.ts';
import { recordsOf } from './support/csv.ts';
import { eventually } from './support/eventually.ts';
import { startTenant, type Tenant } from './support/tenant.ts';
import { dateOf, type SheetCell, sheetsOf } from './support/workbook.ts';

const { column, about } = en.tab.export;
const invented = 900;
const hostile = `=HYPERLINK("https://evil.example","Invoice"), and\nmore; "quoted" שלום 😀`;

/** The register's export through the real server. */
describe('GET /api/export', () => {
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await startTenant();
    await tenant.sightline.discover();
    await fillStore(tenant.connectionString, tenant.storeName, invented);
    const declared = await tenant.api('Alex', '/api/register', {
      method: 'POST',
      body: JSON.stringify({
        declarationId: ulid(),
        product: "=cmd|' /C calc'!A0",
        publisher: '@Evil',
        quantity: 2,
        price: '12.345',
        currency: 'KWD',
        billingTerm: 'monthly',
        purchasedOn: '2026-11-20',
        costCentre: '-1+1',
        reason: hostile,
        acceptsPolicy: true,
      }),
    });
    expect(declared.status).toBe(201);
    const held = await assetsHeld();
    await eventually(async () => (await listed('')).length === held);
  });
  afterAll(() => tenant.stop());

  async function assetsHeld(): Promise<number> {
    let count = 0;
    const queryOptions = { filter: "RowKey ge 'asset|' and RowKey lt 'asset}'", select: ['RowKey'] };
    for await (const _ of tenant.table.listEntities({ queryOptions })) count += 1;
    return count;
  }

  async function listed(query: string): Promise<Item[]> {
    const items: Item[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = `limit=200${cursor && `&cursor=${cursor}`}`;
      const answer = await tenant.api('Adele', `/api/register?${page}&${query}`);
      const body = (await answer.json()) as ListAnswer;
      items.push(...body.items);
      cursor = body.cursor;
    }
    return items;
  }

  const exported = (format: string, query = '', name = 'Adele') =>
    tenant.api(name, `/api/export?format=${format}&${query}`);

  async function csvRows(query = ''): Promise<Record<string, string>[]> {
    const [titles = [], ...records] = recordsOf(
      Buffer.from(await (await exported('csv', query)).arrayBuffer())
        .toString('utf8')
        .slice(1),
    );
    return records.map((fields) => Object.fromEntries(fields.map((field, at) => [titles[at] ?? '', field])));
  }

  async function workbook(query = '') {
    const [sheet, second] = sheetsOf(new Uint8Array(await (await exported('xlsx', query)).arrayBuffer()));
    const [titles = [], ...rows] = sheet?.rows ?? [];
    return {
      rows: rows.map((cells) => Object.fromEntries(titles.map(({ text }, at) => [text, cells[at] as SheetCell]))),
      about: new Map(second?.rows.map(([title, value]) => [title?.text ?? '', value])),
    };
  }

  /** A minor amount as its currency's plain number, worked out anew. */
  const plain = (money: Item['unitPrice']) =>
    money ? (money.minor / (money.currency === 'JPY' ? 1 : money.currency === 'KWD' ? 1_000 : 100)).toString() : '';

  it.each([
    '',
    'status=detected&status=declared&sort=-perMonth',
    'search=power&flag=no-manager&flag=trial&sort=owner',
    'renewsAfter=2026-12-01&renewsBefore=2027-06-01&sort=renewsOn',
    'search=nothing-is-called-so',
  ])('given the filter "%s", when exported, then both files hold what the list shows, in its order', async (query) => {
    const items = await listed(query);
    const rows = await csvRows(query);
    expect(rows.map((row) => row[column.id])).toEqual(items.map(({ id }) => id));
    const { rows: cells, about: lines } = await workbook(query);
    expect(cells.map((row) => row[column.id]?.text)).toEqual(items.map(({ id }) => id));
    expect(lines.get(about.rows)?.text).toBe(String(items.length));
  });

  it('given the whole register, when exported, then each field says what the list says', async () => {
    const items = await listed('');
    const rows = await csvRows();
    const { rows: cells } = await workbook();
    items.forEach((item, at) => {
      const row = rows[at] ?? {};
      const figures = {
        [column.unitPrice]: item.unitPrice,
        [column.perMonth]: item.perMonth,
        [column.perYear]: item.perYear,
        [column.estimate]: item.estimatePerMonth,
      };
      for (const [title, money] of Object.entries(figures)) {
        expect(String(Number(row[title] || Number.NaN))).toBe(plain(money) || 'NaN');
        expect(cells[at]?.[title]?.text ?? '').toBe(plain(money));
      }
      expect(row[column.currency]).toBe((item.unitPrice ?? item.estimatePerMonth)?.currency ?? '');
      expect(row[column.seats]).toBe(String(item.quantity));
      expect(row[column.purchasedOn]).toBe(item.purchasedOn ?? '');
      const renews = cells[at]?.[column.renewsOn];
      expect(renews?.text ? dateOf(renews).slice(0, 10) : null).toBe(item.renewsOn);
      expect(row[column.status]).toBe(en.status[item.status]);
      expect(row[column.flags]).toBe(item.flags.map((flag) => en.flag[flag]).join('; '));
      expect(row[column.updatedAt]).toBe(item.updatedAt);
    });
    expect(new Set(items.map(({ unitPrice }) => unitPrice?.currency)).size).toBeGreaterThan(3);
  });

  it('given assets picked one by one, when exported, then the file holds those that there are, each once, in that order', async () => {
    const items = await listed('');
    const picked = [items[7], items[2], items[11]].flatMap((item) => item ?? []);
    const ids = [...picked.map(({ id }) => id), 'no-such-asset', picked[0]?.id];
    const post = (format: string, name = 'Adele') =>
      tenant.api(name, '/api/export', { method: 'POST', body: JSON.stringify({ format, ids }) });
    const [, ...records] = recordsOf(
      Buffer.from(await (await post('csv')).arrayBuffer())
        .toString('utf8')
        .slice(1),
    );
    expect(records.map((fields) => fields.at(-1))).toEqual(picked.map(({ id }) => id));
    const [, second] = sheetsOf(new Uint8Array(await (await post('xlsx')).arrayBuffer()));
    const lines = new Map(second?.rows.map(([title, value]) => [title?.text, value?.text]));
    expect([lines.get(about.rows), lines.get(about.filter)]).toEqual(['3', about.picked]);
    expect((await post('csv', 'Alex')).status).toBe(403);
  });

  it('given hostile words, when exported, then they are text in both files', async () => {
    const query = 'publisher=%40Evil';
    const [row] = await csvRows(query);
    expect(row).toMatchObject({
      [column.product]: "'=cmd|' /C calc'!A0",
      [column.publisher]: "'@Evil",
      [column.costCentre]: "'-1+1",
      [column.reason]: `'${hostile}`,
      [column.unitPrice]: '12.345',
    });
    const { rows } = await workbook(query);
    expect(rows[0]?.[column.product]).toEqual({ type: 'str', text: "=cmd|' /C calc'!A0", format: '@' });
    expect(rows[0]?.[column.reason]).toEqual({ type: 'str', text: hostile, format: '@' });
    expect(rows[0]?.[column.unitPrice]).toEqual({ type: 'n', text: '12.345', format: '#,##0.000' });
  });

  it.each([
    ['csv', 'text/csv; charset=utf-8'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ])(
    'given %s, when exported, then it is named by its day, kept by nobody and taken for nothing else',
    async (format, type) => {
      const response = await exported(format);
      await response.arrayBuffer();
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': type,
        'content-disposition': `attachment; filename="sightline-register-${tenant.clock.now().toISOString().slice(0, 10)}.${format}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
    },
  );

  it.each([
    'format=pdf',
    '',
    'format=csv&format=xlsx',
    'format=csv&shiny=1',
    'format=csv&limit=10',
    'format=csv&cursor=abc',
    'format=csv&sort=price',
    'format=csv&renewsAfter=tomorrow',
  ])('given the query "%s", when asked for, then a problem says what is wrong with it', async (query) => {
    const response = await tenant.api('Adele', `/api/export?${query}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    expect(await response.json()).toMatchObject({ code: 'request.unreadable' });
  });

  it('given a purchaser, when they ask, then they are refused, and their tab knows', async () => {
    const response = await exported('csv', '', 'Alex');
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([403, 'action.forbidden']);
    const mayExport = async (name: string) =>
      ((await (await tenant.api(name, '/api/me')).json()) as Me).may.includes('register.export');
    expect([await mayExport('Adele'), await mayExport('Lynne'), await mayExport('Alex')]).toEqual([true, true, false]);
  });

  it('given clients that hang up, when others ask, then they get theirs', async () => {
    const signedIn = await tenant.practice('POST', '/practice/token', {
      upn: tenant.person('Adele').userPrincipalName,
    });
    const { token } = (await signedIn.json()) as { token: string };
    const hangUp = (format: string) =>
      new Promise<void>((resolve, reject) => {
        const asked = request(
          `${tenant.url}/api/export?format=${format}`,
          { headers: { authorization: `Bearer ${token}` } },
          (answer) => {
            answer.once('close', resolve);
            answer.destroy();
          },
        );
        asked.on('error', reject).end();
      });
    await Promise.all(['csv', 'xlsx', 'csv', 'xlsx', 'csv'].map(hangUp));
    expect(await csvRows()).toHaveLength((await listed('')).length);
  });
});
