import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { graphClient } from '../src/directory/graph-client.ts';
import { listSubscriptions } from '../src/directory/subscriptions.ts';
import { addDays, dayOf } from '../src/domain/day.ts';
import type { Detail, HistoryAnswer, ListAnswer, NoticesAnswer, TodayAnswer } from '../src/http/contract.ts';
import { verifyRegister } from '../src/register/verify.ts';
import { eventually } from './support/eventually.ts';
import { textsOf } from './support/fake-connector.ts';
import { type FakeGraph, type Scripted, startFakeGraph, subscriptionRow } from './support/fake-graph.ts';
import { channelId, startTenant, type Tenant } from './support/tenant.ts';

const buyer = (tenant: Tenant, name: string) => tenant.person(name).userPrincipalName;
const typesOf = async (tenant: Tenant, assetId: string) =>
  (await tenant.history(assetId)).map(({ type }) => type).reverse();

/** What someone bought, of products whose name holds that word. */
async function boughtBy(tenant: Tenant, name: string, word: string) {
  const { id } = tenant.person(name);
  return (await tenant.find(word)).filter(({ purchaser }) => purchaser?.id === id);
}

/** The one item of a search. */
async function only(tenant: Tenant, search: string) {
  const items = await tenant.find(search);
  expect(items.map(({ id }) => id)).toHaveLength(1);
  return items[0] as NonNullable<(typeof items)[0]>;
}

