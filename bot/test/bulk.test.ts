import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../src/domain/day.ts';
import { mostADay } from '../src/domain/repeats.ts';
import type { BulkAnswer, BulkRow, Detail, IdsAnswer, ListAnswer, Problem } from '../src/http/contract.ts';
import { assetIdOfSubscription } from '../src/register/shards.ts';
import { verifyRegister } from '../src/register/verify.ts';
import { eventually } from './support/eventually.ts';
import { textsOf } from './support/fake-connector.ts';
import { channelId, startTenant, type Tenant } from './support/tenant.ts';

const dayMs = 86_400_000;

/** One change to many assets, through the API. */
describe('a change to many', () => {
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await startTenant();
    for (const name of ['Alex', 'Megan', 'Adele']) await tenant.install(name);
    await tenant.installChannel('Adele');
    await tenant.poll();
  });
  afterAll(() => tenant.stop());

  const post = (path: string, body: unknown, name = 'Adele') =>
    tenant.api(name, path, { method: 'POST', body: JSON.stringify(body) });
  const bulk = async (body: Record<string, unknown>) => {
    const answer = await post('/api/register/bulk', { reason: 'Reorganisation', isPreview: false, ...body });
    expect(answer.status).toBe(200);
    return (await answer.json()) as BulkAnswer;
  };
  const told = ({ rows }: BulkAnswer) => rows.map(({ outcome, code }) => code ?? outcome);
  const problemOf = async (answer: Response) => `${answer.status} ${((await answer.json()) as Problem).code}`;
  const detailOf = async (id: string) => (await (await tenant.api('Adele', `/api/register/${id}`)).json()) as Detail;
  const typesOf = async (id: string) => (await tenant.history(id)).map(({ type }) => type).reverse();

  let last = 0;
  const declared = async (product = `Tool ${++last}`) => (await tenant.declare('Alex', { product })).id;
  async function detected(name = 'Alex'): Promise<string> {
    const { userPrincipalName: purchaser } = tenant.person(name);
    const { id } = await tenant.buy({ purchaser, skuPartNumber: 'VISIO_PLAN2_DEPT', quantity: 3 });
    await tenant.poll();
    return assetIdOfSubscription(id);
  }

  it('is shown first and done then: what changes, what is so already, and what can’t be', async () => {
    const [one, two, third] = [await declared(), await declared(), await declared()];
    await bulk({ action: 'set-cost-centre', costCentre: 'CC-7', ids: [third] });
    const body = { action: 'set-cost-centre', costCentre: ' CC-7 ', ids: [one, two, third, 'dec-none'] };

    const preview = await bulk({ ...body, isPreview: true });
    expect(told(preview)).toEqual(['changed', 'changed', 'unchanged', 'asset.not-found']);
    expect(preview.rows[0]).toEqual({
      id: one,
      product: 'Tool 1',
      quantity: 2,
      owner: { id: tenant.person('Alex').id, name: 'Alex Wilber' },
      outcome: 'changed',
      changes: [{ field: 'costCentre', from: 'CC-1', to: 'CC-7' }],
      code: null,
      detail: null,
    } satisfies BulkRow);
    expect(preview.rows[3]).toMatchObject({ product: null, detail: expect.stringContaining('no such purchase') });
    expect((await detailOf(one)).costCentre).toBe('CC-1');
    expect(await typesOf(one)).toEqual(['declared']);

    const done = await bulk(body);
    expect(done).toEqual({ ...preview, isPreview: false });
    expect((await detailOf(two)).costCentre).toBe('CC-7');
    expect((await tenant.history(one))[0]).toMatchObject({ type: 'corrected', comment: 'Reorganisation' });
  });

  it('is foreseen as it then goes, where a person has changed one too often today, and where an id leads on', async () => {
    const plans = {
      product: 'Visio Plan 2',
      publisher: 'Microsoft',
      quantity: 3,
      purchasedOn: dayOf(tenant.clock.now()),
    };
    const joined = (await tenant.declare('Alex', plans)).id;
    const { userPrincipalName: purchaser } = tenant.person('Alex');
    const bought = await tenant.buy({ purchaser, skuPartNumber: 'VISIO_PLAN2_DEPT', quantity: 3 });
    await tenant.poll();
    expect((await detailOf(joined)).subscription?.id).toBe(bought.id);
    const often = await declared();
    for (let n = 1; n <= mostADay; n++) {
      await bulk({ action: 'set-cost-centre', costCentre: `CC-often-${n}`, ids: [often] });
    }

    const body = { action: 'set-cost-centre', costCentre: 'CC-8', ids: [often, assetIdOfSubscription(bought.id)] };
    const preview = await bulk({ ...body, isPreview: true });
    expect(told(preview)).toEqual(['asset.too-often', 'changed']);
    expect(await typesOf(often)).toHaveLength(1 + mostADay);
    expect(await bulk(body)).toEqual({ ...preview, isPreview: false });
    // What ends it is taken all the same.
    const end = { action: 'retire', ids: [often] };
    expect(told(await bulk({ ...end, isPreview: true }))).toEqual(['changed']);
    expect(told(await bulk(end))).toEqual(['changed']);
  });

  it('changes nothing more when it is sent again, or names an asset twice', async () => {
    const ids = [await declared(), await declared()];
    const body = { action: 'retire', ids: [...ids, ...ids] };
    expect(told(await bulk(body))).toEqual(['changed', 'changed']);
    expect(told(await bulk(body))).toEqual(['unchanged', 'unchanged']);
    for (const id of ids) expect(await typesOf(id)).toEqual(['declared', 'retired']);
  });

  it('gives assets to someone else, who is told', async () => {
    const ids = [await declared(), await detected()];
    const owner = tenant.person('Megan').userPrincipalName;
    const answer = await bulk({ action: 'set-owner', owner, ids });
    expect(answer.rows.map(({ changes }) => changes)).toEqual(
      ids.map(() => [{ field: 'owner', from: 'Alex Wilber', to: 'Megan Bowen' }]),
    );
    expect(told(await bulk({ action: 'set-owner', owner, ids }))).toEqual(['unchanged', 'unchanged']);
    expect((await detailOf(ids[1] ?? '')).owner?.name).toBe('Megan Bowen');
    await tenant.connector.until(() =>
      tenant.connector.shown(tenant.chatOf('Megan')).find(({ card }) => card && textsOf(card).includes('Visio Plan 2')),
    );
  });

  it('asks again for a declaration, in a new message, and not twice a day', async () => {
    const [open, done] = [await detected(), await declared()];
    const shown = () => tenant.connector.shown(tenant.chatOf('Alex'));
    const first = await tenant.connector.until(() =>
      shown().find(({ card }) => card && textsOf(card).includes('We noticed you bought 3 × Visio Plan 2')),
    );
    const body = { action: 'ask-again', ids: [open, done], reason: 'The quarter ends' };
    expect(told(await bulk({ ...body, isPreview: true }))).toEqual(['changed', 'ask-again.declared']);
    expect(told(await bulk(body))).toEqual(['changed', 'ask-again.declared']);
    expect(told(await bulk(body))).toEqual(['ask-again.rests', 'ask-again.declared']);

    const again = await tenant.connector.until(() =>
      shown().find(({ card }) => card && textsOf(card).includes('Adele Vance asks for it again: “The quarter ends”')),
    );
    expect(again.id).not.toBe(first.id);
    const notices = (await tenant.notices(open)).filter(({ cause }) => cause === 'declaration-asked');
    expect(notices.map(({ role, recipient }) => [role, recipient.id ?? channelId]).sort()).toEqual([
      ['itam-channel', channelId],
      ['purchaser', tenant.person('Alex').id],
    ]);
    expect((await tenant.history(open))[0]).toMatchObject({
      type: 'declaration-asked',
      summary: 'Adele Vance asked again for the declaration',
      comment: 'The quarter ends',
    });

    tenant.clock.advance(dayMs);
    expect(told(await bulk(body))).toEqual(['changed', 'ask-again.declared']);
    expect((await typesOf(open)).filter((type) => type === 'declaration-asked')).toHaveLength(2);
  });

  it('to many at once leaves a journal that holds', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => declared()));
    const answer = await bulk({ action: 'set-cost-centre', costCentre: 'CC-40', ids });
    expect(new Set(told(answer))).toEqual(new Set(['changed']));
    expect((await verifyRegister(tenant.table)).faults).toEqual([]);
  });

  it.each([
    ['no asset', { ids: [] }, '400 request.unreadable'],
    ['too many', { ids: Array.from({ length: 501 }, (_, at) => `dec-${at}`) }, '400 request.unreadable'],
    ['an id that is none', { ids: ["a'b/.."] }, '400 request.unreadable'],
    ['an unknown action', { action: 'approve' }, '400 request.unreadable'],
    ['a field too many', { owner: 'x' }, '400 request.unreadable'],
    ['no word on whether it is a preview', { isPreview: undefined }, '400 request.unreadable'],
    ['no reason', { reason: ' ' }, '400 text.missing'],
    ['no cost centre', { action: 'set-cost-centre', costCentre: ' ' }, '400 cost-centre.missing'],
    ['nobody as owner', { action: 'set-owner', owner: 'nobody@contoso.com' }, '404 person.not-found'],
  ])('with %s is refused as a whole', async (_what, over, code) => {
    const body = { ids: ['dec-1'], action: 'retire', reason: 'x', isPreview: false, ...over };
    expect(await problemOf(await post('/api/register/bulk', body))).toBe(code);
  });

  it('can be about all that a filter shows', async () => {
    const ids = [await declared('Zeta'), await declared('Zeta')];
    const query = 'product=Zeta&sort=-updatedAt';
    const read = async (path: string) => (await tenant.api('Adele', `${path}?${query}`)).json();
    // Notices are still on their way, and each of them makes another version: both are asked for until they are of one.
    const [list, answer] = await eventually(async () => {
      const both = [
        (await read('/api/register')) as ListAnswer,
        (await read('/api/register/ids')) as IdsAnswer,
      ] as const;
      return both[0].version === both[1].version && both;
    });
    expect(answer).toEqual({ ids: list.items.map(({ id }) => id), total: 2, version: list.version });
    expect([...answer.ids].sort()).toEqual([...ids].sort());
    expect(await problemOf(await tenant.api('Adele', '/api/register/ids?prodct=Zeta'))).toBe('400 request.unreadable');
    expect(await problemOf(await tenant.api('Adele', '/api/register/ids?limit=5'))).toBe('400 request.unreadable');
  });
});
