import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal, type RefusalParams } from '../src/domain/errors.ts';
import type { RefusalCode } from '../src/domain/words/en.ts';
import { refusalSentence } from '../src/domain/words/words.ts';
import type { Detail, HistoryPageAnswer, ListAnswer, Problem } from '../src/http/contract.ts';
import { people } from '../src/practice/people.ts';
import { assetIdOfSubscription } from '../src/register/shards.ts';
import { verifyRegister } from '../src/register/verify.ts';
import { partsOf } from './support/adaptive-card.ts';
import { buttonOf, type ShownMessage, textsOf } from './support/fake-connector.ts';
import { channelId, startTenant, type Tenant } from './support/tenant.ts';

const sentence = (code: RefusalCode, params: RefusalParams = {}) =>
  refusalSentence(new Refusal('invalid', code, params), 'en-GB');

describe('a decision', () => {
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await startTenant({ ITAM_STAFF: '00f138ae-fe7b-44b3-ac2e-1fae22fa2514', FALLBACK_APPROVERS: lynne });
    for (const name of ['Alex', 'Megan', 'Adele', 'Lynne', 'Isaiah']) await tenant.install(name);
    await tenant.installChannel('Adele');
    await tenant.poll();
  });
  afterAll(() => tenant.stop());

  /** A fallback approver without any role, as the configuration names them. */
  const lynne = 'c19fa4be-a885-470f-9255-a17bd0d156d2';
  const shown = (name: string) => tenant.connector.shown(tenant.chatOf(name));
  const cardIn = (conversationId: string, words: string) =>
    tenant.connector.until(() =>
      tenant.connector.shown(conversationId).find(({ card }) => card && textsOf(card).includes(words)),
    );
  const detailOf = async (assetId: string, name = 'Adele') => {
    const answer = await tenant.api(name, `/api/register/${assetId}`);
    return { detail: (await answer.json()) as Detail, etag: answer.headers.get('etag') ?? '' };
  };
  const post = (name: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    tenant.api(name, path, { method: 'POST', body: JSON.stringify(body), headers });
  const problemOf = async (answer: Response) => {
    const { code } = (await answer.json()) as Problem;
    return `${answer.status} ${code}`;
  };
  const verbsIn = (card: unknown) => partsOf(card).flatMap(({ part }) => ('verb' in part ? [part.verb] : []));
  const typesOf = async (assetId: string) => (await tenant.history(assetId)).map(({ type }) => type).reverse();

  let last = 0;
  /** Someone declares something new; answers the asset, and the approval card of whoever is asked. */
  async function declared(by = 'Alex', decider: string | null = 'Megan') {
    const product = `Tool ${++last}`;
    const { id } = await tenant.declare(by, { product });
    const name = tenant.person(by).displayName;
    // The last of a name that others begin with: "Tool 1" is in "Tool 12" too.
    const card = decider
      ? await cardIn(tenant.chatOf(decider), `${name} asks you to approve 2 × ${product}\n`)
      : ({} as ShownMessage);
    return { id, product, card };
  }
  /** The press of a button that this person's card does not show, or shows differently. */
  const forged = (name: string, verb: string, data: Record<string, unknown>) =>
    tenant.press(name, { type: 'AdaptiveCard', body: [{ type: 'Action.Execute', verb, data }] }, verb);

  // The first of them: while few cards went into these chats, none waits for the pace that Teams allows.
  it('in the tab is told to whoever holds a card', async () => {
    const { id, product } = await declared();
    const { etag } = await detailOf(id);
    await post('Adele', `/api/register/${id}/reject`, { comment: 'Too dear' }, { 'if-match': etag });
    for (const name of ['Alex', 'Megan']) await cardIn(tenant.chatOf(name), `Rejected by Adele Vance: 2 × ${product}`);
  });

  it('is shown on every copy of the card, with who and when', async () => {
    const { product, id, card } = await declared();
    await cardIn(channelId, `Alex Wilber (Finance) bought 2 × ${product}\n`);
    const answer = await tenant.press('Megan', card, 'purchase.approve', { comment: 'Fine' });
    for (const text of [`Approved by Megan Bowen: 2 × ${product}`, '“Fine”', '2026']) {
      expect(textsOf(answer.card)).toContain(text);
    }
    await cardIn(channelId, `Approved by Megan Bowen: 2 × ${product}`);
    await cardIn(tenant.chatOf('Megan'), `Approved by Megan Bowen: 2 × ${product}`);
    await cardIn(tenant.chatOf('Alex'), `Approved by Megan Bowen: 2 × ${product}`);
    expect(await typesOf(id)).toEqual(['declared', 'approved']);
  });

  it('to reject needs a comment, and tells the purchaser what to do', async () => {
    const { product, id, card } = await declared();
    for (const comment of ['', '   ', undefined]) {
      const answer = await tenant.press('Megan', card, 'purchase.reject', comment === undefined ? {} : { comment });
      expect(textsOf(answer.card)).toContain(sentence('text.missing', { field: 'comment' }));
      expect(buttonOf(answer.card, 'purchase.reject').data).toEqual(buttonOf(card.card, 'purchase.reject').data);
    }
    const tooLong = await tenant.press('Megan', card, 'purchase.reject', { comment: 'c'.repeat(100_000) });
    expect(textsOf(tooLong.card)).toContain(sentence('text.too-long', { field: 'comment', most: 1_000 }));
    expect(await typesOf(id)).toEqual(['declared']);

    await tenant.press('Megan', card, 'purchase.reject', { comment: 'Use what the team has' });
    const told = await cardIn(tenant.chatOf('Alex'), `Rejected by Megan Bowen: 2 × ${product}`);
    expect(textsOf(told.card)).toContain('Use what the team has');
    expect(textsOf(told.card)).toContain('Please cancel the subscription');
  });

  it('can be put off with a question, whose answer comes back to the card', async () => {
    const { product, id, card } = await declared();
    const empty = await tenant.press('Megan', card, 'purchase.ask', { question: ' ' });
    expect(textsOf(empty.card)).toContain(sentence('text.missing', { field: 'question' }));
    await tenant.press('Megan', card, 'purchase.ask', { question: 'Which team?' });
    await tenant.press('Megan', card, 'purchase.ask', { question: 'Which team?' });
    const question = await cardIn(tenant.chatOf('Alex'), `Megan Bowen asks about 2 × ${product}`);
    const blank = await tenant.press('Alex', question, 'purchase.answer', { answer: '' });
    expect(textsOf(blank.card)).toContain(sentence('text.missing', { field: 'answer' }));
    await tenant.press('Alex', question, 'purchase.answer', { answer: 'Finance' });
    await tenant.press('Alex', question, 'purchase.answer', { answer: 'Finance' });
    const other = await forged('Alex', 'purchase.answer', { assetId: id, answer: 'Another' });
    expect(textsOf(other.card)).toContain(sentence('question.answered'));
    const answered = await cardIn(tenant.chatOf('Megan'), 'Alex Wilber answered: “Finance”');
    expect(answered.id).toBe(card.id);
    await tenant.press('Megan', answered, 'purchase.approve');
    expect(await typesOf(id)).toEqual(['declared', 'asked-back', 'answered', 'approved']);
  });

  it('covers what was approved: what is added is asked about in a new message, and what was approved stays so', async () => {
    const { id: bought } = await tenant.buy({
      purchaser: tenant.person('Alex').userPrincipalName,
      skuPartNumber: 'POWERAPPS_PER_USER',
      quantity: 3,
    });
    await tenant.poll();
    const id = assetIdOfSubscription(bought);
    const seats = async (quantity: number) => {
      await tenant.practice('PATCH', `/practice/purchases/${bought}`, { quantity });
      await tenant.poll();
    };
    const noticed = await cardIn(tenant.chatOf('Alex'), 'We noticed you bought 3 × Power Apps Premium');
    const form = await tenant.press('Alex', noticed, 'purchase.declare');
    const filled = {
      price: '20',
      currency: 'USD',
      billingTerm: 'monthly',
      costCentre: 'CC-1',
      reason: 'An app',
      acceptsPolicy: 'true',
    };
    await tenant.press('Alex', { ...noticed, card: form.card }, 'purchase.submit', filled);
    const first = await cardIn(tenant.chatOf('Megan'), 'Alex Wilber asks you to approve 3 × Power Apps Premium');
    const { data: firstPress } = buttonOf(first.card, 'purchase.approve');
    await tenant.press('Megan', first, 'purchase.approve');

    await seats(60);
    const second = await cardIn(tenant.chatOf('Megan'), '57 more of Power Apps Premium than approved');
    expect(second.id).not.toBe(first.id);
    expect(textsOf(second.card)).toContain('57 more for 1,140.00 USD a month');
    expect(textsOf(second.card)).toContain('Approved by Megan Bowen');
    expect((await detailOf(id)).detail).toMatchObject({
      status: 'approved',
      flags: ['beyond-approval'],
      approval: { quantity: 3, by: { name: 'Megan Bowen' } },
      surplus: { seats: 57, waitsFor: 'decision' },
      deciders: [{ name: 'Megan Bowen' }],
    });
    const heard = await cardIn(tenant.chatOf('Alex'), '57 more of Power Apps Premium than approved');
    const late = await forged('Megan', 'purchase.approve', firstPress);
    expect(textsOf(late.card)).toContain('Approved by Megan Bowen: 3 × Power Apps Premium');

    await tenant.press('Megan', second, 'purchase.reject', { comment: 'Three are enough' });
    const told = await cardIn(tenant.chatOf('Alex'), 'Rejected by Megan Bowen: 57 more of Power Apps Premium');
    expect(told.id).toBe(heard.id);
    expect(textsOf(told.card)).toContain('Please give 57 seats back');
    const was = await cardIn(tenant.chatOf('Megan'), 'Approved by Megan Bowen: 3 × Power Apps Premium');
    expect([was.id, textsOf(was.card).includes('60 seats')]).toEqual([first.id, false]);
    expect((await detailOf(id)).detail).toMatchObject({
      status: 'approved',
      approval: { quantity: 3 },
      surplus: { waitsFor: null },
    });

    await seats(61);
    const third = await cardIn(tenant.chatOf('Megan'), '58 more of Power Apps Premium than approved');
    expect([first.id, second.id]).not.toContain(third.id);
    await tenant.press('Megan', third, 'purchase.approve');
    await tenant.press('Megan', third, 'purchase.approve');
    expect((await detailOf(id)).detail).toMatchObject({ approval: { quantity: 61 }, surplus: null, flags: [] });
    expect(await typesOf(id)).toEqual([
      'detected',
      'declared',
      'approved',
      'seats-changed',
      'surplus-rejected',
      'seats-changed',
      'surplus-approved',
    ]);
    await tenant.practice('PATCH', `/practice/purchases/${bought}`, { status: 'Deleted' });
  });

  it.each([
    { name: 'Megan', who: 'the manager' },
    { name: 'Lynne', who: 'a fallback approver, where nobody manages the purchaser', by: 'Patti', asked: 'Lynne' },
    { name: 'Adele', who: 'ITAM staff' },
  ])('is open to $who', async ({ name, by = 'Alex', asked = 'Megan' }) => {
    const { id, card } = await declared(by, asked);
    const { data } = buttonOf(card.card, 'purchase.approve');
    const answer = await forged(name, 'purchase.approve', data);
    expect(textsOf(answer.card)).toContain(`Approved by ${tenant.person(name).displayName}`);
    expect((await detailOf(id)).detail.decision).toMatchObject({ by: { id: tenant.person(name).id } });
  });

  it.each([
    { name: 'Isaiah', who: 'a colleague', code: 'decision.not-yours' },
    { name: 'Patti', who: 'the manager’s manager', code: 'decision.not-yours' },
    { name: 'Lynne', who: 'a fallback approver, while a manager can', code: 'decision.not-yours' },
    { name: 'Alex', who: 'the purchaser', code: 'decision.own-purchase' },
  ] as const)('is closed to $who, pressed or posted', async ({ name, code }) => {
    const { id, card } = await declared();
    const { data } = buttonOf(card.card, 'purchase.approve');
    const to = tenant.person('Lee').userPrincipalName;
    for (const verb of ['purchase.approve', 'purchase.reject', 'purchase.ask', 'purchase.hand-on']) {
      const answer = await forged(name, verb, { ...data, comment: 'x', question: 'x', to });
      expect(answer).toMatchObject({ status: 200, card: null, message: sentence(code) });
    }
    const { etag } = await detailOf(id);
    const bodies = { approve: {}, reject: { comment: 'x' }, ask: { question: 'x' }, 'hand-on': { to } };
    for (const [action, body] of Object.entries(bodies)) {
      const answer = await post(name, `/api/register/${id}/${action}`, body, { 'if-match': etag });
      expect(await problemOf(answer)).toBe(`403 ${code}`);
    }
    expect(await typesOf(id)).toEqual(['declared']);
  });

  it('on one’s own purchase is refused to ITAM staff too', async () => {
    const { id } = await declared('Adele', null);
    const { detail, etag } = await detailOf(id);
    expect(detail.may).not.toContain('approve');
    const answer = await post('Adele', `/api/register/${id}/approve`, {}, { 'if-match': etag });
    expect(await problemOf(answer)).toBe('403 decision.own-purchase');
    expect(await forged('Adele', 'purchase.approve', { assetId: id, basis: detail.version })).toMatchObject({
      message: sentence('decision.own-purchase'),
    });
  });

  it.each([
    { what: 'an asset that does not exist', data: { assetId: 'dec-nothing', basis: 1 }, code: 'asset.not-found' },
    { what: 'no asset', data: { basis: 1 }, code: 'card.unreadable' },
    { what: 'an asset’s id that is none', data: { assetId: "a'b/..#?", basis: 1 }, code: 'card.unreadable' },
    { what: 'an id without end', data: { assetId: 'a'.repeat(10_000), basis: 1 }, code: 'card.unreadable' },
    { what: 'an object for an id', data: { assetId: { $gt: '' }, basis: 1 }, code: 'card.unreadable' },
    { what: 'data that are no object', data: ['x'], code: 'card.unreadable' },
  ] as const)('about $what is refused in words', async ({ data, code }) => {
    const answer = await forged('Adele', 'purchase.approve', data as unknown as Record<string, unknown>);
    expect(answer).toMatchObject({ status: 200, message: sentence(code) });
  });

  it('that says no basis is not one of Sightline’s cards', async () => {
    const { id } = await declared();
    for (const basis of [undefined, null, 'x', 1.5]) {
      const answer = await forged('Megan', 'purchase.approve', { assetId: id, basis });
      const words = answer.message ?? textsOf(answer.card);
      expect(words).toContain(sentence('card.unreadable'));
    }
    expect(await typesOf(id)).toEqual(['declared']);
  });

  it('takes who acts from Teams and never from the card', async () => {
    const { id, card } = await declared();
    const { data } = buttonOf(card.card, 'purchase.approve');
    const megan = tenant.person('Megan');
    const answer = await forged('Isaiah', 'purchase.approve', {
      ...data,
      actor: megan.id,
      from: { aadObjectId: megan.id },
      aadObjectId: megan.id,
      userId: megan.id,
    });
    expect(answer.message).toBe(sentence('decision.not-yours'));
    expect(await typesOf(id)).toEqual(['declared']);
  });

  it('shows nothing of another’s purchase to whoever forges a form or a button', async () => {
    const { id, product } = await declared();
    for (const [verb, data] of [
      ['purchase.declare', {}],
      ['purchase.submit', { declarationId: '01ARZ3NDEKTSV4RRFFQ69G5FAV', quantity: '0' }],
      ['purchase.disown', {}],
      ['purchase.answer', { answer: '' }],
      ['purchase.answer', { answer: 'x' }],
      ['purchase.approve', { basis: 1 }],
      ['purchase.reject', { basis: 1, comment: '' }],
      ['purchase.hand-on', { basis: 1, to: '' }],
    ] as const) {
      const answer = await forged('Isaiah', verb, { assetId: id, ...data });
      expect(answer.card).toBeNull();
      expect(answer.message).not.toContain(product);
    }
    expect(await typesOf(id)).toEqual(['declared']);
  });

  it('pressed again changes nothing and shows the same', async () => {
    const { id, card, product } = await declared();
    const before = { ...card, card: structuredClone(card.card) };
    for (let n = 0; n < 3; n++) {
      const answer = await tenant.press('Megan', before, 'purchase.approve', { comment: `Once ${n}` });
      expect(textsOf(answer.card)).toContain(`Approved by Megan Bowen: 2 × ${product}`);
      expect(textsOf(answer.card)).toContain('“Once 0”');
      expect(textsOf(answer.card)).not.toContain('already decided');
    }
    expect(await typesOf(id)).toEqual(['declared', 'approved']);
    const otherwise = await tenant.press('Megan', before, 'purchase.reject', { comment: 'I changed my mind' });
    expect(textsOf(otherwise.card)).toContain('This was already decided by Megan Bowen at');
  });

  it('on a card that shows what is no longer so is refused, with the card as it is now', async () => {
    const { id, card } = await declared();
    const old = { ...card, card: structuredClone(card.card) };
    const { etag } = await detailOf(id);
    await post(
      'Adele',
      `/api/register/${id}/correct`,
      { changes: { quantity: 50 }, reason: 'x' },
      { 'if-match': etag },
    );
    const answer = await tenant.press('Megan', old, 'purchase.approve');
    expect(textsOf(answer.card)).toContain(sentence('card.out-of-date'));
    expect(textsOf(answer.card)).toContain('asks you to approve 50 × ');
    expect(await typesOf(id)).toEqual(['declared', 'corrected']);
    const again = await tenant.press('Megan', answer.card ?? {}, 'purchase.approve');
    expect(textsOf(again.card)).toContain('Approved by Megan Bowen: 50 × ');
  });

  it('on a purchase that ITAM staff moved back to the start shows whom it waits for, and asks for nothing', async () => {
    const { id, card } = await declared();
    const old = { ...card, card: structuredClone(card.card) };
    const { etag } = await detailOf(id);
    await post('Adele', `/api/register/${id}/move`, { to: 'detected', reason: 'Wrong form' }, { 'if-match': etag });
    const answer = await tenant.press('Megan', old, 'purchase.approve');
    expect(textsOf(answer.card)).toContain(sentence('asset.not-declared'));
    expect(textsOf(answer.card)).toContain('waits for Alex Wilber’s declaration');
    expect(JSON.stringify(answer.card)).not.toContain('purchase.');
    expect(await typesOf(id)).toEqual(['declared', 'status-moved']);
  });

  it('can be handed on to someone who decides from then on', async () => {
    const { product, id, card } = await declared();
    const old = { ...card, card: structuredClone(card.card) };
    const to = tenant.person('Isaiah').userPrincipalName;
    const comment = { handOnComment: 'I am away' };
    const answer = await tenant.press('Megan', old, 'purchase.hand-on', { to: ` ${to.toUpperCase()} `, ...comment });
    expect(textsOf(answer.card)).toContain(`about 2 × ${product} was handed on to Isaiah Langer by Megan Bowen`);
    expect(verbsIn(answer.card)).toEqual([]);

    const asked = await cardIn(tenant.chatOf('Isaiah'), `Alex Wilber asks you to approve 2 × ${product}\n`);
    expect(textsOf(asked.card)).toContain('Megan Bowen handed this on to you: “I am away”');
    await cardIn(tenant.chatOf('Alex'), 'Isaiah Langer decides about it');
    await tenant.connector.until(() => textsOf(card.card).includes('was handed on to Isaiah Langer by Megan Bowen'));
    expect(verbsIn(card.card)).toEqual([]);

    // Pressed again by someone who did not see it through, it changes nothing; anything else is no longer theirs.
    const again = await tenant.press('Megan', old, 'purchase.hand-on', { to, ...comment });
    expect(textsOf(again.card)).toContain('was handed on to Isaiah Langer by Megan Bowen');
    const late = await tenant.press('Megan', old, 'purchase.approve');
    expect(late.message).toBe(sentence('decision.not-yours'));

    await tenant.press('Isaiah', asked, 'purchase.approve');
    await tenant.connector.until(() => textsOf(card.card).includes(`Approved by Isaiah Langer: 2 × ${product}`));
    expect(await typesOf(id)).toEqual(['declared', 'handed-on', 'approved']);
    const [, handedOn] = await tenant.history(id);
    expect(handedOn).toMatchObject({
      actor: { id: tenant.person('Megan').id },
      summary: 'Megan Bowen handed the decision on to Isaiah Langer',
      comment: 'I am away',
      changes: [{ field: 'manager', from: 'Megan Bowen', to: 'Isaiah Langer' }],
    });
  });

  it('shows whoever handed it on what was theirs and how it ended, whatever comes about since', async () => {
    const { id } = await declared('Alex', null);
    const read = async (path = '', name = 'Megan') => await tenant.api(name, `/api/register/${id}${path}`);
    const historyOf = async (query: string) => (await (await read(`/history?${query}`)).json()) as HistoryPageAnswer;
    const act = async (name: string, action: string, body: unknown) => {
      const { etag } = await detailOf(id);
      expect([action, (await post(name, `/api/register/${id}/${action}`, body, { 'if-match': etag })).status]).toEqual([
        action,
        200,
      ]);
    };
    await act('Megan', 'hand-on', { to: tenant.person('Isaiah').userPrincipalName, comment: 'I am away' });
    const first = await read();
    const theirs = (await first.json()) as Detail;
    expect([theirs.manager?.name, theirs.deciders.map(({ name }) => name), theirs.may]).toEqual([
      'Isaiah Langer',
      ['Isaiah Langer'],
      [],
    ]);

    const changes = {
      price: '99',
      quantity: '77',
      costCentre: 'CC-secret',
      owner: tenant.person('Lee').userPrincipalName,
    };
    await act('Adele', 'correct', { changes, reason: 'Found out' });
    const evidence = await tenant.api('Alex', `/api/register/${id}/evidence?kind=invoice&name=secret.txt`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: 'What it cost in the end',
    });
    const { hash } = ((await evidence.json()) as Detail).evidence[0] ?? {};
    expect(await problemOf(await read(`/evidence/${hash}`))).toBe('404 evidence.not-found');
    // Nothing tells that anything was done: neither the version nor a number of entries.
    expect((await read()).headers.get('etag')).toBe(first.headers.get('etag'));
    expect(await (await read()).json()).toEqual(theirs);
    expect(await historyOf('limit=1')).toMatchObject({ total: 2, isIntact: true, entries: [{ type: 'handed-on' }] });

    await act('Isaiah', 'reject', { comment: 'For secret reasons' });
    const page = await historyOf('limit=1');
    expect(page).toMatchObject({
      total: 3,
      entries: [{ type: 'rejected', changes: [{ field: 'status', from: 'declared', to: 'rejected' }] }],
    });
    const earlier = await historyOf(`limit=5&cursor=${page.cursor}`);
    expect(earlier).toMatchObject({ total: 3, cursor: null, entries: [{ type: 'handed-on' }, { type: 'declared' }] });
    const ended = (await (await read()).json()) as Detail;
    expect(ended).toMatchObject({
      status: 'rejected',
      decision: { outcome: 'rejected', by: { name: 'Isaiah Langer' } },
    });
    const { status: _, decision: __, version: ___, updatedAt: ____, ...rest } = ended;
    expect(theirs).toMatchObject(rest);
    expect(JSON.stringify([ended, page, earlier])).not.toMatch(/secret|Lee Gu/);
    expect(
      await problemOf(
        await tenant.api('Megan', `/api/register/${id}/evidence?kind=other&name=a.txt`, {
          method: 'POST',
          headers: { 'content-type': 'application/octet-stream' },
          body: 'x',
        }),
      ),
    ).toBe('403 evidence.not-yours');
    const { items } = (await (await tenant.api('Megan', '/api/register?limit=200')).json()) as ListAnswer;
    expect(items.map((item) => item.id)).not.toContain(id);
  });

  it.each([
    { whom: 'nobody', to: '  ', code: 'hand-on.missing' },
    { whom: 'someone unknown', to: 'nobody@contoso.example', code: 'hand-on.unknown' },
    { whom: 'a name', to: 'Isaiah Langer', code: 'hand-on.unknown' },
    { whom: 'an address of the directory itself', to: '../organization', code: 'hand-on.unknown' },
    { whom: 'a text without end', to: `${'x'.repeat(100_000)}@contoso.example`, code: 'hand-on.unknown' },
    { whom: 'the purchaser', to: 'Alex', code: 'hand-on.own-purchase' },
    { whom: 'oneself', to: 'Megan', code: 'hand-on.already' },
    { whom: 'a guest', to: 'Chris', code: 'hand-on.guest' },
    { whom: 'someone disabled', to: 'Irvin', code: 'hand-on.absent' },
  ] as const)('can’t be handed on to $whom', async ({ to, code }) => {
    const { id, card } = await declared();
    const person = people.find(({ displayName }) => displayName.startsWith(`${to} `));
    const answer = await tenant.press('Megan', card, 'purchase.hand-on', { to: person?.userPrincipalName ?? to });
    expect(textsOf(answer.card)).toContain(sentence(code, { name: person?.displayName ?? '' }));
    expect(buttonOf(answer.card, 'purchase.hand-on').data).toEqual(buttonOf(card.card, 'purchase.hand-on').data);
    expect(await typesOf(id)).toEqual(['declared']);
  });

  it('is not handed on while the directory can’t be asked', async () => {
    const { id, card } = await declared();
    const to = tenant.person('Johanna').id;
    await tenant.practice('POST', '/practice/faults', { path: `/users/${to}`, status: 403, times: 1 });
    const answer = await tenant.press('Megan', card, 'purchase.hand-on', { to });
    expect(textsOf(answer.card)).toContain(sentence('directory.unreachable'));
    expect(await typesOf(id)).toEqual(['declared']);
    await tenant.press('Megan', card, 'purchase.hand-on', { to });
    expect((await detailOf(id)).detail.manager?.name).toBe('Johanna Lorenz');
  });

  it('is handed on by one of two people at once', async () => {
    const { id, card } = await declared();
    const { data } = buttonOf(card.card, 'purchase.hand-on');
    await Promise.all(
      (['Megan', 'Adele'] as const).map((name, at) =>
        forged(name, 'purchase.hand-on', { ...data, to: tenant.person(at === 0 ? 'Isaiah' : 'Lee').userPrincipalName }),
      ),
    );
    expect(await typesOf(id)).toEqual(['declared', 'handed-on']);
  });

  it('of two people at once stands once, and the other is told who and when', async () => {
    for (let round = 0; round < 3; round++) {
      const { id, card, product } = await declared();
      const { data } = buttonOf(card.card, 'purchase.approve');
      const answers = await Promise.all([
        forged('Megan', 'purchase.approve', data),
        forged('Adele', 'purchase.reject', { ...data, comment: 'No' }),
      ]);
      const types = await typesOf(id);
      expect(types).toHaveLength(2);
      const { decision } = (await detailOf(id)).detail;
      const told = answers.map(({ card: after }) => textsOf(after));
      expect(told.filter((words) => words.includes('This was already decided by'))).toHaveLength(1);
      for (const words of told) expect(words).toContain(`by ${decision?.by.name}`);
      for (const words of told) expect(words).toContain(product);
      const late = await post('Adele', `/api/register/${id}/ask`, { question: '?' }, { 'if-match': `"1"` });
      expect(await problemOf(late)).toBe('409 asset.already-decided');
    }
    expect((await verifyRegister(tenant.table)).faults).toEqual([]);
  });

  it('on a purchase that nobody has declared, or that is retired, has nothing to decide', async () => {
    const purchaser = tenant.person('Alex').userPrincipalName;
    await tenant.buy({ purchaser, skuPartNumber: 'VISIO_PLAN1_DEPT' });
    await tenant.poll();
    const [asset] = await tenant.find('visio plan 1');
    const { detail, etag } = await detailOf(asset?.id ?? '');
    expect(await problemOf(await post('Megan', `/api/register/${asset?.id}/approve`, {}, { 'if-match': etag }))).toBe(
      '409 asset.not-declared',
    );
    const press = await forged('Megan', 'purchase.approve', { assetId: asset?.id, basis: detail.version });
    expect(textsOf(press.card)).toContain(sentence('asset.not-declared'));

    await post('Adele', `/api/register/${asset?.id}/retire`, { reason: 'Gone' }, { 'if-match': etag });
    const retired = await detailOf(asset?.id ?? '');
    const late = await post('Megan', `/api/register/${asset?.id}/approve`, {}, { 'if-match': retired.etag });
    expect(await problemOf(late)).toBe('409 asset.retired');
  });

  describe('in the tab', () => {
    it.each([
      { header: null, problem: '428 request.needs-version' },
      { header: '', problem: '428 request.needs-version' },
      { header: '*', problem: '428 request.needs-version' },
      { header: '7', problem: '428 request.needs-version' },
      { header: '"seven"', problem: '428 request.needs-version' },
      { header: '"1", "2"', problem: '428 request.needs-version' },
      { header: '"0"', problem: '412 asset.changed' },
      { header: '"99999999999999999999999"', problem: '412 asset.changed' },
    ])('with If-Match $header is answered $problem', async ({ header, problem }) => {
      const { id } = await declared('Alex', null);
      const headers: Record<string, string> = header === null ? {} : { 'if-match': header };
      for (const [action, body] of Object.entries({
        approve: {},
        reject: { comment: 'x' },
        ask: { question: 'x' },
        'hand-on': { to: tenant.person('Lee').userPrincipalName },
        correct: { changes: { quantity: 3 }, reason: 'x' },
        retire: { reason: 'x' },
        move: { to: 'approved', reason: 'x' },
      })) {
        const answer = await post('Adele', `/api/register/${id}/${action}`, body, headers);
        expect({ action, is: await problemOf(answer) }).toEqual({ action, is: problem });
        expect(answer.headers.get('content-type')).toBe('application/problem+json');
      }
      expect(await typesOf(id)).toEqual(['declared']);
    });

    it('takes the version that was read, strong or weak, and answers the next one', async () => {
      const { id } = await declared('Alex', null);
      const { etag } = await detailOf(id, 'Megan');
      const asked = await post('Megan', `/api/register/${id}/ask`, { question: 'Why?' }, { 'if-match': `W/${etag}` });
      expect(asked.status).toBe(200);
      const next = asked.headers.get('etag') ?? '';
      expect(next).not.toBe(etag);
      const stale = await post('Megan', `/api/register/${id}/approve`, {}, { 'if-match': etag });
      expect(await problemOf(stale)).toBe('412 asset.changed');
      const taken = await post('Megan', `/api/register/${id}/approve`, { comment: null }, { 'if-match': next });
      expect(taken.status).toBe(200);
      expect((await taken.json()) as Detail).toMatchObject({ status: 'approved', decision: { comment: null } });
      // Repeated by a client that did not hear the answer, it changes nothing and is no error.
      const repeated = await post('Megan', `/api/register/${id}/approve`, { comment: null }, { 'if-match': next });
      expect(repeated.status).toBe(200);
      expect(await typesOf(id)).toEqual(['declared', 'asked-back', 'approved']);
    });
  });

  it('shows one card per matter and person after all that', async () => {
    for (const name of ['Alex', 'Megan']) {
      const about = shown(name).flatMap(({ card }) => /2 × Tool \d+/.exec(textsOf(card))?.[0] ?? []);
      expect(new Set(about).size).toBe(about.length);
    }
  });
});