describe('discovery', () => {
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await startTenant();
    for (const name of ['Alex', 'Megan', 'Adele']) await tenant.install(name);
    await tenant.installChannel('Adele');
    await tenant.poll();
  });
  afterAll(() => tenant.stop());

  /** Buys, and polls until it is on the register. */
  async function bought(body: { purchaser: string; skuPartNumber: string; quantity?: number; trial?: boolean }) {
    const { id } = await tenant.buy({ ...body, purchaser: buyer(tenant, body.purchaser) });
    await tenant.poll();
    return { id, asset: await only(tenant, id) };
  }

  const act = async (name: string, id: string, action: string, body: unknown) => {
    const { version } = (await (await tenant.api(name, `/api/register/${id}`)).json()) as Detail;
    const headers = { 'if-match': `"${version}"` };
    return tenant.api(name, `/api/register/${id}/${action}`, { method: 'POST', body: JSON.stringify(body), headers });
  };
  const cardIn = (conversationId: string, words: string) =>
    tenant.connector.until(() =>
      tenant.connector.shown(conversationId).find(({ card }) => card && textsOf(card).includes(words)),
    );

  it('reads every page, and tells ITAM of the first look in one digest and nobody else', async () => {
    await cardIn(channelId, 'Sightline recorded 9 subscriptions');
    const seen = await tenant.find('');
    expect(seen.length).toBe(10);
    const after = await only(tenant, 'Alex Wilber');
    const told = (await tenant.notices()).filter(({ assetId }) => assetId !== after.id);
    expect(told.map(({ role, recipient }) => ({ role, to: recipient.kind }))).toEqual([
      { role: 'digest', to: 'channel' },
    ]);
  });

  it('registers a product that no catalogue knows under its part number', async () => {
    expect(await only(tenant, 'CONTOSO_UNLISTED_APP')).toMatchObject({
      product: 'CONTOSO_UNLISTED_APP',
      publisher: 'Microsoft',
      family: null,
      quantity: 5,
      purchaser: { name: 'Joni Sherman' },
    });
  });

  it('records what was bought centrally, with its reasons', async () => {
    expect(await only(tenant, 'SPE_E5')).toMatchObject({
      confidence: { level: 'low', reasons: expect.arrayContaining(['no-owner']) },
      flags: expect.arrayContaining(['central']),
    });
  });

  it('sees a purchase, who bought it and who manages them', async () => {
    const { asset } = await bought({ purchaser: 'Debra', skuPartNumber: 'POWERAPPS_PER_USER', quantity: 4 });
    expect(asset).toMatchObject({
      status: 'detected',
      source: 'discovery',
      quantity: 4,
      purchaser: { id: tenant.person('Debra').id, name: 'Debra Berger' },
      manager: { name: 'Megan Bowen' },
      department: 'Finance',
      confidence: { level: 'high' },
      commerceStatus: 'Enabled',
      isTrial: false,
    });
    const told = await tenant.notices(asset.id);
    expect(told.map(({ role, recipient }) => `${role} ${recipient.id ?? ''}`.trim()).sort()).toEqual([
      'itam-channel',
      `purchaser ${tenant.person('Debra').id}`,
    ]);
  });

  it('writes nothing when it sees the same again', async () => {
    const before = await verifyRegister(tenant.table);
    const notices = (await tenant.notices()).length;
    const polled = await tenant.poll();
    expect(polled).toMatchObject({ changed: 0, vanished: 0, failed: 0, isBaseline: false });
    expect((await verifyRegister(tenant.table)).entries).toBe(before.entries);
    expect((await tenant.notices()).length).toBe(notices);
  });

  it('sees seats, trial, renewal and commerce status change', async () => {
    const { id, asset } = await bought({ purchaser: 'Johanna', skuPartNumber: 'PROJECTPROFESSIONAL', trial: true });
    for (const change of [
      { quantity: 7 },
      { quantity: 2 },
      { trial: false },
      { renewsOn: '2027-06-30' },
      { status: 'Suspended' },
      { quantity: 3, status: 'Enabled' },
    ]) {
      expect((await tenant.practice('PATCH', `/practice/purchases/${id}`, change)).status).toBe(200);
      expect(await tenant.poll()).toMatchObject({ changed: 1, failed: 0 });
    }
    expect(await typesOf(tenant, asset.id)).toEqual([
      'detected',
      'seats-changed',
      'seats-changed',
      'trial-converted',
      'renewal-moved',
      'commerce-status-changed',
      'ended',
      'seats-changed',
      'commerce-status-changed',
      'runs-again',
    ]);
    expect(await only(tenant, id)).toMatchObject({
      quantity: 3,
      isTrial: false,
      renewsOn: '2027-06-30',
      commerceStatus: 'Enabled',
    });
  });

  it('takes a subscription for gone after two complete polls without it, and sees it come back', async () => {
    const { id, asset } = await bought({ purchaser: 'Isaiah', skuPartNumber: 'VISIO_PLAN1_DEPT' });
    await tenant.practice('DELETE', `/practice/purchases/${id}`);
    expect((await tenant.poll()).vanished).toBe(0);
    await tenant.practice('POST', '/practice/faults', { path: '/directory/subscriptions', status: 500, times: 1 });
    await expect(tenant.poll()).rejects.toThrow();
    expect(await typesOf(tenant, asset.id)).toEqual(['detected']);

    expect((await tenant.poll()).vanished).toBe(1);
    expect((await only(tenant, id)).flags).toContain('not-listed');
    expect((await tenant.poll()).vanished).toBe(0);

    await tenant.buy({ purchaser: buyer(tenant, 'Isaiah'), skuPartNumber: 'VISIO_PLAN1_DEPT', subscriptionId: id });
    await tenant.poll();
    expect((await only(tenant, id)).flags).not.toContain('not-listed');
    expect((await typesOf(tenant, asset.id)).slice(0, 4)).toEqual(['detected', 'vanished', 'ended', 'reappeared']);
  });

  it('takes what was cancelled out of every sum, and tells of one that runs again by a new message', async () => {
    const { id, asset } = await bought({ purchaser: 'Alex', skuPartNumber: 'VISIO_PLAN1_DEPT', quantity: 6 });
    const chat = tenant.chatOf('Alex');
    await cardIn(chat, 'We noticed you bought 6 × Visio Plan 1');
    await act('Alex', asset.id, 'declare', {
      product: 'Visio Plan 1',
      publisher: 'Microsoft',
      quantity: 6,
      price: '10.00',
      currency: 'USD',
      billingTerm: 'monthly',
      purchasedOn: '2026-11-20',
      costCentre: 'CC-1',
      reason: 'Diagrams',
      acceptsPolicy: true,
    });
    const { isRunning, perMonth } = await only(tenant, id);
    expect([isRunning, perMonth]).toEqual([true, { minor: 6_000, currency: 'USD' }]);
    const sumOf = async () =>
      ((await (await tenant.api('Adele', `/api/register?search=${id}`)).json()) as ListAnswer).totals;
    expect(await sumOf()).toEqual([{ minor: 6_000, currency: 'USD' }]);

    await tenant.practice('PATCH', `/practice/purchases/${id}`, { status: 'Suspended' });
    await tenant.poll();
    const day = dayOf(tenant.clock.now());
    expect(await only(tenant, id)).toMatchObject({ isRunning: false, endedOn: day, perMonth: null, perYear: null });
    expect(await sumOf()).toEqual([]);
    await cardIn(chat, 'ended on');

    const before = tenant.connector.shown(chat).length;
    await tenant.practice('PATCH', `/practice/purchases/${id}`, { status: 'Enabled' });
    await tenant.poll();
    await cardIn(chat, 'had ended, and runs again since');
    expect(tenant.connector.shown(chat)).toHaveLength(before + 1);
    expect(await only(tenant, id)).toMatchObject({ isRunning: true, endedOn: null, status: 'declared' });
    expect(await sumOf()).toEqual([{ minor: 6_000, currency: 'USD' }]);
  });

  it('takes from its owner that what Microsoft does not sell has ended, and takes that back', async () => {
    const { id } = await tenant.declare('Alex', { product: 'Figma' });
    const on = addDays(dayOf(tenant.clock.now()), -1);
    const ended = await act('Alex', id, 'end', { on, reason: 'They confirmed it by mail' });
    expect([ended.status, await ended.json()]).toMatchObject([
      200,
      { isRunning: false, endedOn: on, perMonth: null, may: expect.arrayContaining(['resume']) },
    ]);
    const [entry] = await tenant.history(id);
    expect(entry).toMatchObject({ type: 'ended', comment: 'They confirmed it by mail' });
    expect(entry?.summary).toContain('Alex Wilber said that it ended on');
    await cardIn(channelId, 'ended on');
    const back = await act('Alex', id, 'resume', { reason: 'It was another contract' });
    expect(await back.json()).toMatchObject({ isRunning: true, endedOn: null, may: expect.arrayContaining(['end']) });
    const later = await act('Alex', id, 'end', { on: addDays(on, 30), reason: 'It ends then' });
    expect(await later.json()).toMatchObject({ status: 400, code: 'ending.in-future' });
  });

  it('does not take for gone what is missing once and there again', async () => {
    const { id, asset } = await bought({ purchaser: 'Isaiah', skuPartNumber: 'VISIO_PLAN2_DEPT' });
    for (let round = 0; round < 2; round++) {
      await tenant.practice('DELETE', `/practice/purchases/${id}`);
      await tenant.poll();
      await tenant.buy({ purchaser: buyer(tenant, 'Isaiah'), skuPartNumber: 'VISIO_PLAN2_DEPT', subscriptionId: id });
      await tenant.poll();
    }
    expect(await typesOf(tenant, asset.id)).not.toContain('vanished');
  });

  it.each([
    { who: 'a guest', name: 'Chris Green', prepare: null, asked: 'Adele' },
    { who: 'someone deleted', name: 'Christie', prepare: ['DELETE', undefined], asked: 'Adele' },
    { who: 'someone disabled', name: 'Joni', prepare: ['PATCH', { accountEnabled: false }], asked: 'Patti' },
  ] as const)('asks a stand-in about a purchase of $who', async ({ name, prepare, asked }) => {
    const { id } = await tenant.buy({ purchaser: buyer(tenant, name), skuPartNumber: 'POWERAPPS_PER_USER' });
    if (prepare) await tenant.practice(prepare[0], `/practice/users/${buyer(tenant, name)}`, prepare[1]);
    expect(await tenant.poll()).toMatchObject({ failed: 0 });
    const asset = await only(tenant, id);
    expect(asset.purchaser?.name).toBe(tenant.person(name).displayName);
    const told = await tenant.notices(asset.id);
    expect(told.filter(({ recipient }) => recipient.kind === 'person')).toMatchObject([
      { role: 'stand-in', recipient: { id: tenant.person(asked).id } },
    ]);
    if (asked === 'Adele') await cardIn(tenant.chatOf('Adele'), `We noticed that ${tenant.person(name).displayName}`);
  });

  it('asks the fallback approvers to decide where there is no manager, or a disabled one', async () => {
    for (const name of ['Patti', 'Diego']) {
      const { asset } = await bought({ purchaser: name, skuPartNumber: 'POWERAUTOMATE_ATTENDED_RPA' });
      expect(asset).toMatchObject({ manager: null, flags: expect.arrayContaining(['no-manager']) });
      const detail = await (await tenant.api('Adele', `/api/register/${asset.id}`)).json();
      expect(detail).toMatchObject({ deciders: [{ id: tenant.person('Adele').id, name: 'Adele Vance' }] });
    }
  });

  const form = {
    price: '15',
    currency: 'USD',
    billingTerm: 'monthly',
    costCentre: 'CC-1',
    reason: 'Drawings',
    acceptsPolicy: 'true',
  };

  /** Declares in chat, with the form that `declare` brings. */
  async function declareInChat(name: string, fields: Record<string, unknown>) {
    const known = new Set(tenant.connector.shown(tenant.chatOf(name)).map(({ id }) => id));
    await tenant.install(name);
    await tenant.say(name, 'declare');
    const asked = await tenant.connector.until(() =>
      tenant.connector
        .shown(tenant.chatOf(name))
        .find(({ id, card }) => !known.has(id) && card && textsOf(card).includes('Declare a purchase')),
    );
    return tenant.press(name, asked, 'purchase.submit', { ...form, ...fields });
  }

  it('finds the purchase that was declared first: one asset', async () => {
    const purchasedOn = tenant.clock.now().toISOString().slice(0, 10);
    const declared = await declareInChat('Lidia', { product: 'Visio Plan 2', quantity: '2', purchasedOn });
    expect(textsOf(declared.card)).toContain('Thank you. 2 × Visio Plan 2 is declared');
    const { id } = await tenant.buy({
      purchaser: buyer(tenant, 'Lidia'),
      skuPartNumber: 'VISIO_PLAN2_DEPT',
      quantity: 2,
    });
    await tenant.poll();
    await tenant.poll();
    const [asset, ...others] = await boughtBy(tenant, 'Lidia', 'visio');
    if (!asset) throw new Error('Nothing was registered');
    expect(others).toEqual([]);
    expect(asset).toMatchObject({ source: 'declaration', status: 'declared', costCentre: 'CC-1' });
    expect(await typesOf(tenant, asset.id)).toEqual(['declared', 'linked', 'renewal-moved']);

    await tenant.practice('PATCH', `/practice/purchases/${id}`, { quantity: 5 });
    await tenant.poll();
    expect(await boughtBy(tenant, 'Lidia', 'visio')).toMatchObject([{ id: asset.id, quantity: 5 }]);
  });

  it.each([
    { name: 'Pradeep', bought: [1, 3], kept: ['declaration 3', 'discovery 1'] },
    { name: 'Lee', bought: [3, 3], kept: ['declaration 3', 'discovery 3'] },
    { name: 'Johanna', bought: [2], kept: ['declaration 3', 'discovery 2'] },
  ])(
    'ties a declaration of 3 seats to one of $bought where it fits, and registers the others',
    async ({ name, bought, kept }) => {
      const purchasedOn = tenant.clock.now().toISOString().slice(0, 10);
      await declareInChat(name, { product: 'Visio Plan 2', quantity: '3', purchasedOn });
      for (const quantity of bought) {
        await tenant.buy({ purchaser: buyer(tenant, name), skuPartNumber: 'VISIO_PLAN2_DEPT', quantity });
      }
      expect(await tenant.poll()).toMatchObject({ failed: 0, changed: bought.length });
      expect(await tenant.poll()).toMatchObject({ failed: 0, changed: 0 });
      const items = await boughtBy(tenant, name, 'visio');
      expect(items.map(({ source, quantity }) => `${source} ${quantity}`).sort()).toEqual(kept);
      expect((await verifyRegister(tenant.table)).faults).toEqual([]);
    },
  );

  it('makes a declaration of what was discovered first the same asset', async () => {
    const purchasedOn = tenant.clock.now().toISOString().slice(0, 10);
    const { asset } = await bought({ purchaser: 'Miriam', skuPartNumber: 'VISIO_PLAN2_DEPT', quantity: 6 });
    await declareInChat('Miriam', { product: 'visio plan 2', otherProduct: '', quantity: '6', purchasedOn });
    expect(await boughtBy(tenant, 'Miriam', 'visio')).toMatchObject([
      { id: asset.id, status: 'declared', source: 'discovery' },
    ]);
  });

  it.each([
    { name: 'Nestor', isIt: true, kept: ['declared 2'] },
    { name: 'Lynne', isIt: false, kept: ['declared 3', 'detected 2'] },
  ])('asks $name whether it is the purchase of other seats and another day, and does as they say', async (asked) => {
    const { asset } = await bought({ purchaser: asked.name, skuPartNumber: 'POWER_BI_PRO', quantity: 2 });
    tenant.clock.advance(11 * 86_400_000);
    const purchasedOn = addDays(dayOf(tenant.clock.now()), -1);
    const { card } = await declareInChat(asked.name, { product: 'Power BI Pro', quantity: '3', purchasedOn });
    expect(textsOf(card)).toContain('Microsoft shows a purchase of Power BI Pro that may be the one you tell of');
    expect(textsOf(card)).toContain('2 seats of Power BI Pro');
    expect(await boughtBy(tenant, asked.name, 'power')).toMatchObject([{ status: 'detected', quantity: 2 }]);

    const answered = await tenant.press(asked.name, card ?? {}, 'purchase.submit', {
      assetId: asked.isIt ? asset.id : 'another',
    });
    expect(textsOf(answered.card)).toContain('is declared');
    const items = await boughtBy(tenant, asked.name, 'power');
    expect(items.map(({ status, quantity }) => `${status} ${quantity}`).sort()).toEqual(asked.kept);
  });

  it('asks whether a purchase that it sees later is the one that was declared, and makes one of them', async () => {
    const purchasedOn = dayOf(tenant.clock.now());
    await declareInChat('Lidia', {
      product: '',
      otherProduct: 'MS Power BI',
      publisher: 'Microsoft',
      quantity: '3',
      purchasedOn,
    });
    const { asset } = await bought({ purchaser: 'Lidia', skuPartNumber: 'POWER_BI_PRO', quantity: 2 });
    const card = await cardIn(tenant.chatOf('Lidia'), 'You declared 3 × MS Power BI');
    const old = structuredClone(card.card) ?? {};
    const joined = await tenant.press('Lidia', card, 'purchase.join');
    expect(textsOf(joined.card)).toContain('Thank you. 2 × Power BI Pro is declared');
    // Pressed again on the card as it was, it shows what it did.
    const again = await tenant.press('Lidia', old, 'purchase.join');
    expect(textsOf(again.card)).toContain('Thank you. 2 × Power BI Pro is declared');
    const items = await boughtBy(tenant, 'Lidia', 'power bi');
    expect(items.map(({ status, quantity }) => `${status} ${quantity}`).sort()).toEqual(['declared 2', 'retired 3']);
    expect(items.find(({ status }) => status === 'declared')).toMatchObject({ id: asset.id, costCentre: 'CC-1' });
    expect(await typesOf(tenant, asset.id)).toEqual(['detected', 'declared']);

    // Nobody retires their own by it: not with itself, nor what ITAM staff have brought back since.
    const said = items.find(({ status }) => status === 'retired')?.id ?? '';
    const act = async (name: string, id: string, action: string, body: unknown) => {
      const seen = await tenant.api('Adele', `/api/register/${id}`);
      const headers = { 'if-match': String(seen.headers.get('etag')) };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      return (await tenant.api(name, `/api/register/${id}/${action}`, init)).status;
    };
    expect(await act('Lidia', asset.id, 'join', { declaredId: asset.id })).toBe(409);
    expect(await act('Adele', said, 'move', { to: 'declared', reason: 'It is another' })).toBe(200);
    expect(await act('Lidia', asset.id, 'join', { declaredId: said })).toBe(409);
    const kept = await boughtBy(tenant, 'Lidia', 'power bi');
    expect(kept.map(({ status }) => status)).toEqual(['declared', 'declared']);
    expect((await verifyRegister(tenant.table)).faults).toEqual([]);
  });

  it('records everything once when two instances poll at once', async () => {
    const other = await tenant.another();
    const ids: string[] = [];
    for (const skuPartNumber of ['POWER_BI_PRO', 'VISIO_PLAN1_DEPT', 'PROJECT_PLAN3_DEPT', 'POWERAPPS_PER_USER']) {
      ids.push((await tenant.buy({ purchaser: buyer(tenant, 'Grady'), skuPartNumber })).id);
    }
    await Promise.all([tenant.poll(), other.discover(), tenant.sightline.discover(), other.discover()]);
    for (const id of ids) {
      const asset = await only(tenant, id);
      expect(await typesOf(tenant, asset.id)).toEqual(['detected']);
      expect(await tenant.notices(asset.id)).toHaveLength(2);
    }
    await tenant.install('Grady');
    await tenant.connector.until(() => tenant.connector.shown(tenant.chatOf('Grady')).length >= 1 + ids.length);
    const titles = tenant.connector.shown(tenant.chatOf('Grady')).flatMap(({ card }) => (card ? [card.speak] : []));
    expect(new Set(titles).size).toBe(titles.length);
    expect((await verifyRegister(tenant.table)).faults).toEqual([]);
  });
});

