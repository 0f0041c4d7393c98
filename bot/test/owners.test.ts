import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Detail, ListAnswer, Me } from '../src/http/contract.ts';
import { knownIds } from '../src/practice/people.ts';
import { partsOf } from './support/adaptive-card.ts';
import { eventually } from './support/eventually.ts';
import { buttonOf, textsOf } from './support/fake-connector.ts';
import { startTenant, type Tenant } from './support/tenant.ts';

/** People leave, come back and move, while discovery looks every moment. */
describe('the people behind a purchase', () => {
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await startTenant({
      DISCOVERY_INTERVAL: '0.2',
      FALLBACK_APPROVERS: [knownIds.adele, knownIds.patti].join(),
    });
    for (const name of ['Adele', 'Megan', 'Lee', 'Patti', 'Nestor']) await tenant.install(name);
    await tenant.poll();
  });
  afterAll(() => tenant.stop());

  const change = async (name: string, body: unknown) => {
    const { userPrincipalName } = tenant.person(name);
    const answer = await tenant.practice('PATCH', `/practice/users/${userPrincipalName}`, body);
    expect(answer.status).toBe(200);
  };
  /** Looks again and again, while time passes, so that what the directory said before is forgotten. */
  const inTime = <T>(look: () => Promise<T | undefined | null | false>) =>
    eventually(() => {
      tenant.clock.advance(60_000);
      return look();
    });
  const cardOf = (name: string, words: string) =>
    inTime(async () =>
      tenant.connector.shown(tenant.chatOf(name)).find(({ card }) => card && textsOf(card).includes(words)),
    );
  async function bought(name: string, skuPartNumber = 'POWER_BI_PRO') {
    const { id } = await tenant.buy({ purchaser: tenant.person(name).userPrincipalName, skuPartNumber });
    return inTime(async () => (await tenant.find(id))[0]);
  }
  const verbsIn = (card: unknown) => partsOf(card).flatMap(({ part }) => ('verb' in part ? [part.verb] : []));
  /** The press of a button on a card from when there was something to decide. */
  const pressOld = (name: string, assetId: string) => {
    const verb = 'purchase.approve';
    const old = { type: 'AdaptiveCard', body: [{ type: 'Action.Execute', verb, data: { assetId, basis: 0 } }] };
    return tenant.press(name, old, verb);
  };
  const now = (id: string) => tenant.find(id).then(([asset]) => asset);
  const typesOf = async (id: string) => (await tenant.history(id)).map(({ type }) => type).reverse();

  it('are asked about when they were disabled, deleted, or came back', async () => {
    const asset = await bought('Debra');
    await change('Debra', { accountEnabled: false });
    await inTime(async () => (await now(asset.id))?.flags.includes('owner-gone'));
    const standIn = await cardOf('Megan', 'We noticed that Debra Berger bought Power BI Pro');
    const early = await pressOld('Megan', asset.id);
    expect(textsOf(early.card)).toContain('We noticed that Debra Berger bought Power BI Pro');
    expect(buttonOf(early.card, 'purchase.declare').data).toMatchObject({ assetId: asset.id });

    await change('Debra', { accountEnabled: true });
    await inTime(async () => !(await now(asset.id))?.flags.includes('owner-gone'));
    await inTime(async () => textsOf(standIn.card).includes('Someone else is asked about it now'));
    expect(verbsIn(standIn.card)).toEqual([]);
    const late = await pressOld('Megan', asset.id);
    expect(textsOf(late.card)).toContain('waits for Debra Berger’s declaration');
    expect(verbsIn(late.card)).toEqual([]);

    await tenant.practice('DELETE', `/practice/users/${tenant.person('Debra').userPrincipalName}`);
    await inTime(async () => (await now(asset.id))?.flags.includes('owner-gone'));
    expect((await typesOf(asset.id)).filter((type) => type.startsWith('owner'))).toEqual([
      'owner-left',
      'owner-returned',
      'owner-left',
    ]);
    const [left] = (await tenant.history(asset.id)).filter(({ type }) => type === 'owner-left');
    expect(left?.summary).toContain('deleted');
  });

  it('are called what the directory calls them now, and nobody is told', async () => {
    const { id } = await bought('Miriam');
    const told = (await tenant.notices(id)).length;
    await change('Miriam', { displayName: 'Miriam Graham-Ross', department: 'Brand' });
    const asset = await inTime(async () => {
      const [found] = await tenant.find(id);
      return found?.department === 'Brand' && found;
    });
    expect(asset.purchaser?.name).toBe('Miriam Graham-Ross');
    expect(asset.owner?.name).toBe('Miriam Graham-Ross');
    const [last] = await tenant.history(id);
    expect(last?.summary).toBe('The directory says something else now of Miriam Graham-Ross');
    expect((await tenant.notices(id)).length).toBe(told);
    // What was said at an earlier time stays as it was said.
    expect(JSON.stringify(await tenant.history(id))).toContain('"to":"Miriam Graham"');
    await change('Miriam', { displayName: 'Miriam Graham', department: 'Marketing' });
  });

  it('own what they took over at Microsoft, and who bought it stays', async () => {
    const asset = await bought('Isaiah');
    for (const name of ['Isaiah', 'Pradeep']) await tenant.install(name);
    const [{ subscription } = { subscription: null }] = [
      (await (await tenant.api('Adele', `/api/register/${asset.id}`)).json()) as Detail,
    ];
    const owner = tenant.person('Pradeep').userPrincipalName;
    await tenant.practice('PATCH', `/practice/purchases/${subscription?.id}`, { owner });
    const taken = await inTime(async () => {
      const found = await now(asset.id);
      return found?.owner?.name === 'Pradeep Gupta' && found;
    });
    expect(taken).toMatchObject({ purchaser: { name: 'Isaiah Langer' }, manager: { name: 'Patti Fernandez' } });
    const [last] = await tenant.history(asset.id);
    expect(last?.summary).toBe('Microsoft names Pradeep Gupta as the owner now');
    const card = await cardOf('Pradeep', 'You are its owner at Microsoft now.');
    expect(buttonOf(card.card, 'purchase.declare').data).toMatchObject({ assetId: asset.id });
    await cardOf('Isaiah', 'was handed over to Pradeep Gupta');
    expect((await typesOf(asset.id)).filter((type) => type === 'owner-changed')).toHaveLength(1);
  });

  it('are not taken for gone while the directory can’t be asked', async () => {
    const asset = await bought('Christie');
    const path = `/users/${tenant.person('Christie').id}`;
    for (const status of [500, 403, 401]) await tenant.practice('POST', '/practice/faults', { path, status, times: 2 });
    await tenant.practice('POST', '/practice/faults', { path, status: 503, retryAfter: 0, times: 1 });
    await change('Christie', { accountEnabled: false });
    await inTime(async () => (await now(asset.id))?.flags.includes('owner-gone'));
    expect((await typesOf(asset.id)).filter((type) => type !== 'detected')).toEqual(['owner-left']);
    await cardOf('Lee', 'We noticed that Christie Cline bought Power BI Pro');
  });

  it('are handed on to another manager while a decision is open', async () => {
    const asset = await bought('Lidia');
    await change('Lidia', { manager: tenant.person('Lee').userPrincipalName });
    await inTime(async () => (await now(asset.id))?.manager?.name === 'Lee Gu');
    await declare('Lidia', asset.id);
    const asked = await cardOf('Lee', 'Lidia Holloway asks you to approve');
    const seen = { ...asked, card: structuredClone(asked.card) };

    await change('Lidia', { manager: tenant.person('Nestor').userPrincipalName });
    const approval = await cardOf('Nestor', 'Lidia Holloway asks you to approve');
    const moved = await cardOf('Lee', 'The decision about Power BI Pro moved to Nestor Wilke');
    expect(moved.id).toBe(asked.id);
    expect(verbsIn(moved.card)).toEqual([]);
    const late = await tenant.press('Lee', seen, 'purchase.approve');
    expect(late.message).toContain('Only the manager');
    const decided = await tenant.press('Nestor', approval, 'purchase.approve');
    expect(textsOf(decided.card)).toContain('Approved by Nestor Wilke');
    await cardOf('Nestor', 'Approved by Nestor Wilke');

    await change('Lidia', { manager: tenant.person('Lee').userPrincipalName });
    const later = await bought('Lidia', 'VISIO_PLAN2_DEPT');
    expect(later.manager?.name).toBe('Lee Gu');
    expect((await now(asset.id))?.manager?.name).toBe('Nestor Wilke');
  });

  it('keep whom a decision was handed on to, until that one leaves', async () => {
    const asset = await bought('Grady', 'POWERAPPS_PER_USER');
    await declare('Grady', asset.id);
    const asked = await cardOf('Nestor', 'Grady Archie asks you to approve Power Apps');
    await tenant.press('Nestor', asked, 'purchase.hand-on', { to: tenant.person('Isaiah').id });

    const other = await bought('Grady', 'VISIO_PLAN1_DEPT');
    await change('Grady', { manager: tenant.person('Patti').userPrincipalName });
    await inTime(async () => (await now(other.id))?.manager?.name === 'Patti Fernandez');
    expect((await now(asset.id))?.manager?.name).toBe('Isaiah Langer');

    await change('Isaiah', { accountEnabled: false });
    await inTime(async () => (await now(asset.id))?.manager?.name === 'Patti Fernandez');
    await cardOf('Patti', 'Grady Archie asks you to approve Power Apps');
    expect(await typesOf(asset.id)).toEqual(['detected', 'declared', 'handed-on', 'manager-changed']);
  });

  it('are not startled by what happens by itself to a purchase of the first look', async () => {
    const [found] = await tenant.find('CONTOSO_UNLISTED_APP');
    const { id = '' } = found ?? {};
    const { subscription } = (await (await tenant.api('Adele', `/api/register/${id}`)).json()) as Detail;
    const toldOf = async () => (await tenant.notices(id)).map(({ role }) => role).sort();
    await change('Joni', { manager: tenant.person('Nestor').userPrincipalName });
    await inTime(async () => (await now(id))?.manager?.name === 'Nestor Wilke');
    const bought = `/practice/purchases/${subscription?.id}`;
    await tenant.practice('PATCH', bought, { renewsOn: '2027-11-01' });
    await inTime(async () => (await now(id))?.renewsOn === '2027-11-01');
    expect(await toldOf()).toEqual(['itam-channel', 'itam-channel']);

    await tenant.practice('PATCH', bought, { quantity: 50 });
    await inTime(async () => (await now(id))?.quantity === 50);
    expect(await toldOf()).toEqual(['itam-channel', 'itam-channel', 'itam-channel', 'purchaser']);
  });

  it('without a manager who can act are decided about by the fallback approvers', async () => {
    const asset = await bought('Johanna');
    await declare('Johanna', asset.id);
    await change('Pradeep', { accountEnabled: false });
    const approval = await cardOf('Adele', 'Johanna Lorenz asks you to approve');
    expect((await now(asset.id))?.flags).toContain('no-manager');
    const listed = async (name: string) => {
      const { id } = tenant.person(name);
      const answer = await tenant.api(name, `/api/register?status=declared&waitsFor=${id}`);
      return (await answer.json()) as ListAnswer;
    };
    const isListed = async (name: string) => (await listed(name)).items.some((item) => item.id === asset.id);
    const waitingOf = async (name: string) => (await listed(name)).total;
    expect([await isListed('Patti'), await isListed('Grady')]).toEqual([true, false]);
    const me = async (name: string) => (await (await tenant.api(name, '/api/me')).json()) as Me;
    expect((await me('Patti')).toDecide).toBe(await waitingOf('Patti'));
    expect((await me('Grady')).toDecide).toBe(0);
    await tenant.press('Adele', approval, 'purchase.reject', { comment: 'We have a tenant licence' });
    expect((await now(asset.id))?.status).toBe('rejected');
  });

  async function declare(name: string, assetId: string) {
    const detail = await tenant.api(name, `/api/register/${assetId}`);
    const answer = await tenant.api(name, `/api/register/${assetId}/declare`, {
      method: 'POST',
      headers: { 'if-match': detail.headers.get('etag') ?? '' },
      body: JSON.stringify({
        product: '',
        quantity: 1,
        price: '14',
        currency: 'USD',
        billingTerm: 'monthly',
        purchasedOn: tenant.clock.now().toISOString().slice(0, 10),
        renewsOn: null,
        costCentre: 'CC-7',
        reason: 'Reports',
        acceptsPolicy: true,
      }),
    });
    expect(answer.status).toBe(200);
  }
});
