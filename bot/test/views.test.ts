import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem, View, ViewBody, ViewsAnswer } from '../src/http/contract.ts';
import { verifyRegister } from '../src/register/verify.ts';
import { startTenant, type Tenant } from './support/tenant.ts';

/** Saved views, through the API. Adele is ITAM staff, Lynne an auditor. */
describe('a saved view', () => {
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await startTenant();
  });
  afterAll(() => tenant.stop());

  const newId = () => ulid().toLowerCase();
  const aView = (over: Partial<ViewBody> = {}): ViewBody => ({
    name: 'Power BI, this quarter',
    query: 'search=board&status=detected&status=declared&flag=trial&renewsBefore=2027-01-01&sort=-perMonth',
    columns: ['product', 'owner', 'perMonth'],
    widths: { product: 320 },
    density: 'compact',
    isShared: false,
    ...over,
  });
  const send = (name: string, method: string, id: string, body: unknown, version?: number) =>
    tenant.api(name, `/api/views/${id}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headers: version === undefined ? {} : { 'if-match': `"${version}"` },
    });
  const put = async (name: string, id: string, body: unknown, version?: number) => {
    const answer = await send(name, 'PUT', id, body, version);
    expect(answer.status).toBe(200);
    return (await answer.json()) as View;
  };
  const list = async (name: string) => (await (await tenant.api(name, '/api/views')).json()) as ViewsAnswer;
  const problemOf = async (answer: Response) => `${answer.status} ${((await answer.json()) as Problem).code}`;
  const choose = (name: string, id: string | null) => send(name, 'PUT', 'default', { id });

  it('is kept whole, for its maker alone', async () => {
    const id = newId();
    const made = await put('Adele', id, aView());
    expect(made).toEqual({
      ...aView(),
      id,
      version: 1,
      maker: { id: tenant.person('Adele').id, name: 'Adele Vance' },
      isEditable: true,
    });
    const answer = await send('Adele', 'GET', id, undefined);
    expect([await answer.json(), answer.headers.get('etag')]).toEqual([made, '"1"']);
    expect((await list('Adele')).items).toContainEqual(made);
    expect((await list('Lynne')).items.map((view) => view.id)).not.toContain(id);
    for (const method of ['GET', 'DELETE'])
      expect(await problemOf(await send('Lynne', method, id, undefined, 1))).toBe('404 view.not-found');
    expect(await problemOf(await send('Lynne', 'PUT', id, aView(), 1))).toBe('404 view.not-found');
  });

  it('is made once however often it is sent, and is in no one’s way in the register', async () => {
    const id = newId();
    await Promise.all([put('Adele', id, aView()), put('Adele', id, aView())]);
    expect((await put('Adele', id, aView())).version).toBe(1);
    expect((await verifyRegister(tenant.table)).faults).toEqual([]);
  });

  it('that is shared is everyone’s to use, and its maker’s and ITAM staff’s to change', async () => {
    const id = newId();
    await put('Lynne', id, aView({ isShared: true }));
    const seen = (await list('Adele')).items.find((view) => view.id === id);
    expect(seen).toMatchObject({ isEditable: true, maker: { name: 'Lynne Robbins' } });
    const changed = await put('Adele', id, aView({ isShared: true, name: 'Renamed' }), 1);
    expect(changed).toMatchObject({ version: 2, name: 'Renamed', maker: { name: 'Lynne Robbins' } });

    const adeles = newId();
    await put('Adele', adeles, aView({ isShared: true }));
    expect((await list('Lynne')).items.find((view) => view.id === adeles)).toMatchObject({ isEditable: false });
    expect(await problemOf(await send('Lynne', 'PUT', adeles, aView({ name: 'Mine' }), 1))).toBe(
      '403 action.forbidden',
    );
    expect(await problemOf(await send('Lynne', 'DELETE', adeles, undefined, 1))).toBe('403 action.forbidden');
  });

  it('is changed and deleted only as it was seen', async () => {
    const id = newId();
    await put('Adele', id, aView());
    expect(await problemOf(await send('Adele', 'PUT', id, aView({ name: 'B' })))).toBe('428 request.needs-version');
    await put('Adele', id, aView({ name: 'B' }), 1);
    expect(await problemOf(await send('Adele', 'PUT', id, aView({ name: 'C' }), 1))).toBe('412 view.changed');
    const tries = [1, 2].map((n) => send('Adele', 'PUT', id, aView({ name: `Race ${n}` }), 2));
    expect((await Promise.all(tries)).map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await problemOf(await send('Adele', 'DELETE', id, undefined))).toBe('428 request.needs-version');
    expect(await problemOf(await send('Adele', 'DELETE', id, undefined, 2))).toBe('412 view.changed');
    expect((await send('Adele', 'DELETE', id, undefined, 3)).status).toBe(200);
    expect(await problemOf(await send('Adele', 'GET', id, undefined))).toBe('404 view.not-found');
    expect(await problemOf(await send('Adele', 'PUT', id, aView(), 3))).toBe('404 view.not-found');
  });

  it('can be the one that the register opens with, for each their own', async () => {
    const [shared, own] = [newId(), newId()];
    const { version } = await put('Adele', shared, aView({ isShared: true }));
    await put('Adele', own, aView());
    expect((await choose('Lynne', shared)).status).toBe(200);
    expect((await choose('Adele', own)).status).toBe(200);
    expect([(await list('Lynne')).defaultId, (await list('Adele')).defaultId]).toEqual([shared, own]);
    expect(await problemOf(await choose('Lynne', own))).toBe('404 view.not-found');
    await put('Adele', shared, aView({ isShared: false }), version);
    expect((await list('Lynne')).defaultId).toBeNull();
    await choose('Adele', null);
    expect((await list('Adele')).defaultId).toBeNull();
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['without a name', { name: ' ' }, '400 view.name-missing'],
    ['with a name without end', { name: 'x'.repeat(81) }, '400 view.name-too-long'],
    ['with a filter that is none', { query: 'prodct=Visio' }, '400 request.unreadable'],
    ['with a page', { query: 'limit=5' }, '400 request.unreadable'],
    ['with a day that does not exist', { query: 'renewsBefore=2027-02-30' }, '400 request.unreadable'],
    ['with an unknown column', { columns: ['colour'] }, '400 request.unreadable'],
    ['with a column twice', { columns: ['owner', 'owner'] }, '400 request.unreadable'],
    ['with a width that is none', { widths: { owner: 5 } }, '400 request.unreadable'],
    ['with a field too many', { colour: 'red' }, '400 request.unreadable'],
    ['with someone else as its maker', { makerId: 'x' }, '400 request.unreadable'],
  ])('%s is refused', async (_what, over, code) => {
    expect(await problemOf(await send('Adele', 'PUT', newId(), { ...aView(), ...over }))).toBe(code);
  });

  it.each(['x', '../register', 'A'.repeat(26), "a'b"])('by the id %j is none', async (id) => {
    expect(await problemOf(await send('Adele', 'PUT', encodeURIComponent(id), aView()))).toBe('404 view.not-found');
  });

  it('is one of a hundred at most', async () => {
    const mine = (await list('Lynne')).items.filter(({ maker }) => maker.id === tenant.person('Lynne').id).length;
    for (let at = mine; at < 100; at++) await put('Lynne', newId(), aView());
    expect(await problemOf(await send('Lynne', 'PUT', newId(), aView()))).toBe('409 view.too-many');
    expect((await list('Lynne')).items.length).toBeGreaterThanOrEqual(100);
  });
});