describe('discovery of a Graph that misbehaves', () => {
  let graph: FakeGraph;
  let tenant: Tenant;
  const path = '/directory/subscriptions';

  beforeAll(async () => {
    graph = await startFakeGraph();
    graph.subscriptions = [1, 2, 3, 4, 5].map((n) => subscriptionRow(`held000${n}`));
    tenant = await startTenant({ GRAPH_ENDPOINT: graph.url });
    await tenant.poll();
  });
  afterAll(async () => {
    await tenant.stop();
    await graph.close();
  });

  let bought = 0;
  /** Someone buys; answers the subscription's id. */
  function buy(changes: Record<string, unknown> = {}): string {
    // One word, so that a search for it finds no other.
    const id = `bought${String(++bought).padStart(4, '0')}`;
    graph.subscriptions.push(subscriptionRow(id, changes));
    return id;
  }
  const page = { value: [subscriptionRow('elsewhere')] };
  const none = (status: number): Scripted => ({ status, body: { error: { code: 'x', message: 'y' } } });

  it.each<{ what: string; answers: Scripted[] }>([
    { what: '500', answers: [none(500)] },
    { what: '500 on the second page', answers: [{ body: { ...page, '@odata.nextLink': 'NEXT' } }, none(500)] },
    { what: '401', answers: [none(401)] },
    { what: '403', answers: [none(403)] },
    { what: '404', answers: [none(404)] },
    { what: 'JSON that is cut off', answers: [{ body: '{"value":[{"id":"else' }] },
    { what: 'a connection that breaks off', answers: [{ body: page, isCut: true }] },
    { what: 'a page of HTML', answers: [{ headers: { 'content-type': 'text/html' }, body: '<h1>Proxy</h1>' }] },
    { what: 'nothing at all', answers: [{ status: 204, body: '' }] },
    { what: 'an empty body', answers: [{ body: '' }] },
    { what: 'a list that is none', answers: [{ body: { value: 'none' } }] },
    { what: 'no list', answers: [{ body: { '@odata.context': 'x' } }] },
    { what: 'a link to the same page', answers: [{ body: { ...page, '@odata.nextLink': 'SAME' } }] },
    { what: 'a link that is none', answers: [{ body: { ...page, '@odata.nextLink': 'not a link' } }] },
    { what: 'a null page', answers: [{ body: 'null' }] },
  ])('changes nothing on $what, and the next poll makes up for it', async ({ answers }) => {
    const registered = (await tenant.find('')).length;
    const id = buy();
    const link = (to: string) => `${graph.url}/v1.0${path}${to === 'SAME' ? '' : '?$skiptoken=2'}`;
    const scripted = answers.map((answer) =>
      JSON.parse(JSON.stringify(answer).replace(/"(SAME|NEXT)"/, (_, to: string) => `"${link(to)}"`)),
    ) as Scripted[];
    graph.next(path, ...scripted);
    await expect(tenant.poll()).rejects.toThrow();
    expect(await tenant.find('')).toHaveLength(registered);
    expect(await tenant.find('elsewhere')).toEqual([]);

    expect(await tenant.poll()).toMatchObject({ changed: 1, vanished: 0, failed: 0 });
    expect(await typesOf(tenant, (await only(tenant, id)).id)).toEqual(['detected']);
  });

  it.each<{ what: string; answers: Scripted[] }>([
    { what: '429 with seconds', answers: [{ ...none(429), headers: { 'retry-after': '1' } }] },
    { what: '429 until a date', answers: [{ ...none(429), headers: { 'retry-after': 'DATE' } }] },
    { what: '429 without Retry-After', answers: [none(429)] },
    { what: '503 twice', answers: [0, 0].map(() => ({ ...none(503), headers: { 'retry-after': '0' } })) },
    { what: '504', answers: [{ ...none(504), headers: { 'retry-after': '0' } }] },
  ])('waits and asks again on $what', async ({ answers }) => {
    const id = buy();
    // Before the date is set, so that what passes until the poll begins counts too.
    const startedAt = performance.now();
    const inASecond = new Date(Date.now() + 1_500).toUTCString();
    graph.next(path, ...(JSON.parse(JSON.stringify(answers).replace('DATE', inASecond)) as Scripted[]));
    expect(await tenant.poll()).toMatchObject({ changed: 1, vanished: 0 });
    const header = answers[0]?.headers?.['retry-after'];
    if (header !== '0') expect(performance.now() - startedAt).toBeGreaterThan(header === 'DATE' ? 300 : 990);
    expect((await only(tenant, id)).status).toBe('detected');
  });

  it('asks its own Graph for the next page, whatever host the link names', async () => {
    graph.linkHost = 'https://graph.microsoft.com';
    const id = buy();
    expect(await tenant.poll()).toMatchObject({ changed: 1, seen: graph.subscriptions.length });
    await only(tenant, id);
    graph.linkHost = null;
  });

  it.each([
    { what: 'no id', row: { ...subscriptionRow('x'), id: undefined } },
    { what: 'an empty id', row: subscriptionRow('') },
    { what: 'a number for an id', row: { ...subscriptionRow('x'), id: 7 } },
    { what: 'no seats', row: subscriptionRow('held0001', { totalLicenses: undefined }) },
    { what: 'less than no seats', row: subscriptionRow('held0001', { totalLicenses: -1 }) },
    { what: 'half a seat', row: subscriptionRow('held0001', { totalLicenses: 1.5 }) },
    { what: 'more seats than can be counted', row: subscriptionRow('held0001', { totalLicenses: 1e300 }) },
    { what: 'nothing in it', row: null },
    { what: 'a text in its place', row: 'held0001' },
  ])('passes over a row with $what, and takes nothing for gone', async ({ row }) => {
    const [first, ...others] = graph.subscriptions;
    graph.subscriptions = [row as Record<string, unknown>, ...others];
    const id = buy();
    expect(await tenant.poll()).toMatchObject({ changed: 1, vanished: 0, failed: 0 });
    expect(await tenant.poll()).toMatchObject({ changed: 0, vanished: 0 });
    expect(await tenant.poll()).toMatchObject({ changed: 0, vanished: 0 });
    await only(tenant, id);
    expect((await only(tenant, 'held0001')).flags).not.toContain('not-listed');
    graph.subscriptions = [first as Record<string, unknown>, ...graph.subscriptions.slice(1)];
    expect(await tenant.poll()).toMatchObject({ changed: 0, vanished: 0 });
  });

  it('counts polls anew when one of them could not be read in full', async () => {
    const id = buy();
    await tenant.poll();
    const listed = graph.subscriptions;
    const without = listed.filter((row) => row.id !== id);
    const steps = [
      { rows: without, vanished: 0 },
      { rows: [...without, null as never], vanished: 0 },
      { rows: without, vanished: 0 },
      { rows: without, vanished: 1 },
    ];
    for (const { rows, vanished } of steps) {
      graph.subscriptions = rows;
      expect((await tenant.poll()).vanished).toBe(vanished);
    }
    graph.subscriptions = listed;
    expect(await tenant.poll()).toMatchObject({ changed: 1 });
  });

  it('infers nothing from what Graph leaves out or says in words of its own', async () => {
    const id = buy({ isTrial: true, status: 'Suspended' });
    await tenant.poll();
    const row = graph.subscriptions.at(-1) as Record<string, unknown>;
    const asset = await only(tenant, id);
    for (const change of [
      { isTrial: undefined },
      { isTrial: null, status: null },
      { isTrial: 'perhaps', status: 'Sleeping' },
      { status: undefined, nextLifecycleDateTime: null },
      { nextLifecycleDateTime: 'soon', createdDateTime: 'then', ownerId: null },
      { skuId: null, skuPartNumber: null, commerceSubscriptionId: null, ownerType: null },
    ]) {
      graph.subscriptions.splice(-1, 1, { ...row, ...change });
      expect(await tenant.poll()).toMatchObject({ changed: 0, failed: 0 });
    }
    expect(await typesOf(tenant, asset.id)).toEqual(['detected']);
    graph.subscriptions.splice(-1, 1, { ...row, isTrial: undefined, totalLicenses: 9 });
    await tenant.poll();
    expect(await only(tenant, id)).toMatchObject({ quantity: 9, isTrial: true, commerceStatus: 'Suspended' });
  });

  it('takes the first and the last day of all time for no day', async () => {
    const id = buy({ createdDateTime: '0001-01-01T00:00:00Z', nextLifecycleDateTime: '9999-12-31T23:59:59.9999999Z' });
    expect(await tenant.poll()).toMatchObject({ changed: 1 });
    expect(await only(tenant, id)).toMatchObject({ purchasedOn: null, renewsOn: null });
    expect(await tenant.poll()).toMatchObject({ changed: 0 });
  });

  it('registers a new subscription of which hardly anything is known', async () => {
    graph.subscriptions.push({ id: 'bare', totalLicenses: 1 });
    expect(await tenant.poll()).toMatchObject({ changed: 1, failed: 0 });
    expect(await only(tenant, 'bare')).toMatchObject({
      product: 'UNKNOWN_SKU',
      purchaser: null,
      purchasedOn: null,
      renewsOn: null,
      isTrial: false,
      commerceStatus: 'Enabled',
    });
  });

  it('tells nobody of what was bought centrally', async () => {
    const id = buy({ ownerId: null, ownerType: null, skuPartNumber: 'SPE_E5', skuId: null, totalLicenses: 400 });
    await tenant.poll();
    const asset = await only(tenant, id);
    expect(asset.confidence?.level).toBe('low');
    expect(await tenant.notices(asset.id)).toEqual([]);
  });

  it.each<{ what: string; answers: Scripted[] }>([
    { what: 'fails', answers: [none(500)] },
    { what: 'is forbidden', answers: [none(403)] },
    { what: 'gives a gateway’s 404', answers: [{ status: 404, headers: { 'content-type': 'text/html' }, body: '?' }] },
    { what: 'gives a 404 of another kind', answers: [none(404)] },
    { what: 'gives a user without an id', answers: [{ body: { displayName: 'Nobody' } }] },
    { what: 'breaks off', answers: [{ body: { id: 'x' }, isCut: true }] },
  ])('records a purchase at the next poll when the look-up of its purchaser $what', async ({ answers }) => {
    const person = { ...tenant.person('Joni'), id: `${bought}0000000-0000-4000-8000-000000000000`, manager: null };
    graph.users.set(person.id, person);
    const id = buy({ ownerId: person.id });
    graph.next(`/users/${person.id}`, ...answers);
    expect(await tenant.poll()).toMatchObject({ changed: 0, failed: 1 });
    expect(await tenant.find(id)).toEqual([]);
    expect(await tenant.poll()).toMatchObject({ changed: 1, failed: 0 });
    expect(await only(tenant, id)).toMatchObject({ purchaser: { name: 'Joni Sherman' }, flags: ['no-manager'] });
  });

  it('keeps the id of a purchaser whom the directory has never heard of', async () => {
    const ownerId = '99999999-0000-4000-8000-000000000000';
    const id = buy({ ownerId });
    expect(await tenant.poll()).toMatchObject({ failed: 0 });
    const asset = await only(tenant, id);
    expect(asset).toMatchObject({ purchaser: { id: ownerId }, flags: expect.arrayContaining(['owner-gone']) });
    expect((await tenant.notices(asset.id)).map(({ role }) => role).sort()).toEqual(['itam-channel', 'stand-in']);
  });

  describe('a list that suddenly lacks everything', () => {
    const hourMs = 3_600_000;
    let listed: Record<string, unknown>[];
    const today = async () => (await (await tenant.api('Adele', '/api/today')).json()) as TodayAnswer;
    const pollAfter = (hours: number, on = tenant.sightline) => {
      tenant.clock.advance(hours * hourMs);
      return on.discover();
    };
    const owed = async () =>
      ((await (await tenant.api('Adele', '/api/notices?limit=1')).json()) as NoticesAnswer).total;
    const gone = async () => (await tenant.find('')).filter(({ flags }) => flags.includes('not-listed')).length;
    const confirm = (since: string) =>
      tenant.api('Adele', '/api/discovery/loss/confirm', { method: 'POST', body: JSON.stringify({ since }) });

    beforeAll(async () => {
      await tenant.poll();
      listed = graph.subscriptions;
    });
    afterEach(async () => {
      graph.subscriptions = listed;
      await pollAfter(1);
      expect([await gone(), (await today()).loss]).toEqual([0, null]);
    });

    it('is held back, told on Today, and over once it is complete again', async () => {
      const before = await owed();
      graph.subscriptions = [];
      const all = { listed: listed.length, missing: listed.length };
      for (const round of [0, 1, 2])
        expect(await pollAfter(round), `${round}`).toMatchObject({ vanished: 0, heldBack: all });
      expect((await today()).loss).toMatchObject({ ...all, isConfirmed: false });
      expect([await gone(), await owed()]).toEqual([0, before]);
      const { since } = (await today()).loss ?? { since: '' };
      graph.subscriptions = listed;
      expect(await pollAfter(1)).toMatchObject({ changed: 0, heldBack: null });
      expect((await confirm(since)).status).toBe(409);
    });

    it('is believed once it has stood for a day, also across instances that start anew', async () => {
      graph.subscriptions = [];
      for (const hours of [1, 8, 7]) expect(await pollAfter(hours)).toMatchObject({ vanished: 0 });
      const other = await tenant.another();
      expect(await pollAfter(8, other)).toMatchObject({ vanished: 0 });
      expect(await pollAfter(1, other)).toMatchObject({ vanished: listed.length, heldBack: null });
    });

    it('is believed when ITAM staff say so, and it stays who did', async () => {
      graph.subscriptions = [];
      for (const hours of [1, 1]) await pollAfter(hours);
      const { since } = (await today()).loss ?? { since: '' };
      for (const _press of ['first', 'second']) expect((await confirm(since)).status).toBe(200);
      await eventually(async () => (await gone()) === listed.length);
      const history = (await (await tenant.api('Lynne', '/api/settings/history')).json()) as HistoryAnswer;
      expect(history).toMatchObject({ isIntact: true });
      expect(history.entries.map(({ summary }) => summary)).toEqual([
        `Adele Vance confirmed that ${listed.length} of ${listed.length} subscriptions are gone at Microsoft`,
      ]);
    });
  });

  it('has lost and invented nothing after all that', async () => {
    await tenant.poll();
    const registered = (await tenant.find('')).length;
    expect(registered).toBe(graph.subscriptions.length);
    expect((await verifyRegister(tenant.table)).faults).toEqual([]);
  });
});

