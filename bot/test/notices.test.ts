import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noticesFor } from '../src/domain/routing.ts';
import { openNoticeQueue } from '../src/notices/notice-queue.ts';
import { conversationRow, personKey } from '../src/register/conversation-rows.ts';
import { openQueue } from '../src/register/queues-and-blobs.ts';
import { openRegister } from '../src/register/register.ts';
import { assetIdOfSubscription } from '../src/register/shards.ts';
import { aDetection, aRouting, aSubscription } from './support/builders.ts';
import { eventually } from './support/eventually.ts';
import { type Fault, textsOf } from './support/fake-connector.ts';
import { channelId, startTenant, type Tenant } from './support/tenant.ts';

const everyone = [
  'Alex',
  'Megan',
  'Grady',
  'Lynne',
  'Patti',
  'Nestor',
  'Miriam',
  'Isaiah',
  'Diego',
  'Lee',
  'Joni',
  'Lidia',
  'Pradeep',
  'Johanna',
  'Debra',
  'Christie',
] as const;

describe('a notice', () => {
  let tenant: Tenant;

  beforeAll(async () => {
    // The channel has a tenant of its own below; here it is not installed, so that it takes none of the time.
    tenant = await startTenant();
    for (const name of everyone) await tenant.install(name);
    await tenant.poll();
    // The practice tenant's own first purchase is Alex's.
    await tenant.connector.until(() => cardsOf('Alex')[0]);
  });
  afterAll(() => tenant.stop());

  let product = 0;
  const products = ['VISIO_PLAN1_DEPT', 'VISIO_PLAN2_DEPT', 'PROJECT_PLAN3_DEPT', 'POWERAPPS_PER_USER', 'POWER_BI_PRO'];
  /** Each of them buys something; answers their assets in the same order. */
  async function bought(...names: string[]) {
    const skuPartNumber = products[product++ % products.length];
    const ids: string[] = [];
    for (const name of names) {
      const purchaser = tenant.person(name).userPrincipalName;
      ids.push(assetIdOfSubscription((await tenant.buy({ purchaser, skuPartNumber })).id));
    }
    expect(await tenant.poll()).toMatchObject({ failed: 0 });
    return ids;
  }
  /** The purchaser's notice of an asset, once it stands as told. */
  const once = (assetId: string, state: string, role = 'purchaser') =>
    eventually(async () => {
      const told = (await tenant.notices(assetId)).filter((notice) => notice.role === role);
      return told.every((notice) => notice.state === state) && told[0];
    });
  const requestsTo = (name: string) =>
    tenant.connector.requests.filter(({ conversationId }) => conversationId === tenant.chatOf(name));
  const cardsOf = (name: string) => tenant.connector.shown(tenant.chatOf(name)).filter(({ card }) => card);
  const change = (subscriptionOrAsset: string, body: unknown) =>
    tenant.practice('PATCH', `/practice/purchases/${subscriptionOrAsset}`, body);

  it('that Teams is too busy for is tried again, not before Teams asked', async () => {
    const faults: Omit<Fault, 'times'>[] = [
      { status: 429, retryAfter: '2' },
      { status: 429, retryAfter: 'DATE' },
      { status: 429 },
      { status: 412, code: 'PreconditionFailed' },
      { status: 502 },
      { status: 503, retryAfter: '1' },
      { status: 504 },
      { status: 0 },
    ];
    const names = everyone.slice(0, faults.length);
    names.forEach((name, n) => {
      const { retryAfter, ...fault } = faults[n] as Fault;
      const inThreeSeconds = new Date(Date.now() + 3_000).toUTCString();
      const asked = retryAfter === 'DATE' ? inThreeSeconds : retryAfter;
      tenant.connector.fail({
        ...fault,
        ...(asked !== undefined && { retryAfter: asked }),
        times: 1,
        conversationId: tenant.chatOf(name),
      });
    });
    const before = names.map((name) => requestsTo(name).length);
    const assets = await bought(...names);
    for (const [n, name] of names.entries()) {
      const told = await once(assets[n] ?? '', 'delivered');
      expect(told).toMatchObject({ attempts: 2, fate: 'Delivered.' });
      const [refused, taken, ...more] = requestsTo(name).slice(before[n]);
      expect([refused?.status, taken?.status, more.length]).toEqual([faults[n]?.status, 201, 0]);
      expect(cardsOf(name)).toHaveLength(name === 'Alex' ? 2 : 1);
      if (n === 0) expect((taken?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThan(1_990);
    }
  });

  it.for([
    { status: 500, code: 'ServiceError', state: 'failed', words: 'Teams refused the message' },
    { status: 400, code: 'BadArgument', state: 'failed', words: 'Teams refused the message' },
    { status: 401, code: 'BotNotRegistered', state: 'failed', words: 'Teams refused the message' },
    { status: 403, code: 'NotEnoughPermissions', state: 'failed', words: 'Teams refused the message' },
    { status: 413, code: 'MessageSizeTooBig', state: 'failed', words: 'because of its size' },
    { status: 403, code: 'ConversationBlockedByUser', state: 'waiting', words: 'has blocked Sightline' },
    { status: 403, code: 'x', subCode: 'MessageWritesBlocked', state: 'waiting', words: 'has blocked Sightline' },
    {
      status: 403,
      code: 'BotDisabledByAdmin',
      state: 'waiting',
      words: 'for this person. It is sent once they come back',
    },
    { status: 403, code: 'BotNotInConversationRoster', state: 'waiting', words: 'was removed from this conversation' },
    { status: 403, code: 'ForbiddenOperationException', state: 'waiting', words: 'isn’t installed for them' },
    { status: 404, code: 'ConversationNotFound', state: 'waiting', words: 'no longer exists' },
  ])('that Teams refuses with $status $code is $state', async ({ status, code, subCode, state, words }, { expect }) => {
    const name = everyone[(status + code.length) % everyone.length] ?? 'Alex';
    tenant.connector.fail({
      times: 1,
      status,
      code,
      ...(subCode && { subCode }),
      conversationId: tenant.chatOf(name),
    });
    const before = requestsTo(name).length;
    const [asset = ''] = await bought(name);
    const told = await once(asset, state);
    expect(told?.fate).toContain(words);
    expect(told?.attempts).toBe(1);
    expect(requestsTo(name)).toHaveLength(before + 1);

    const shown = cardsOf(name).length;
    // Whoever comes back, in whatever way, gets what waited; what failed for good is not sent again.
    if (code.length % 2 === 0) await tenant.say(name, 'help');
    else await tenant.install(name);
    if (state === 'waiting') {
      expect(await once(asset, 'delivered')).toMatchObject({ attempts: 2 });
      expect(cardsOf(name)).toHaveLength(shown + 1);
    } else {
      expect(await once(asset, 'failed')).toMatchObject({ attempts: 1 });
      expect(cardsOf(name)).toHaveLength(shown);
    }
  });

  it('waits for someone who has removed the app, and finds them where they come back', async () => {
    const { id } = tenant.person('Joni');
    await tenant.post(tenant.activity('Joni', { type: 'installationUpdate', action: 'remove' }));
    const [asset = ''] = await bought('Joni');
    const before = requestsTo('Joni').length;
    expect((await once(asset, 'waiting'))?.fate).toContain('the app isn’t installed for them');
    expect(requestsTo('Joni')).toHaveLength(before);
    await tenant.post(
      tenant.activity('Joni', {
        type: 'installationUpdate',
        action: 'add',
        conversation: { id: `again-${id}`, conversationType: 'personal' },
      }),
    );
    await once(asset, 'delivered');
    expect(tenant.connector.shown(`again-${id}`).filter(({ card }) => card)).toHaveLength(1);
  });

  it('that fails for a fault of our own is counted like any other try, and goes out once the fault is gone', async () => {
    const { id } = tenant.person('Christie');
    // What nothing of ours writes: where somebody is reached, and not in which chat.
    const { serviceUrl } = tenant.connector;
    const nowhere = conversationRow(personKey(id), { serviceUrl, botId: '28:sightline', locale: 'en-GB' });
    await tenant.table.upsertEntity(nowhere, 'Replace');
    const [asset = ''] = await bought('Christie');
    // Whoever fails while sending leaves the card claimed, until its time runs out.
    const later = async (isSo: (notice: { attempts: number; state: string }) => boolean) => {
      tenant.clock.advance(1_000);
      return (await tenant.notices(asset)).find((notice) => notice.role === 'purchaser' && isSo(notice));
    };
    const tried = await eventually(() => later(({ attempts }) => attempts >= 2));
    expect(tried?.state).toBe('pending');

    await tenant.install('Christie');
    const told = await eventually(() => later(({ state }) => state === 'delivered'));
    expect(told?.attempts).toBeGreaterThan(2);
  });

  it('is shown on one card per matter and person, also when two come at once before there is any', async () => {
    await tenant.post(tenant.activity('Diego', { type: 'installationUpdate', action: 'remove' }));
    const { id } = await tenant.buy({
      purchaser: tenant.person('Diego').userPrincipalName,
      skuPartNumber: 'POWERAPPS_PER_USER',
      quantity: 2,
    });
    await tenant.poll();
    for (const quantity of [3, 4, 5]) {
      await change(id, { quantity });
      await tenant.poll();
    }
    const asset = assetIdOfSubscription(id);
    await once(asset, 'waiting');
    const before = cardsOf('Diego').length;
    await tenant.install('Diego');
    await once(asset, 'delivered');
    expect(cardsOf('Diego')).toHaveLength(before + 1);
    expect(textsOf(cardsOf('Diego').at(-1)?.card)).toContain('5 × ');
    expect((await tenant.notices(asset)).filter(({ role }) => role === 'purchaser')).toHaveLength(4);
  });

  it('edits the card that is there, and sends a new one where that was deleted', async () => {
    const [asset = ''] = await bought('Lidia');
    const first = await tenant.connector.until(() => cardsOf('Lidia').at(-1));
    const { version } = (await tenant.find(asset))[0] ?? { version: 0 };
    const correct = async (quantity: number, etag: number) => {
      const answer = await tenant.api('Adele', `/api/register/${asset}/correct`, {
        method: 'POST',
        headers: { 'if-match': `"${etag}"` },
        body: JSON.stringify({ changes: { quantity }, reason: 'Counted again' }),
      });
      return ((await answer.json()) as { version: number }).version;
    };
    const second = await correct(11, version);
    await tenant.connector.until(() => textsOf(cardsOf('Lidia').at(-1)?.card).includes('11 × '));
    await once(asset, 'delivered');
    expect(cardsOf('Lidia').at(-1)).toMatchObject({ id: first.id, edits: 1 });

    tenant.connector.remove(first.id);
    const third = await correct(12, second);
    const replaced = await tenant.connector.until(() =>
      cardsOf('Lidia').find(({ card }) => textsOf(card).includes('12 × ')),
    );
    await once(asset, 'delivered');
    expect(replaced.id).not.toBe(first.id);

    await correct(13, third);
    await tenant.connector.until(() => textsOf(replaced.card).includes('13 × '));
    await once(asset, 'delivered');
    expect(replaced).toMatchObject({ edits: 1 });
    const fates = (await tenant.notices(asset)).filter(({ role }) => role === 'purchaser').map(({ fate }) => fate);
    expect(fates).toEqual([
      'The card that was there already now shows this.',
      'Delivered.',
      'The card that was there already now shows this.',
      'Delivered.',
    ]);
  });

  it('is followed by a new card where the connector named no message to edit', async () => {
    tenant.connector.fail({ times: 1, status: 201, conversationId: tenant.chatOf('Lynne') });
    const { id } = await tenant.buy({
      purchaser: tenant.person('Lynne').userPrincipalName,
      skuPartNumber: 'VISIO_PLAN1_DEPT',
    });
    await tenant.poll();
    await once(assetIdOfSubscription(id), 'delivered');
    await change(id, { quantity: 8 });
    await tenant.poll();
    await tenant.connector.until(() => cardsOf('Lynne').find(({ card }) => textsOf(card).includes('8 × ')));
    await once(assetIdOfSubscription(id), 'delivered');
  });

  it('never goes into one conversation faster than Teams allows', async () => {
    const before = requestsTo('Nestor').length;
    const since = performance.now();
    const assets = await bought(...Array.from({ length: 12 }, () => 'Nestor'));
    for (const asset of assets) await once(asset, 'delivered');
    const times = requestsTo('Nestor')
      .slice(before)
      .map(({ at }) => at);
    expect(times).toHaveLength(12);
    // Eight fit into two seconds; the throttle's own test is exact.
    expect(Math.max(...times) - since).toBeGreaterThan(1_990);
  });

  it('that a crash left between its commit and the queue is found by the sweep of whoever starts next', async () => {
    const purchaser = tenant.person('Miriam');
    const assetId = assetIdOfSubscription('left-behind');
    const crashed = openRegister({
      table: tenant.table,
      now: tenant.clock.now,
      noticesFor: (before, after, facts) => noticesFor(before, after, facts, aRouting()),
      onCommit: () => undefined,
      onDamage: () => undefined,
    });
    await crashed.change({
      assetId,
      actor: { kind: 'discovery', id: 'discovery', displayName: 'Sightline' },
      decide: () => [
        aDetection({
          purchaser: { ...purchaser, isGuest: false },
          manager: null,
          subscription: aSubscription({ id: 'left-behind' }),
        }),
      ],
    });
    const before = cardsOf('Miriam').length;
    tenant.clock.advance(1_000);
    await tenant.another();
    await once(assetId, 'delivered');
    expect(cardsOf('Miriam')).toHaveLength(before + 1);
  });

  it('is delivered once, however often it is queued and by whomever it is taken', async () => {
    const release = tenant.connector.hold();
    const before = cardsOf('Patti').length;
    const [asset = ''] = await bought('Patti');
    await tenant.connector.until(() => cardsOf('Patti').length > before);
    const told = (await tenant.notices(asset)).find(({ role }) => role === 'purchaser');
    // It is being sent, and two instances are given it again and again.
    const queue = await openQueue({ connectionString: tenant.connectionString }, `${tenant.storeName}notices`);
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 4; n++) await openNoticeQueue(queue).put([told?.id ?? '']);
      await eventually(async () => (await queue.peekMessages()).peekedMessageItems.length === 0);
    }
    release();
    await once(asset, 'delivered');
    await eventually(async () => ((await queue.getProperties()).approximateMessagesCount ?? 0) === 0);
    expect(cardsOf('Patti')).toHaveLength(before + 1);
    expect((await once(asset, 'delivered'))?.attempts).toBe(1);
  });

  it('is not lost and not doubled when Teams fails at random', async () => {
    const names = everyone.filter((name) => name !== 'Joni' && name !== 'Nestor');
    const before = names.map((name) => cardsOf(name).length);
    tenant.connector.failAtRandom(0.25);
    const assets = await bought(...names);
    for (const asset of assets) await once(asset, 'delivered');
    tenant.connector.failAtRandom(0);
    expect(names.map((name) => cardsOf(name).length)).toEqual(before.map((count) => count + 1));
    const attempts = await Promise.all(assets.map(async (asset) => (await once(asset, 'delivered'))?.attempts ?? 0));
    expect(Math.max(...attempts)).toBeGreaterThan(1);
  });

  it('can be read with its fate by ITAM staff, by state, and by nobody else', async () => {
    const waiting = await tenant.api('Adele', '/api/notices?state=waiting&limit=200');
    const { items, total } = (await waiting.json()) as { items: { fate: string; role: string }[]; total: number };
    expect(total).toBe(items.length);
    expect(new Set(items.map(({ fate }) => fate))).toEqual(
      new Set(['Waits until Sightline is added to the ITAM channel.']),
    );
    expect((await tenant.api('Alex', '/api/notices')).status).toBe(403);
    expect((await tenant.api('Lynne', '/api/notices')).status).toBe(200);
  });
});

