import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryAnswer, Me, Problem, SettingName, SettingsAnswer } from '../src/http/contract.ts';
import { hashOf } from '../src/register/chain.ts';
import { openSettings, readSettingsJournal, settingsPartition } from '../src/register/settings.ts';
import type { StoredRow } from '../src/register/table.ts';
import { verifyRegister } from '../src/register/verify.ts';
import { eventually } from './support/eventually.ts';
import { byAlex, openStore } from './support/store.ts';
import { channelId, startTenant, type Tenant } from './support/tenant.ts';

describe('the settings', () => {
  let tenant: Tenant;
  beforeAll(async () => {
    tenant = await startTenant();
    await tenant.poll();
  });
  afterAll(() => tenant.stop());

  const read = async (name = 'Adele') => (await (await tenant.api(name, '/api/settings')).json()) as SettingsAnswer;
  const history = async () => (await (await tenant.api('Adele', '/api/settings/history')).json()) as HistoryAnswer;
  const send = (setting: string, body: unknown, version: number | null, url = '') =>
    tenant.api('Adele', `${url}/api/settings/${setting}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: version === null ? {} : { 'if-match': `"${version}"` },
    });
  const change = async (setting: SettingName, body: Record<string, unknown>): Promise<SettingsAnswer> => {
    const answer = await send(setting, { reason: 'Because', ...body }, (await read()).version);
    expect([answer.status, answer.status === 200 ? '' : await answer.clone().text()]).toEqual([200, '']);
    return (await answer.json()) as SettingsAnswer;
  };
  const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as Problem).code];
  const idOf = (name: string) => tenant.person(name).id;

  it('given nobody has changed anything, when read, then all of it is the deployment’s, with people by name', async () => {
    const { id, displayName, userPrincipalName } = tenant.person('Adele');
    const adele = { id, name: displayName, upn: userPrincipalName };
    expect(await read('Lynne')).toEqual({
      version: 0,
      itamStaff: [adele],
      itamChannel: { id: channelId, isChosen: false },
      fallbackApprovers: { people: [adele], isChosen: false },
      productOwners: [],
      costCentreOwners: [],
      policy: { version: '1', text: expect.stringContaining('Buy for work only'), isChosen: false },
      reminderDays: { days: [], isChosen: false },
      retireEndedAfter: null,
      approvalTolerance: 10,
      priceBook: [],
    });
    expect(await history()).toEqual({ entries: [], isIntact: true });
  });

  it('given another fallback approver, when someone without a manager declares, then they are asked, and no longer whoever was', async () => {
    await change('fallback-approvers', {
      people: [tenant.person('Nestor').userPrincipalName],
      reason: 'Adele is away',
    });
    const detail = await tenant.declare('Patti');
    expect(detail.deciders).toEqual([{ id: idOf('Nestor'), name: 'Nestor Wilke' }]);
    const asked = (await tenant.notices(detail.id)).filter(({ role }) => role === 'decider');
    expect(asked.map(({ recipient }) => recipient.id)).toEqual([idOf('Nestor')]);
    const answer = await tenant.api('Nestor', `/api/register/${detail.id}/approve`, {
      method: 'POST',
      body: '{}',
      headers: { 'if-match': `"${detail.version}"` },
    });
    expect(answer.status).toBe(200);
    expect((await history()).entries[0]).toMatchObject({
      seq: 1,
      actor: { id: idOf('Adele'), name: 'Adele Vance' },
      type: 'fallbackApprovers',
      summary: 'Adele Vance set the fallback approvers: Nestor Wilke',
      comment: 'Adele is away',
      changes: [{ field: 'fallback approvers', from: 'Adele Vance', to: 'Nestor Wilke' }],
      previousHash: '0'.repeat(64),
    });
  });

  it('given owners of a product and of a cost centre, when it is declared, then they hear of it, until there are none', async () => {
    await change('product-owners', { area: 'Acrobat Pro', people: [idOf('Grady')] });
    await change('cost-centre-owners', { area: 'CC-77', people: [idOf('Miriam'), idOf('Lee')] });
    const told = async (product: string) => {
      const { id } = await tenant.declare('Alex', { product, costCentre: 'CC-77' });
      const notices = await tenant.notices(id);
      return notices
        .flatMap(({ role, recipient }) => (role.endsWith('-owner') ? [`${role} ${recipient.name}`] : []))
        .sort();
    };
    const both = ['cost-centre-owner Lee Gu', 'cost-centre-owner Miriam Graham'];
    expect(await told('Acrobat Pro')).toEqual([...both, 'product-owner Grady Archie']);
    await change('product-owners', { area: 'Acrobat Pro', people: [] });
    expect(await told('Acrobat Pro')).toEqual(both);
    expect((await read()).productOwners).toEqual([]);
  });

  it('given another channel, when something happens, then it is told there, and notices that waited for one are sent', async () => {
    await tenant.installChannel('Adele');
    const other = '19:other@thread.tacv2';
    await change('itam-channel', {
      channel: `https://teams.microsoft.com/l/channel/${encodeURIComponent(other)}/New?groupId=1`,
    });
    await tenant.declare('Alex', { product: 'Channel Test' });
    await tenant.connector.until(() => tenant.connector.shown(other).length > 0);
    // Chosen in chat, it is the same setting, with an entry of its own.
    await tenant.post(
      tenant.activity('Adele', {
        type: 'message',
        text: 'notify here',
        conversation: { id: `${channelId};messageid=1`, conversationType: 'channel', tenantId: tenant.tenantId },
        channelData: { tenant: { id: tenant.tenantId }, team: { id: channelId }, channel: { id: channelId } },
      }),
    );
    expect((await read()).itamChannel).toEqual({ id: channelId, isChosen: true });
    expect((await history()).entries[0]).toMatchObject({ comment: 'Typed “notify here” in the channel' });
  });

  it('given a new policy, when a form of the old one is sent, then it is answered kindly, and the new version is what is accepted', async () => {
    const { policy } = await read();
    const after = await change('policy', { text: 'Ask before you buy.' });
    expect(after.policy).toEqual({ version: '2', text: 'Ask before you buy.', isChosen: true });
    await expect(tenant.declare('Alex', { product: 'Old', policyVersion: policy.version })).rejects.toThrow(
      'policy.changed',
    );
    const me = (await (await tenant.api('Alex', '/api/me')).json()) as Me;
    expect(me.policy).toEqual({ version: '2', text: 'Ask before you buy.' });
    const declared = await tenant.declare('Alex', { product: 'New', policyVersion: '2' });
    expect(declared.policy?.version).toBe('2');
  });

  it('given a form in chat that shows the policy of before, when it is sent, then it comes back with the new one, and keeps the rest', async () => {
    await tenant.install('Debra');
    const shown = () => tenant.connector.shown(tenant.chatOf('Debra'));
    await tenant.say('Debra', 'I bought 2 Visio Plan 2 yesterday for the plans');
    const form = await tenant.connector.until(() => shown().findLast(({ card }) => card !== null));
    await change('policy', { text: 'Ask in the channel first.' });
    const inputs = { product: '', otherProduct: 'Miro', publisher: 'Miro', quantity: '2', price: '9', currency: 'EUR' };
    const rest = {
      billingTerm: 'monthly',
      purchasedOn: '2026-11-20',
      renewsOn: '',
      costCentre: 'CC-1',
      reason: 'Plans',
    };
    const typed = { ...inputs, ...rest, acceptsPolicy: 'true' };
    const back = await tenant.press('Debra', form, 'purchase.submit', typed);
    const text = JSON.stringify(back.card);
    expect(text).toContain('The purchase policy has changed since you opened this');
    expect(text).toContain('Ask in the channel first.');
    expect(text).toContain('Plans');
    const done = await tenant.press('Debra', back.card ?? {}, 'purchase.submit', typed);
    expect(JSON.stringify(done.card)).toContain('Thank you.');
  });

  it('given reminder days, when the next round comes, then it reminds by them', async () => {
    expect(await tenant.sightline.remind()).toEqual({ reminded: 0 });
    const today = Date.parse(`${tenant.clock.now().toISOString().slice(0, 10)}T00:00:00Z`);
    const renewsOn = new Date(today + 40 * 86_400_000).toISOString().slice(0, 10);
    await tenant.declare('Alex', { product: 'Renewing', billingTerm: 'yearly', purchasedOn: '2026-01-10', renewsOn });
    await change('reminder-days', { days: [45] });
    expect((await tenant.sightline.remind()).reminded).toBeGreaterThan(0);
    const [renewing] = await tenant.find('Renewing');
    const entries = await tenant.history(renewing?.id ?? '');
    expect(entries.map(({ type }) => type)).toContain('renewal-reminded');
    await change('reminder-days', { days: [] });
  });

  it('given days after which what has ended is retired, when they are over, then it is, and comes back once it runs again', async () => {
    const { id } = await tenant.buy({
      purchaser: tenant.person('Alex').userPrincipalName,
      skuPartNumber: 'PROJECTPROFESSIONAL',
    });
    const found = async () => (await tenant.find(id))[0];
    await tenant.poll();
    await tenant.practice('PATCH', `/practice/purchases/${id}`, { status: 'Suspended' });
    await tenant.poll();
    expect(await tenant.sightline.retire()).toEqual({ retired: 0 });
    await change('retire-ended', { after: 5 });
    expect(await tenant.sightline.retire()).toEqual({ retired: 0 });
    tenant.clock.advance(5 * 86_400_000);
    const other = await tenant.another();
    const retired = await Promise.all([tenant.sightline.retire(), other.retire()]);
    expect(retired.map((one) => one.retired).toSorted()).toEqual([0, 1]);
    expect(await found()).toMatchObject({ status: 'retired', isRunning: false });

    await tenant.practice('PATCH', `/practice/purchases/${id}`, { status: 'Enabled' });
    await tenant.poll();
    expect(await found()).toMatchObject({ status: 'detected', isRunning: true, endedOn: null });
    expect((await tenant.history((await found())?.id ?? '')).slice(0, 5).map(({ type }) => type)).toEqual([
      'runs-again',
      'commerce-status-changed',
      'retired',
      'ended',
      'commerce-status-changed',
    ]);
    await change('retire-ended', { after: null });
  });

  it('given a tolerance, when a price rises, then what was approved since is held to it', async () => {
    const post = async (name: string, id: string, action: string, body: unknown) => {
      const { version } = (await tenant.find(id))[0] ?? {};
      const headers = { 'if-match': `"${version}"` };
      const sent = { method: 'POST', body: JSON.stringify(body), headers };
      return (await tenant.api(name, `/api/register/${id}/${action}`, sent)).status;
    };
    await change('approval-tolerance', { percent: 0 });
    const { id } = await tenant.declare('Alex', { product: 'Dearer' });
    expect(await post('Adele', id, 'approve', { comment: null })).toBe(200);
    expect((await tenant.find(id))[0]?.flags).not.toContain('beyond-approval');
    const changes = { price: '10.50', currency: 'USD' };
    expect(await post('Adele', id, 'correct', { changes, reason: 'Invoice' })).toBe(200);
    expect((await tenant.find(id))[0]?.flags).toContain('beyond-approval');
    await change('approval-tolerance', { percent: 10 });
    expect((await tenant.find(id))[0]?.flags).toContain('beyond-approval');
  });

  it('given a list price, when an undeclared purchase is opened, then it stands there as that and nowhere as its price', async () => {
    await change('price-book', { product: 'Visio Plan 2', billingTerm: 'monthly', currency: 'EUR', price: '13.50' });
    const { id } = await tenant.buy({
      purchaser: tenant.person('Alex').userPrincipalName,
      skuPartNumber: 'VISIOCLIENT',
    });
    await tenant.poll();
    const [item] = (await tenant.find('Visio Plan 2')).filter(({ status }) => status === 'detected');
    const detail = (await (await tenant.api('Adele', `/api/register/${item?.id}`)).json()) as Record<string, unknown>;
    expect([id.length > 0, detail.listPrice, detail.unitPrice, detail.perMonth]).toEqual([
      true,
      { billingTerm: 'monthly', unitPrice: { minor: 1_350, currency: 'EUR' } },
      null,
      null,
    ]);
    const me = (await (await tenant.api('Alex', '/api/me')).json()) as Me;
    expect(me.priceBook).toEqual([
      { product: 'Visio Plan 2', billingTerm: 'monthly', unitPrice: { minor: 1_350, currency: 'EUR' } },
    ]);
  });

  it('given another instance, when one changes something, then the other has it soon, and what they have outlives a restart', async () => {
    const other = await tenant.another();
    const theirs = async () => {
      const { token } = (await (
        await tenant.practice('POST', '/practice/token', { upn: tenant.person('Adele').userPrincipalName })
      ).json()) as { token: string };
      const answer = await fetch(`http://127.0.0.1:${other.port}/api/settings`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return (await answer.json()) as SettingsAnswer;
    };
    expect(await theirs()).toEqual(await read());
    const { version } = await change('product-owners', { area: 'Visio', people: [idOf('Grady')] });
    await eventually(async () => (await theirs()).version === version);
    expect(await theirs()).toEqual(await read());
  });

  it('given two who change at once, when both saw the same version, then one is told that it changed, and its repeat does nothing twice', async () => {
    const { version } = await read();
    const answers = await Promise.all([
      send('reminder-days', { days: [10], reason: 'One' }, version),
      send('fallback-approvers', { people: [idOf('Lee')], reason: 'Other' }, version),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const lost = answers.findIndex(({ status }) => status === 412);
    expect(await codeOf(answers[lost] as Response)).toEqual([412, 'settings.changed']);
    expect((await read()).version).toBe(version + 1);
    // A client that never heard the answer sends the same again, with the version that it saw.
    const again: [SettingName, unknown][] = [
      ['reminder-days', { days: [10], reason: 'One' }],
      ['fallback-approvers', { people: [idOf('Lee')], reason: 'Other' }],
    ];
    const [setting, body] = again[1 - lost] as [SettingName, unknown];
    expect((await send(setting, body, version)).status).toBe(200);
    expect((await read()).version).toBe(version + 1);
  });

  it.each<[string, string, Record<string, unknown>, number, string]>([
    ['no reason', 'reminder-days', { days: [3], reason: ' ' }, 400, 'text.missing'],
    ['a channel that is none', 'itam-channel', { channel: 'General' }, 400, 'settings.channel-unreadable'],
    ['someone unknown', 'fallback-approvers', { people: ['nobody@contoso.example'] }, 404, 'person.not-found'],
    ['what is no person', 'fallback-approvers', { people: ['../me'] }, 404, 'person.not-found'],
    [
      'a disabled account',
      'product-owners',
      { area: 'Visio', people: ['irvin.sayers@contoso.example'] },
      404,
      'person.not-found',
    ],
    [
      'a guest',
      'product-owners',
      { area: 'Visio', people: ['b72a0016-e78a-4229-8c93-c940334675d6'] },
      400,
      'person.guest',
    ],
    ['too many days', 'reminder-days', { days: [1, 2, 3, 4, 5, 6] }, 400, 'settings.too-many-days'],
    ['days in words', 'reminder-days', { days: ['soon'] }, 400, 'request.unreadable'],
    ['a price without bounds', 'approval-tolerance', { percent: 101 }, 400, 'settings.percent-unreadable'],
    ['half a day', 'retire-ended', { after: 1.5 }, 400, 'settings.days-unreadable'],
    ['a policy without end', 'policy', { text: 'p'.repeat(4_001) }, 400, 'settings.policy-too-long'],
    [
      'a price that is none',
      'price-book',
      { product: 'X', billingTerm: 'once', currency: 'USD', price: 'much' },
      400,
      'price.unreadable',
    ],
    ['an unknown field', 'policy', { text: 'x', version: '9' }, 400, 'request.unreadable'],
    ['ITAM staff, which is configuration', 'itam-staff', { people: [] }, 404, 'settings.unknown'],
    ['what every object has', 'constructor', {}, 404, 'settings.unknown'],
  ])(
    'given %s, when it is sent, then it is refused and nothing changes',
    async (_what, setting, body, status, code) => {
      const before = await read();
      expect(await codeOf(await send(setting, { reason: 'Because', ...body }, before.version))).toEqual([status, code]);
      expect(await read()).toEqual(before);
    },
  );

  it('given no version, when a change is sent, then it is asked for', async () => {
    expect(await codeOf(await send('reminder-days', { days: [3], reason: 'x' }, null))).toEqual([
      428,
      'request.needs-version',
    ]);
  });

  it('given all of this, when verified, then the journal is whole, and the history says so', async () => {
    const { entries, isIntact } = await history();
    expect(isIntact).toBe(true);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, at) => entries.length - at));
    entries.slice(0, -1).forEach((entry, at) => {
      expect(entry.previousHash).toBe(entries[at + 1]?.hash);
    });
    expect((await verifyRegister(tenant.table)).faults).toEqual([]);
  });
});