describe('the list of subscriptions', () => {
  let graph: FakeGraph;
  beforeAll(async () => {
    graph = await startFakeGraph();
  });
  afterAll(() => graph.close());

  const client = (timeoutInMs = 30_000) =>
    graphClient({
      graphEndpoint: graph.url,
      loginEndpoint: graph.url,
      tenantId: 't',
      clientId: 'c',
      clientSecret: null,
      certificatePath: null,
      identityClientId: null,
      timeoutInMs,
    });

  it.each<{ what: string; answer: Scripted }>([
    { what: 'headers come and no body', answer: { hangs: true } },
    { what: 'nothing comes', answer: { hangs: true, headers: { 'transfer-encoding': 'chunked' } } },
  ])('is given up when $what', async ({ answer }) => {
    graph.next('/directory', answer);
    await expect(listSubscriptions(client(150))).rejects.toThrow();
    expect(await listSubscriptions(client())).toEqual({ observations: [], unreadable: 0 });
  });

  it('is given up when it does not end', async () => {
    graph.subscriptions = Array.from({ length: 200 }, (_, n) => subscriptionRow(`s-${n}`));
    await expect(listSubscriptions(client(), 50)).rejects.toThrow('does not end');
    expect((await listSubscriptions(client(), 100)).observations).toHaveLength(200);
  });

  it('counts a subscription once that is listed twice, in whatever case', async () => {
    graph.subscriptions = [subscriptionRow('ABC'), subscriptionRow('abc', { totalLicenses: 5 })];
    const { observations } = await listSubscriptions(client());
    expect(observations).toMatchObject([{ quantity: 5 }]);
  });
});