describe('the ITAM channel', () => {
  let tenant: Tenant;
  beforeAll(async () => {
    tenant = await startTenant({ ITAM_CHANNEL_ID: '' });
    await tenant.poll();
  });
  afterAll(() => tenant.stop());

  const inChannel = (id: string, from: string, extra: Record<string, unknown>) =>
    tenant.post(
      tenant.activity(from, {
        conversation: { id, conversationType: 'channel' },
        channelData: {
          tenant: { id: tenant.tenantId },
          team: { id: 'team' },
          channel: { id },
        },
        ...extra,
      }),
    );
  const added = { type: 'installationUpdate', action: 'add' };
  const cardsIn = (id: string) => tenant.connector.shown(id).filter(({ card }) => card);
  async function buy(name: string) {
    const { id } = await tenant.buy({
      purchaser: tenant.person(name).userPrincipalName,
      skuPartNumber: 'VISIO_PLAN2_DEPT',
    });
    await tenant.poll();
    return assetIdOfSubscription(id);
  }
  const once = (assetId: string, state: string) =>
    eventually(async () => {
      const told = (await tenant.notices(assetId)).find(({ role }) => role === 'itam-channel');
      return told?.state === state && told;
    });

  it('is not whatever channel someone else adds Sightline to', async () => {
    await inChannel('19:anyone', 'Alex', added);
    await inChannel('19:anyone', 'Alex', { type: 'message', text: '<at>Sightline</at> help' });
    const asset = await buy('Alex');
    expect((await once(asset, 'waiting')).fate).toContain('added to the ITAM channel');
    expect(cardsIn('19:anyone')).toEqual([]);
  });

  it('is the first one that ITAM staff add Sightline to, and gets what waited', async () => {
    await inChannel('19:first', 'Adele', added);
    await tenant.connector.until(() => cardsIn('19:first').some(({ card }) => textsOf(card).includes('First look')));
    await tenant.connector.until(() => cardsIn('19:first').length >= 3);
    await inChannel('19:second', 'Adele', added);
    const asset = await buy('Alex');
    await once(asset, 'delivered');
    expect(cardsIn('19:second')).toEqual([]);
  });

  it('gets what waited when Sightline is added to it again', async () => {
    tenant.connector.fail({
      times: 1,
      status: 403,
      code: 'BotNotInConversationRoster',
      conversationId: '19:first',
    });
    const asset = await buy('Debra');
    expect((await once(asset, 'waiting')).fate).toContain('was removed from this conversation');
    await inChannel('19:first', 'Adele', added);
    await once(asset, 'delivered');
  });

  it('is the one that ITAM staff choose in chat, and stays it', async () => {
    await inChannel('19:chosen', 'Debra', { type: 'message', text: '<at>Sightline</at> notify here' });
    await tenant.connector.until(() =>
      tenant.connector.shown('19:chosen').find(({ text }) => text?.includes('not allowed')),
    );
    await inChannel('19:chosen', 'Adele', { type: 'message', text: '<at>Sightline</at> Notify here!' });
    await tenant.connector.until(() =>
      tenant.connector.shown('19:chosen').find(({ text }) => text?.startsWith('Done.')),
    );
    await inChannel('19:first', 'Adele', { type: 'message', text: '<at>Sightline</at> help' });
    await inChannel('19:first', 'Adele', added);
    const asset = await buy('Isaiah');
    await once(asset, 'delivered');
    expect(cardsIn('19:chosen').filter(({ card }) => textsOf(card).includes('Isaiah'))).toHaveLength(1);
    await tenant.say('Adele', 'notify here');
    await tenant.connector.until(() =>
      tenant.connector.shown(tenant.chatOf('Adele')).find(({ text }) => text?.startsWith('Type that in the channel')),
    );
  });
});

describe('a configured ITAM channel', () => {
  it('gives way to the one that ITAM staff choose in chat', async () => {
    const tenant = await startTenant();
    try {
      await tenant.installChannel('Alex');
      await tenant.connector.until(() => tenant.connector.shown(channelId)[0]);
      const elsewhere = {
        conversation: { id: '19:elsewhere', conversationType: 'channel' },
        channelData: { tenant: { id: tenant.tenantId }, team: { id: 'team' }, channel: { id: '19:elsewhere' } },
      };
      await tenant.post(tenant.activity('Adele', { type: 'message', text: 'notify here', ...elsewhere }));
      await tenant.installChannel('Alex');
      await tenant.buy({ purchaser: tenant.person('Alex').userPrincipalName, skuPartNumber: 'VISIO_PLAN2_DEPT' });
      await tenant.poll();
      await tenant.connector.until(() =>
        tenant.connector.shown('19:elsewhere').find(({ card }) => textsOf(card).includes('Visio Plan 2')),
      );
    } finally {
      await tenant.stop();
    }
  });
});