describe('the journal of the settings', () => {
  const at = new Date('2026-11-24T09:00:00Z');
  const days = (to: number[], from: number[] = []) => [
    {
      type: 'settings-changed' as const,
      change: { field: 'reminderDays' as const, from, to },
      reason: 'A secret reason',
    },
  ];
  const entryKey = (seq: number) => `entry|${String(seq).padStart(12, '0')}`;

  async function threeChanges() {
    const table = await openStore();
    const settings = await openSettings(table, () => at);
    for (const day of [1, 2, 3]) await settings.change(byAlex, () => days([day]));
    const rowAt = async (key: string) => {
      const { timestamp: _, ...row } = await table.getEntity(settingsPartition, key);
      return row as unknown as StoredRow;
    };
    const faults = async () => (await readSettingsJournal(table)).faults.map(({ what, row }) => `${what} ${row}`);
    return { table, settings, rowAt, faults };
  }

  it('given changes, when read, then the reason is sealed in what the chain covers, and the chain holds', async () => {
    const { table, settings, rowAt, faults } = await threeChanges();
    const row = await rowAt(entryKey(1));
    expect(String(row.body)).not.toContain('A secret reason');
    expect(String(row.personal)).toContain('A secret reason');
    expect(row.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await faults()).toEqual([]);
    expect((await settings.history()).isIntact).toBe(true);
    expect(await verifyRegister(table)).toEqual({ entries: 3, assets: 0, faults: [] });
  });

  it.each<[string, (store: Awaited<ReturnType<typeof threeChanges>>) => Promise<unknown>, string[]]>([
    [
      'an altered entry',
      async ({ table, rowAt }) => {
        const row = await rowAt(entryKey(2));
        return table.updateEntity({ ...row, body: String(row.body).replace('"to":[2]', '"to":[9]') }, 'Replace');
      },
      [`altered ${entryKey(2)}`],
    ],
    [
      'an altered reason',
      async ({ table, rowAt }) => {
        const row = await rowAt(entryKey(3));
        return table.updateEntity({ ...row, personal: String(row.personal).replace('secret', 'better') }, 'Replace');
      },
      [`altered ${entryKey(3)}`],
    ],
    [
      'an entry written anew with its hash',
      async ({ table, rowAt }) => {
        const row = await rowAt(entryKey(2));
        const body = String(row.body).replace('"to":[2]', '"to":[9]');
        const { actor, fact } = JSON.parse(body) as { actor: unknown; fact: unknown };
        const hashed = { shard: settingsPartition, seq: 2, assetId: 'settings', at: String(row.at), actor, fact };
        const hash = hashOf({ ...hashed, previousHash: String(row.previousHash) });
        return table.updateEntity({ ...row, body, hash }, 'Replace');
      },
      [`reordered ${entryKey(3)}`],
    ],
    ['a dropped entry', ({ table }) => table.deleteEntity(settingsPartition, entryKey(2)), [`dropped ${entryKey(3)}`]],
    ['a dropped last entry', ({ table }) => table.deleteEntity(settingsPartition, entryKey(3)), ['dropped head']],
    [
      'two entries that changed places',
      async ({ table, rowAt }) => {
        const [second, third] = [await rowAt(entryKey(2)), await rowAt(entryKey(3))];
        await table.updateEntity({ ...second, rowKey: entryKey(3) }, 'Replace');
        return table.updateEntity({ ...third, rowKey: entryKey(2) }, 'Replace');
      },
      [`reordered ${entryKey(2)}`, `reordered ${entryKey(3)}`],
    ],
    [
      'an altered state',
      async ({ table, rowAt }) => {
        const other = await threeChanges();
        await other.settings.change(byAlex, () => days([4]));
        const { reminderDays } = await other.rowAt('state');
        return table.updateEntity(
          { ...(await rowAt('state')), ...(reminderDays !== undefined && { reminderDays }) },
          'Replace',
        );
      },
      ['altered state'],
    ],
    ['a state that is gone', ({ table }) => table.deleteEntity(settingsPartition, 'state'), ['dropped state']],
    ['a head that is gone', ({ table }) => table.deleteEntity(settingsPartition, 'head'), ['dropped head']],
  ])('given %s, when verified, then that is found', async (_what, damage, expected) => {
    const store = await threeChanges();
    await damage(store);
    expect(await store.faults()).toEqual(expected);
    expect((await verifyRegister(store.table)).faults.map(({ shard, what, row }) => [shard, `${what} ${row}`])).toEqual(
      expected.map((fault) => [settingsPartition, fault]),
    );
    expect((await store.settings.history()).isIntact).toBe(false);
  });

  it('given two instances, when they change at once, then each change is there once, decided on what the other left', async () => {
    const table = await openStore();
    const instances = await Promise.all([openSettings(table, () => at), openSettings(table, () => at)]);
    const adding = (settings: (typeof instances)[number], day: number) =>
      settings.change(byAlex, ({ reminderDays = [] }) => days([...reminderDays, day], [...reminderDays]));
    await Promise.all(
      Array.from({ length: 8 }, (_, day) => adding(instances[day % 2] as (typeof instances)[number], day)),
    );
    for (const settings of instances) {
      await settings.refresh();
      expect(settings.chosen().version).toBe(8);
      expect([...(settings.chosen().reminderDays ?? [])].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    }
    expect((await readSettingsJournal(table)).faults).toEqual([]);
  });

  it('given a store out of reach, when it is asked, then the last known settings hold', async () => {
    const table = await openStore();
    const settings = await openSettings(table, () => at);
    await settings.change(byAlex, () => days([5]));
    await table.deleteTable();
    await settings.refresh().catch(() => undefined);
    expect(settings.chosen().reminderDays).toEqual([5]);
  });
});