describe('a first look', () => {
  it('that is interrupted goes on quietly, and ends in one digest', async () => {
    const graph = await startFakeGraph();
    graph.subscriptions = ['Alex', 'Megan', 'Debra'].map((_, n) => subscriptionRow(`first-${n}`));
    graph.subscriptions.push(subscriptionRow('first-isaiah', { ownerId: 'c10c1e21-ab7b-41ef-8948-a69f33288ba6' }));
    const failing = { status: 500, body: {} };
    graph.next('/users/c10c1e21', failing);
    const tenant = await startTenant({ GRAPH_ENDPOINT: graph.url });
    try {
      await tenant.installChannel('Adele');
      await tenant.install('Alex');
      const other = await tenant.another();
      // The first poll of the first instance has met the failure; whoever polls next completes the look.
      await Promise.all([tenant.poll(), other.discover()]);
      await eventually(async () => (await tenant.notices()).some(({ role }) => role === 'digest'));
      // What the other instance wrote within the last second may be on its way.
      await eventually(async () => (await tenant.find('')).length >= 4);
      expect((await tenant.find('')).length).toBe(4);
      const digest = await tenant.connector.until(() =>
        tenant.connector.shown(channelId).find(({ card }) => textsOf(card).includes('Sightline recorded')),
      );
      expect(textsOf(digest.card)).toContain('Sightline recorded 4 subscriptions');
      expect((await tenant.notices()).map(({ role }) => role)).toEqual(['digest']);
      expect(tenant.connector.shown(tenant.chatOf('Alex')).filter(({ card }) => card)).toEqual([]);

      graph.subscriptions.push(subscriptionRow('after'));
      await Promise.all([tenant.poll(), other.discover()]);
      const told = await eventually(async () => {
        const roles = (await tenant.notices()).map(({ role }) => role).sort();
        return roles.length > 1 && roles;
      });
      expect(told).toEqual(['digest', 'itam-channel', 'purchaser']);
    } finally {
      await tenant.stop();
      await graph.close();
    }
  });
});
