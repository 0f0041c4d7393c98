import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practiceTeamsAppId } from '../src/practice/people.ts';
import { chatIdOf } from '../src/practice/teamwork-answers.ts';
import { assetIdOfSubscription } from '../src/register/shards.ts';
import { eventually } from './support/eventually.ts';
import { startTenant, type Tenant } from './support/tenant.ts';

/*
 * People who are owed a notice and never met Sightline: it is installed for them through Graph, and they are told there.
 */

let tenant: Tenant;
const products = ['VISIO_PLAN1_DEPT', 'VISIO_PLAN2_DEPT', 'PROJECT_PLAN3_DEPT', 'POWERAPPS_PER_USER'];
let product = 0;

/** Somebody buys; answers the asset once discovery has seen it. */
async function bought(name: string): Promise<string> {
  const { id } = await tenant.buy({
    purchaser: tenant.person(name).userPrincipalName,
    skuPartNumber: products[product++ % products.length],
  });
  await tenant.poll();
  return assetIdOfSubscription(id);
}
/** The purchaser's notice of an asset, once it stands as told. */
const once = (assetId: string, state: string, words = '') =>
  eventually(async () => {
    const told = (await tenant.notices(assetId)).find(({ role }) => role === 'purchaser');
    return told?.state === state && told.fate.includes(words) && told;
  });
const graphChat = (name: string) => chatIdOf(tenant.person(name).id);
const cardsIn = (chat: string) => tenant.connector.shown(chat).filter(({ card }) => card);
const appsOf = (name: string) => `/v1.0/users/${tenant.person(name).id}/teamwork/installedApps`;
async function installations(name: string): Promise<number> {
  return ((await (await tenant.practice('GET', appsOf(name))).json()) as { value: unknown[] }).value.length;
}
const fail = (name: string, fault: { status: number; retryAfter?: number; times?: number }, path = '') =>
  tenant.practice('POST', '/practice/faults', { path: `${appsOf(name)}${path}`, times: 1, ...fault });
const removed = { type: 'installationUpdate', action: 'remove' };

describe('a person who never met Sightline', () => {
  beforeAll(async () => {
    tenant = await startTenant({ TEAMS_APP_ID: practiceTeamsAppId });
    await tenant.poll();
  });
  afterAll(() => tenant.stop());

  // First of all, while nobody is known who would show where people are reached.
  it('has it installed once they are owed a notice, and is told in that chat from then on', async () => {
    await once(await bought('Isaiah'), 'delivered', 'Delivered.');
    expect([await installations('Isaiah'), cardsIn(graphChat('Isaiah')).length]).toEqual([1, 1]);
    // Teams tells of the installation: somebody who is known already is not greeted.
    await tenant.post(
      tenant.activity('Isaiah', {
        type: 'installationUpdate',
        action: 'add',
        conversation: { id: graphChat('Isaiah'), conversationType: 'personal', tenantId: tenant.tenantId },
      }),
    );
    await once(await bought('Isaiah'), 'delivered');
    expect([await installations('Isaiah'), cardsIn(graphChat('Isaiah')).length]).toEqual([1, 2]);
    expect(tenant.connector.shown(graphChat('Isaiah')).filter(({ text }) => text)).toEqual([]);
  });

  it('is told where it was installed already by somebody else', async () => {
    const app = { 'teamsApp@odata.bind': `${tenant.graphUrl}/v1.0/appCatalogs/teamsApps/${practiceTeamsAppId}` };
    expect((await tenant.practice('POST', appsOf('Grady'), app)).status).toBe(201);
    await once(await bought('Grady'), 'delivered');
    expect([await installations('Grady'), cardsIn(graphChat('Grady')).length]).toEqual([1, 1]);
  });

  it('is told once where it broke off after the installation', async () => {
    // The app is installed, and what would have been remembered is lost.
    await fail('Diego', { status: 503, retryAfter: 1 }, '/');
    expect((await once(await bought('Diego'), 'delivered')).attempts).toBe(2);
    expect([await installations('Diego'), cardsIn(graphChat('Diego')).length]).toEqual([1, 1]);
  });

  it.each([
    ['Miriam', 429],
    ['Lidia', 503],
    ['Debra', 500],
  ])('is told later where Graph answers %s’s installation with %i first', async (name, status) => {
    await fail(name, { status, ...(status === 429 && { retryAfter: 1 }) });
    expect((await once(await bought(name), 'delivered')).attempts).toBe(2);
    expect([await installations(name), cardsIn(graphChat(name)).length]).toEqual([1, 1]);
  });

  it.each([
    ['Pradeep', 403, 'the organisation’s app policy or Sightline’s own permissions don’t allow it'],
    ['Christie', 404, 'no app with the id in TEAMS_APP_ID'],
    ['Johanna', 400, 'the log has the details'],
  ])(
    'waits, with the reason, where Graph refuses %s with %i; Graph is asked again a day later',
    async (name, status, words) => {
      await fail(name, { status });
      const first = await bought(name);
      await once(first, 'waiting', words);
      // Asked again, Graph would install it: the fault was for once. A poll here moves the clock by three days.
      const { id } = await tenant.buy({
        purchaser: tenant.person(name).userPrincipalName,
        skuPartNumber: 'POWER_BI_PRO',
      });
      tenant.clock.advance(60_000);
      await tenant.sightline.discover();
      const second = assetIdOfSubscription(id);
      await once(second, 'waiting', words);
      expect(await installations(name)).toBe(0);

      tenant.clock.advance(25 * 3_600_000);
      await tenant.sightline.reachOut();
      await once(first, 'delivered');
      await once(second, 'delivered');
      expect([await installations(name), cardsIn(graphChat(name)).length]).toEqual([1, 2]);
    },
  );

  it('who left the directory meanwhile is not waited for', async () => {
    await fail('Lee', { status: 503, retryAfter: 2 });
    const asset = await bought('Lee');
    await once(asset, 'pending', 'tried again');
    await tenant.practice('DELETE', `/practice/users/${tenant.person('Lee').userPrincipalName}`);
    await once(asset, 'failed', 'no longer in the directory');
  });
});

