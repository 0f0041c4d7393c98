import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Detail, Problem } from '../src/http/contract.ts';
import { verifyRegister } from '../src/register/verify.ts';
import { buttonOf, textsOf } from './support/fake-connector.ts';
import { channelId, startTenant, type Tenant } from './support/tenant.ts';

describe('handing a purchase over', () => {
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await startTenant();
    for (const name of ['Alex', 'Megan', 'Adele', 'Isaiah', 'Lee', 'Patti']) await tenant.install(name);
    await tenant.installChannel('Adele');
    await tenant.poll();
  });
  afterAll(() => tenant.stop());

  const detailOf = async (id: string) => (await (await tenant.api('Adele', `/api/register/${id}`)).json()) as Detail;
  const cardIn = (conversationId: string, ...words: string[]) =>
    tenant.connector.until(() =>
      tenant.connector
        .shown(conversationId)
        .find(({ card }) => card && words.every((one) => textsOf(card).includes(one))),
    );
  const act = (name: string, { id, version }: Pick<Detail, 'id' | 'version'>, action: string, body: unknown) =>
    tenant.api(name, `/api/register/${id}/${action}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'if-match': `"${version}"` },
    });
  const handOver = (
    name: string,
    purchase: Pick<Detail, 'id' | 'version'>,
    to: string,
    comment: string | null = null,
  ) => act(name, purchase, 'hand-over', { to: tenant.person(to).id, comment });
  const refusalOf = async (answer: Response) => `${answer.status} ${((await answer.json()) as Problem).code}`;
  const typesOf = async (id: string) => (await tenant.history(id)).map(({ type }) => type).reverse();
  /** Whom the directory names as someone's manager. */
  const managerOf = async (name: string) => {
    const own = await tenant.declare(name, { product: `Of ${name}` });
    return own.manager?.name ?? null;
  };

  it('tells the colleague, the former owner, the deciders and ITAM, each on a card of theirs', async () => {
    const purchase = await tenant.declare('Alex', { product: 'Handed' });
    const asked = await cardIn(tenant.chatOf('Megan'), 'Alex Wilber asks you to approve 2 × Handed');
    const answer = await handOver('Alex', purchase, 'Isaiah', 'You lead the team now');
    expect(answer.status).toBe(200);
    const manager = await managerOf('Isaiah');
    expect(await answer.json()).toMatchObject({
      purchaser: { name: 'Alex Wilber' },
      owner: { name: 'Isaiah Langer' },
      may: expect.not.arrayContaining(['hand-over']),
    });
    await cardIn(tenant.chatOf('Isaiah'), '2 × Handed', 'Alex Wilber handed it over to you: “You lead the team now”');
    await cardIn(tenant.chatOf('Alex'), '2 × Handed was handed over to Isaiah Langer', '“You lead the team now”');
    expect((await detailOf(purchase.id)).manager?.name ?? null).toBe(manager);
    if (manager !== 'Megan Bowen') {
      const moved = await cardIn(tenant.chatOf('Megan'), 'The decision about 2 × Handed moved to');
      expect(moved.id).toBe(asked.id);
    }
    await cardIn(channelId, '2 × Handed');
    const [entry] = await tenant.history(purchase.id);
    expect(entry).toMatchObject({
      type: 'handed-over',
      summary: 'Alex Wilber handed it over to Isaiah Langer',
      comment: 'You lead the team now',
      changes: expect.arrayContaining([{ field: 'owner', from: 'Alex Wilber', to: 'Isaiah Langer' }]),
    });
  });

  it('given a purchase that was only seen, when handed over, then the colleague is asked to declare it, and may', async () => {
    await tenant.buy({
      purchaser: tenant.person('Alex').userPrincipalName,
      skuPartNumber: 'VISIO_PLAN2_DEPT',
      quantity: 4,
    });
    await tenant.poll();
    const seen = await tenant.connector.until(() =>
      tenant.connector
        .shown(tenant.chatOf('Alex'))
        .find(({ card }) => card && textsOf(card).includes('you bought 4 ×')),
    );
    const id = String(buttonOf(seen.card, 'purchase.declare').data.assetId);
    expect((await handOver('Alex', await detailOf(id), 'Isaiah')).status).toBe(200);
    const card = await cardIn(
      tenant.chatOf('Isaiah'),
      'We noticed that Alex Wilber bought 4 ×',
      'handed it over to you.',
    );
    const form = await tenant.press('Isaiah', card, 'purchase.declare');
    const typed = { price: '10', currency: 'USD', billingTerm: 'monthly', costCentre: 'CC-1', reason: 'Work' };
    await tenant.press('Isaiah', form.card ?? {}, 'purchase.submit', { ...typed, acceptsPolicy: 'true' });
    expect(await detailOf(id)).toMatchObject({
      status: 'declared',
      purchaser: { name: 'Alex Wilber' },
      owner: { name: 'Isaiah Langer' },
    });
    const former = await cardIn(tenant.chatOf('Alex'), '4 ×', 'was handed over to Isaiah Langer');
    expect(former.id).toBe(seen.id);
  });

  it('given the manager as the new owner, when handed over, then they no longer decide about it', async () => {
    const purchase = await tenant.declare('Alex', { product: 'To The Manager' });
    const asked = await cardIn(tenant.chatOf('Megan'), 'Alex Wilber asks you to approve 2 × To The Manager');
    const press = buttonOf(asked.card, 'purchase.approve').data;
    await handOver('Alex', purchase, 'Megan');
    const after = await detailOf(purchase.id);
    expect(after).toMatchObject({ owner: { name: 'Megan Bowen' } });
    expect(after.manager?.name).not.toBe('Megan Bowen');
    const late = { type: 'AdaptiveCard', body: [{ type: 'Action.Execute', verb: 'purchase.approve', data: press }] };
    expect((await tenant.press('Megan', late, 'purchase.approve')).card).toBeNull();
    expect(await refusalOf(await act('Megan', after, 'approve', {}))).toBe('403 decision.own-purchase');
    expect(await typesOf(purchase.id)).toEqual(['declared', 'handed-over']);
  });

  it('given the same done twice, or on an old version, then it happens once, and what is old is refused', async () => {
    const purchase = await tenant.declare('Alex', { product: 'Twice' });
    const answers = await Promise.all([1, 2, 3].map(() => handOver('Alex', purchase, 'Lee')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200]);
    expect(await typesOf(purchase.id)).toEqual(['declared', 'handed-over']);
    expect(await refusalOf(await handOver('Lee', purchase, 'Isaiah'))).toBe('412 asset.changed');
    expect(await refusalOf(await handOver('Alex', purchase, 'Isaiah'))).toBe('403 hand-over.not-yours');
    const unversioned = await tenant.api('Lee', `/api/register/${purchase.id}/hand-over`, {
      method: 'POST',
      body: JSON.stringify({ to: tenant.person('Isaiah').id }),
    });
    expect(await refusalOf(unversioned)).toBe('428 request.needs-version');
  });

  it.each<[string, unknown, string]>([
    ['nobody', { to: ' ' }, '400 hand-over.missing'],
    ['somebody the directory does not know', { to: 'nobody@contoso.example' }, '400 hand-over.unknown'],
    ['what is no address', { to: '../users' }, '400 hand-over.unknown'],
    ['something else', { owner: 'x' }, '400 request.unreadable'],
  ])('given %s to hand it to, then it is refused', async (_whom, body, refusal) => {
    const purchase = await tenant.declare('Alex', { product: 'Stays' });
    expect(await refusalOf(await act('Alex', purchase, 'hand-over', body))).toBe(refusal);
    expect((await detailOf(purchase.id)).version).toBe(purchase.version);
  });

  it('given someone who left, or oneself, or a retired purchase, then it is refused', async () => {
    const purchase = await tenant.declare('Alex', { product: 'Kept' });
    expect(await refusalOf(await handOver('Alex', purchase, 'Alex'))).toBe('400 hand-over.yourself');
    await tenant.practice('PATCH', `/practice/users/${tenant.person('Lee').userPrincipalName}`, {
      accountEnabled: false,
    });
    tenant.clock.advance(3 * 86_400_000);
    expect(await refusalOf(await handOver('Alex', purchase, 'Lee'))).toBe('400 hand-over.absent');
    await tenant.practice('PATCH', `/practice/users/${tenant.person('Lee').userPrincipalName}`, {
      accountEnabled: true,
    });
    await act('Adele', purchase, 'retire', { reason: 'Over' });
    const retired = await detailOf(purchase.id);
    expect(await refusalOf(await handOver('Alex', retired, 'Isaiah'))).toBe('409 asset.retired');
  });

  it('given a directory that does not answer, when handed over, then nothing happens, and it says so', async () => {
    const purchase = await tenant.declare('Alex', { product: 'Unreached' });
    tenant.clock.advance(3 * 86_400_000);
    await tenant.practice('POST', '/practice/faults', { path: '/v1.0/users', status: 500, times: 50 });
    expect(await refusalOf(await handOver('Alex', purchase, 'Isaiah'))).toBe('503 directory.unreachable');
    await tenant.practice('POST', '/practice/faults', { path: '/v1.0/users', status: 500, times: 0 });
    expect((await detailOf(purchase.id)).owner?.name).toBe('Alex Wilber');
  });

  it('leaves a journal that verifies', async () => {
    expect((await verifyRegister(tenant.table)).faults).toEqual([]);
  });
});
