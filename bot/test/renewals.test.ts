import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asset } from '../src/domain/asset.ts';
import { Refusal, type RefusalParams } from '../src/domain/errors.ts';
import type { RefusalCode } from '../src/domain/words/en.ts';
import { refusalSentence, wordsFor } from '../src/domain/words/words.ts';
import type { Detail, ListAnswer, Problem, RenewalsAnswer } from '../src/http/contract.ts';
import { fillStore } from '../src/practice/fill-store.ts';
import { statesOfShard } from '../src/register/journal.ts';
import { unpackState } from '../src/register/packed.ts';
import { shards } from '../src/register/shards.ts';
import { verifyRegister } from '../src/register/verify.ts';
import { eventually } from './support/eventually.ts';
import { buttonOf, textsOf } from './support/fake-connector.ts';
import { plainRenewals } from './support/plain-register.ts';
import { channelId, startTenant, type Tenant } from './support/tenant.ts';

const dayMs = 86_400_000;
const sentence = (code: RefusalCode, params: RefusalParams = {}) =>
  refusalSentence(new Refusal('invalid', code, params), 'en-GB');

/** What people of a tenant do in these tests. */
function actingIn(tenant: Tenant) {
  const post = (name: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    tenant.api(name, path, { method: 'POST', body: JSON.stringify(body), headers });
  const detailOf = async (id: string, name = 'Adele') =>
    (await (await tenant.api(name, `/api/register/${id}`)).json()) as Detail;
  const shown = (name: string) => tenant.connector.shown(name === channelId ? channelId : tenant.chatOf(name));
  const cardSaying = (name: string, words: string) =>
    tenant.connector.until(() => shown(name).find(({ card }) => card && textsOf(card).includes(words)));
  return {
    post,
    detailOf,
    shown,
    /** A card in someone's chat, or in the channel, as it is when it says something; waits for it. */
    cardSaying: async (name: string, words: string) => structuredClone(await cardSaying(name, words)),
    /** Waits until so many messages in someone's chat only say that there is a newer one. */
    pointingBelow: (name: string, count: number) =>
      tenant.connector.until(() => {
        const texts = shown(name).filter(({ card, text }) => card === null && text === wordsFor('en').chat.newerBelow);
        return texts.length === count || undefined;
      }),
    typesOf: async (id: string) => (await tenant.history(id)).map(({ type }) => type).reverse(),
    problemOf: async (answer: Response) => `${answer.status} ${((await answer.json()) as Problem).code}`,
    declared: (product: string, over: Record<string, unknown> = {}) =>
      tenant.declare('Alex', { product, billingTerm: 'yearly', renewsOn: '2027-11-20', ...over }),
    decide: (
      name: string,
      { id, version }: Pick<Detail, 'id' | 'version'>,
      decision: string,
      reason = 'Asked around',
    ) => post(name, `/api/register/${id}/renewal`, { decision, reason }, { 'if-match': `"${version}"` }),
  };
}

describe('a reminder', () => {
  let tenant: Tenant;
  let acting: ReturnType<typeof actingIn>;

  beforeAll(async () => {
    tenant = await startTenant({ REMINDER_DAYS: '30,7' });
    acting = actingIn(tenant);
    for (const name of ['Alex', 'Megan']) await tenant.install(name);
    await tenant.installChannel('Adele');
  });
  afterAll(() => tenant.stop());

  it('is given once for each number of days, whoever looks and however often, and to nobody whom it is not for', async () => {
    const { id } = await acting.declared('Acrobat Pro');
    await acting.cardSaying('Megan', 'asks you to approve 2 × Acrobat Pro');
    await acting.cardSaying('Alex', '2 × Acrobat Pro is declared');
    const reminders = async () => (await acting.typesOf(id)).filter((type) => type === 'renewal-reminded').length;
    await tenant.sightline.remind();
    expect(await reminders()).toBe(0);
    const cardsOf = (name: string) =>
      acting.shown(name).filter(({ card }) => card && textsOf(card).includes('2 × Acrobat Pro')).length;
    expect([cardsOf('Alex'), cardsOf(channelId)]).toEqual([1, 1]);

    const other = await tenant.another();
    tenant.clock.advance(335 * dayMs);
    await Promise.all([tenant.sightline.remind(), other.remind()]);
    expect(await reminders()).toBe(1);
    const reminder = 'renews on 20 November 2027 for 20.00 USD';
    // In the chat it comes as a new message, in whose favour the card before gives up its buttons; in the channel it
    // stands on the card that is there.
    await acting.cardSaying('Alex', reminder);
    await acting.cardSaying(channelId, reminder);
    await acting.pointingBelow('Alex', 1);
    expect([cardsOf('Alex'), cardsOf(channelId)]).toEqual([1, 1]);
    const told = (await tenant.notices(id)).filter(({ cause }) => cause === 'renewal-reminded');
    expect(told.map(({ role }) => role).sort()).toEqual(['itam-channel', 'purchaser']);

    // An instance that starts anew looks at once; nothing is owed again.
    const restarted = await tenant.another();
    expect(await restarted.remind()).toEqual({ reminded: 0 });
    expect(await tenant.sightline.remind()).toEqual({ reminded: 0 });
    expect(await reminders()).toBe(1);

    tenant.clock.advance(20 * dayMs);
    await tenant.sightline.remind();
    expect(await reminders()).toBe(2);
    await acting.pointingBelow('Alex', 2);
    expect(cardsOf('Alex')).toBe(1);
    expect(acting.shown('Megan').filter(({ card }) => card && textsOf(card).includes('renews on'))).toEqual([]);
  });

  it('is answered on the card, by its owner alone, with a reason, and every card shows the answer', async () => {
    const { id } = await acting.declared('Photoshop', { purchasedOn: '2027-11-01', renewsOn: '2028-11-01' });
    tenant.clock.advance(345 * dayMs);
    await tenant.sightline.remind();
    const card = await acting.cardSaying('Alex', '2 × Photoshop renews on 1 November 2028 for 20.00 USD');

    const blank = await tenant.press('Alex', card, 'purchase.renew-end', { endReason: ' ' });
    expect(textsOf(blank.card)).toContain(sentence('text.missing', { field: 'reason' }));
    const { data } = buttonOf(card.card, 'purchase.renew-keep');
    const copied = { type: 'AdaptiveCard', body: [{ type: 'Action.Execute', verb: 'purchase.renew-keep', data }] };
    const stolen = await tenant.press('Isaiah', copied, 'purchase.renew-keep', { keepReason: 'I like it' });
    expect(`${stolen.message}${textsOf(stolen.card)}`).toContain(sentence('renewal.not-yours'));
    expect(await acting.typesOf(id)).toEqual(['declared', 'renewal-reminded']);

    const ended = await tenant.press('Alex', card, 'purchase.renew-end', { endReason: 'Nobody opens it' });
    expect(textsOf(ended.card)).toContain('Alex Wilber lets it end on 1 November 2028');
    expect(textsOf(ended.card)).toContain('where it was bought, before 1 November 2028');
    await acting.cardSaying('Alex', '“Nobody opens it”');
    await acting.cardSaying(channelId, 'Alex Wilber lets it end on 1 November 2028');
    await tenant.press('Alex', card, 'purchase.renew-end', { endReason: 'Nobody opens it' });
    expect(await acting.typesOf(id)).toEqual(['declared', 'renewal-reminded', 'renewal-decided']);

    // Thinking better of it takes the card that shows what was decided.
    const late = await tenant.press('Alex', card, 'purchase.renew-keep', { keepReason: 'After all' });
    expect(textsOf(late.card)).toContain(sentence('card.out-of-date'));
    const changed = await tenant.press('Alex', ended.card ?? {}, 'purchase.renew-keep', { keepReason: 'After all' });
    expect(textsOf(changed.card)).toContain('Alex Wilber keeps it past 1 November 2028');
    expect((await acting.detailOf(id)).renewal).toMatchObject({ decision: 'keep', reason: 'After all' });
  });

  it('is pressed too late where ITAM staff decided first', async () => {
    const { id, version } = await acting.declared('Lightroom', { purchasedOn: '2028-10-01', renewsOn: '2029-10-01' });
    tenant.clock.advance(340 * dayMs);
    await tenant.sightline.remind();
    const card = await acting.cardSaying('Alex', '2 × Lightroom renews on 1 October 2029');
    expect((await acting.decide('Adele', { id, version: version + 1 }, 'keep')).status).toBe(200);
    const late = await tenant.press('Alex', card, 'purchase.renew-end', { endReason: 'Mine' });
    const { renewal } = await acting.detailOf(id);
    expect(textsOf(late.card)).toContain(
      sentence('renewal.already-decided', { by: renewal?.by.name ?? '', at: renewal?.at ?? '' }),
    );
    expect(renewal).toMatchObject({ decision: 'keep', by: { name: 'Adele Vance' } });
  });

  it('leaves a register whose every state follows from its entries', async () => {
    const { faults } = await verifyRegister(tenant.table);
    expect(faults).toEqual([]);
  });
});

describe('a renewal at the API', () => {
  let tenant: Tenant;
  let acting: ReturnType<typeof actingIn>;

  beforeAll(async () => {
    tenant = await startTenant();
    acting = actingIn(tenant);
  });
  afterAll(() => tenant.stop());

  it('is decided on the version that was seen, and lapses with its date', async () => {
    const seen = await acting.declared('Acrobat Pro');
    expect(seen).toMatchObject({
      renewalState: 'undecided',
      renewal: null,
      renewalCost: { minor: 2_000, currency: 'USD' },
    });
    const kept = await acting.decide('Adele', seen, 'keep', 'The board reads it');
    expect(kept.status).toBe(200);
    const detail = (await kept.json()) as Detail;
    expect(detail).toMatchObject({
      renewalState: 'keep',
      renewal: { decision: 'keep', reason: 'The board reads it', by: { name: 'Adele Vance' }, renewsOn: '2027-11-20' },
      status: 'declared',
    });
    expect(await acting.problemOf(await acting.decide('Alex', seen, 'end'))).toBe('412 asset.changed');
    expect(await acting.problemOf(await acting.decide('Alex', detail, 'keep'))).toBe('409 renewal.already-decided');
    const body = { changes: { renewsOn: '2027-12-01' }, reason: 'Invoice' };
    const corrected = await acting.post('Adele', `/api/register/${seen.id}/correct`, body, {
      'if-match': `"${detail.version}"`,
    });
    expect(await corrected.json()).toMatchObject({ renewalState: 'undecided', renewal: null });
    expect((await tenant.history(seen.id)).map(({ summary, comment }) => [summary, comment])).toContainEqual([
      'Adele Vance decided to keep it past November 20, 2027',
      'The board reads it',
    ]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['something else', { decision: 'maybe', reason: 'x' }, '400 request.unreadable'],
    ['without a reason', { decision: 'keep', reason: '  ' }, '400 text.missing'],
    ['with too long a reason', { decision: 'keep', reason: 'x'.repeat(1_001) }, '400 text.too-long'],
    ['nothing', {}, '400 request.unreadable'],
  ])('is not decided by %s', async (_what, body, expected) => {
    const { id, version } = await acting.declared('Acrobat Pro');
    const answer = await acting.post('Adele', `/api/register/${id}/renewal`, body, { 'if-match': `"${version}"` });
    expect(await acting.problemOf(answer)).toBe(expected);
    expect((await acting.detailOf(id)).version).toBe(version);
  });

  it('is not decided without a version, or where none lies ahead', async () => {
    const { id } = await acting.declared('Acrobat Pro');
    const body = { decision: 'keep', reason: 'x' };
    expect(await acting.problemOf(await acting.post('Adele', `/api/register/${id}/renewal`, body))).toBe(
      '428 request.needs-version',
    );
    const once = await acting.declared('Fonts', { renewsOn: null });
    expect(once.may).not.toContain('renewal');
    expect(await acting.problemOf(await acting.decide('Adele', once, 'keep'))).toBe('409 renewal.none');
  });

  it('narrows the register by how it stands', async () => {
    const ended = await acting.declared('Illustrator');
    await acting.decide('Alex', ended, 'end');
    const listed = async (query: string) =>
      (await (await tenant.api('Adele', `/api/register?limit=200&search=Illustrator${query}`)).json()) as ListAnswer;
    expect((await listed('&renewal=end')).items.map(({ id }) => id)).toEqual([ended.id]);
    expect((await listed('&renewal=undecided&renewal=keep')).items).toEqual([]);
    expect((await listed('')).facets.renewal).toEqual([{ value: 'end', count: 1 }]);
  });
});

describe('GET /api/renewals', () => {
  let tenant: Tenant;
  const invented = 400;

  beforeAll(async () => {
    tenant = await startTenant();
    // After the first look at the tenant nothing is written by itself.
    await tenant.sightline.discover();
    const already = (await everything()).length;
    await fillStore(tenant.connectionString, tenant.storeName, invented);
    await eventually(async () => (await countOf()) === already + invented);
  });
  afterAll(() => tenant.stop());

  const everything = async () => {
    const assets: Asset[] = [];
    for (const shard of shards) {
      for await (const states of statesOfShard(tenant.table, shard)) assets.push(...states.map(unpackState));
    }
    return assets;
  };
  const countOf = async () => ((await (await tenant.api('Adele', '/api/register?limit=1')).json()) as ListAnswer).total;
  const renewals = async (name: string, headers: Record<string, string> = {}) => {
    const answer = await tenant.api(name, '/api/renewals', { headers });
    const body = answer.status === 200 ? ((await answer.json()) as RenewalsAnswer) : ({} as RenewalsAnswer);
    return { status: answer.status, body, etag: answer.headers.get('etag') ?? '' };
  };

  it('has the counts and sums of a plain recount of the register itself', async () => {
    const assets = await everything();
    expect(assets.length).toBeGreaterThanOrEqual(invented);
    for (const name of ['Adele', 'Lynne']) {
      const { overdue, months, day } = (await renewals(name)).body;
      expect({ overdue, months }).toEqual(plainRenewals(assets, day));
    }
    const total = (await renewals('Adele')).body.months.reduce((sum, { count }) => sum + count, 0);
    expect(total).toBeGreaterThan(20);
  });

  it('agrees with the register’s own list for each month', async () => {
    const { overdue, months } = (await renewals('Adele')).body;
    for (const { from, before, count, end } of [overdue, ...months]) {
      const listed = async (states: string) => {
        const span = `${from === null ? '' : `&renewsAfter=${from}`}&renewsBefore=${before}`;
        const answer = await tenant.api('Adele', `/api/register?limit=1${states}${span}`);
        return ((await answer.json()) as ListAnswer).total;
      };
      expect(await listed('&renewal=undecided&renewal=keep&renewal=end')).toBe(count);
      expect(await listed('&renewal=end')).toBe(end);
    }
  });

  it('shows others what is theirs', async () => {
    const { id } = tenant.person('Alex');
    const theirs = (await everything()).filter(({ purchaser, owner, manager }) =>
      [purchaser, owner, manager].some((person) => person?.id === id),
    );
    const { overdue, months, day } = (await renewals('Alex')).body;
    expect({ overdue, months }).toEqual(plainRenewals(theirs, day));
    expect(theirs.length).toBeLessThan(invented);
  });

  it('is unchanged until the register or the day is another', async () => {
    const again = async (etag: string) => (await renewals('Adele', { 'if-none-match': etag })).status;
    // What was filled in is still being taken over, and notices are on their way.
    const settled = await eventually(async () => {
      const { etag } = await renewals('Adele');
      return (await again(etag)) === 304 && etag;
    });
    tenant.clock.advance(dayMs);
    expect(await again(settled)).toBe(200);
  });
});