describe('a person who removed Sightline', () => {
  beforeAll(async () => {
    tenant = await startTenant({ TEAMS_APP_ID: practiceTeamsAppId });
    await tenant.poll();
  });
  afterAll(() => tenant.stop());

  it.each([
    ['after they had it', 'Joni', true],
    ['before Sightline heard of them at all', 'Nestor', false],
  ])('%s is left alone until they come back', async (_when, name, isKnown) => {
    if (isKnown) await tenant.install(name);
    await tenant.post(tenant.activity(name, removed));
    const asset = await bought(name);
    await once(asset, 'waiting', 'isn’t installed for them');
    tenant.clock.advance(25 * 3_600_000);
    await tenant.sightline.reachOut();
    expect(await installations(name)).toBe(0);
    expect((await once(asset, 'waiting')).attempts).toBe(0);
    await tenant.install(name);
    await once(asset, 'delivered');
    expect([await installations(name), cardsIn(tenant.chatOf(name)).length]).toEqual([0, 1]);
  });

  it('or blocked it where it was installed for them is left alone too', async () => {
    await once(await bought('Patti'), 'delivered');
    const code = 'ConversationBlockedByUser';
    tenant.connector.fail({ times: 1, status: 403, code, conversationId: graphChat('Patti') });
    const asset = await bought('Patti');
    await once(asset, 'waiting', 'blocked');
    await tenant.sightline.reachOut();
    await once(await bought('Patti'), 'waiting', 'isn’t installed for them');
    expect((await once(asset, 'waiting', 'blocked')).attempts).toBe(1);
    expect(cardsIn(graphChat('Patti'))).toHaveLength(1);
  });
});

describe('several instances', () => {
  it('reach out to many people at once, each is told once, where the ITAM channel is reached', async () => {
    // Nobody listens at the usual address: what was learnt goes before.
    tenant = await startTenant({ TEAMS_APP_ID: practiceTeamsAppId, CONNECTOR_URL: 'http://127.0.0.1:1' });
    try {
      await tenant.installChannel('Adele');
      await tenant.poll();
      await tenant.another();
      const names = ['Alex', 'Megan', 'Grady', 'Miriam', 'Isaiah', 'Diego', 'Joni', 'Lidia', 'Pradeep', 'Debra'];
      const ids: string[] = [];
      for (const name of names) {
        for (const skuPartNumber of ['VISIO_PLAN1_DEPT', 'PROJECT_PLAN3_DEPT']) {
          const purchaser = tenant.person(name).userPrincipalName;
          ids.push((await tenant.buy({ purchaser, skuPartNumber })).id);
        }
      }
      await tenant.poll();
      for (const id of ids) await once(assetIdOfSubscription(id), 'delivered');
      const bought = (name: string) =>
        cardsIn(graphChat(name)).filter(({ card }) => JSON.stringify(card).match(/Visio Plan 1|Project Plan 3/)).length;
      for (const name of names) expect([name, await installations(name), bought(name)]).toEqual([name, 1, 2]);
    } finally {
      await tenant.stop();
    }
  });
});
