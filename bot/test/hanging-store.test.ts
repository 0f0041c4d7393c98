import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { Refusal } from '../src/domain/errors.ts';
import { refusalSentence } from '../src/domain/words/words.ts';
import { mostChangesAtOnce } from '../src/features/few-changes.ts';
import type { IdsAnswer, Problem } from '../src/http/contract.ts';
import { fillStore } from '../src/practice/fill-store.ts';
import { inventAssets } from '../src/practice/invented-assets.ts';
import { verifyRegister } from '../src/register/verify.ts';
import { usualWaits } from '../src/waits.ts';
import { eventually } from './support/eventually.ts';
import { type ShownMessage, textsOf } from './support/fake-connector.ts';
import { type Call, type StorageProxy, startStorageProxy, type Treatment } from './support/storage-proxy.ts';
import { startTenant, type Tenant } from './support/tenant.ts';

/** Whatever stands still, people are told in time, and everything goes on by itself afterwards. */
describe('given a store that takes calls and answers none', () => {
  let tables: StorageProxy;
  let queues: StorageProxy;
  let tenant: Tenant;
  /** Enough for a start on a busy machine; the replica keeps it. */
  const inWork = { tryMs: 1_500, callMs: 3_000 };
  const waits = { ...usualWaits, store: { ...usualWaits.store }, storeInWork: { ...inWork } };
  const log: string[] = [];

  beforeAll(async () => {
    tables = await startStorageProxy(inject('storageConnectionString'));
    queues = await startStorageProxy(tables.connectionString, 'Queue');
    tenant = await startTenant(
      { LOG_LEVEL: 'warn' },
      { connectionString: queues.connectionString, waits, logTo: { write: (line) => void log.push(line) } },
    );
    for (const name of ['Alex', 'Megan']) await tenant.install(name);
  });
  afterEach(() => recover());
  afterAll(async () => {
    await tenant.stop();
    await queues.close();
    await tables.close();
  });

  const out = refusalSentence(new Refusal('unavailable', 'store.unavailable'), 'en-GB');
  /** Only while it hangs are limits short: on a busy machine, nothing else comes too late. */
  function hang(isMeant: (call: Call) => boolean = () => true, treatment: Treatment = { do: 'hang' }): void {
    Object.assign(waits.store, { tryMs: 100, callMs: 150 });
    tables.treat((call) => (isMeant(call) ? treatment : undefined));
  }
  function recover(): void {
    for (const proxy of [tables, queues]) proxy.treat(() => undefined);
    Object.assign(waits, { turnMs: usualWaits.turnMs, requestMs: usualWaits.requestMs });
    Object.assign(waits.store, usualWaits.store);
    Object.assign(waits.storeInWork, inWork);
  }
  /** What a turn or a request comes to is given up as a whole, before any call of it. */
  function lateBefore(whole: 'turnMs' | 'requestMs'): void {
    Object.assign(waits.store, { tryMs: 300, callMs: 600 });
    waits[whole] = 100;
  }
  const cardIn = (name: string, words: string): Promise<ShownMessage> =>
    tenant.connector.until(() =>
      tenant.connector.shown(tenant.chatOf(name)).find(({ card }) => card && textsOf(card).includes(words)),
    );
  const asked = async (product: string) => {
    const { id } = await tenant.declare('Alex', { product });
    return { id, card: await cardIn('Megan', `Alex Wilber asks you to approve 2 × ${product}`) };
  };
  const typesOf = async (id: string) => (await tenant.history(id)).map(({ type }) => type).reverse();

  it('then a press is answered in words, and pressed again it counts once', async () => {
    const { id, card } = await asked('Tool A');
    hang();
    expect(await tenant.press('Megan', card, 'purchase.approve')).toMatchObject({ status: 200, message: out });
    recover();

    hang(({ kind }) => kind === 'transaction', { do: 'hang', isDone: true });
    const doubtful = await tenant.press('Megan', card, 'purchase.approve', { comment: 'Fine' });
    expect(doubtful).toMatchObject({ status: 200, message: out });
    recover();
    const again = await tenant.press('Megan', card, 'purchase.approve', { comment: 'Fine' });
    expect(textsOf(again.card)).toContain('Approved by Megan Bowen: 2 × Tool A');
    expect(await typesOf(id)).toEqual(['declared', 'approved']);
  });

  it('then of 200 presses at once those beyond a few are answered at once, in words, and others’ are not among them', async () => {
    const [{ card }, { card: others }] = [await asked('Tool F'), await asked('Tool G')];
    Object.assign(waits, { turnMs: 600_000 });
    Object.assign(waits.store, { tryMs: 600_000, callMs: 600_000 });
    const open = Promise.withResolvers<undefined>();
    tables.treat(({ kind }) => (kind === 'transaction' ? open.promise : undefined));
    const many = refusalSentence(new Refusal('too-many', 'request.too-many', { seconds: 1 }), 'en-GB');
    const answers: (string | null)[] = [];
    const presses = Array.from({ length: 200 }, async () => {
      const { message } = await tenant.press('Megan', card, 'purchase.approve');
      answers.push(message);
    });
    await eventually(async () => answers.length === 200 - mostChangesAtOnce);
    expect(new Set(answers)).toEqual(new Set([many]));
    const write = await tenant.api('Megan', '/api/register', { method: 'POST', body: '{' });
    expect(write.status).toBe(429);
    const theirs = tenant.press('Adele', others, 'purchase.approve');

    open.resolve(undefined);
    await Promise.all(presses);
    expect(answers.slice(200 - mostChangesAtOnce)).toEqual(Array(mostChangesAtOnce).fill(null));
    expect(textsOf((await theirs).card)).toContain('Approved by Adele Vance: 2 × Tool G');
  });

  it('then a turn that takes too long as a whole is answered before Teams gives it up', async () => {
    const { card } = await asked('Tool B');
    tables.treat(() => ({ do: 'hang' }));
    lateBefore('turnMs');
    const late = refusalSentence(new Refusal('unavailable', 'turn.late'), 'en-GB');
    expect(await tenant.press('Megan', card, 'purchase.approve')).toMatchObject({ status: 200, message: late });
    // Nobody knows this chat yet, so it has to be looked for.
    await tenant.say('Isaiah', 'help');
    await tenant.connector.until(() =>
      tenant.connector.shown(tenant.chatOf('Isaiah')).find(({ text }) => text === late),
    );
  });

  it('then the API says 503, a code and when to try again, and what is sent again is there once', async () => {
    const known = await tenant.declare('Alex', { product: 'Tool C' });
    const declarationId = '01JDZZZZZZZZZZZZZZZZZZZZZZ';
    hang();
    for (const call of [
      () => tenant.api('Alex', `/api/register/${known.id}/history`),
      () => tenant.declare('Alex', { product: 'Tool D', declarationId }),
    ]) {
      const answer = await call().catch((error: Error) => JSON.parse(error.message) as Problem);
      const problem = answer instanceof Response ? ((await answer.json()) as Problem) : answer;
      expect(problem).toMatchObject({ status: 503, code: 'store.unavailable' });
      if (answer instanceof Response) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(log.some((line) => line.includes('the store is out of reach'))).toBe(true);
    recover();

    await tenant.declare('Alex', { product: 'Tool D', declarationId });
    await tenant.declare('Alex', { product: 'Tool D', declarationId });
    const found = await tenant.find('Tool');
    expect(found.filter(({ product }) => product === 'Tool D')).toHaveLength(1);
  });

  it('then a request that takes too long as a whole is answered by 503 too, and sent again it counts once', async () => {
    const declarationId = '01JDZZZZZZZZZZZZZZZZZZZZZY';
    tables.treat(({ kind }) => (kind === 'transaction' ? { do: 'hang', isDone: true } : undefined));
    lateBefore('requestMs');
    const answer = await tenant.declare('Alex', { product: 'Tool H', declarationId }).catch((error: Error) => error);
    expect(JSON.parse(String((answer as Error).message))).toMatchObject({ status: 503, code: 'request.late' });
    // Until then, whatever is sent again waits behind it.
    await eventually(async () => log.some((line) => line.includes('failed late') && line.includes('/api/register')));
    recover();

    const { id } = await tenant.declare('Alex', { product: 'Tool H', declarationId });
    expect(await typesOf(id)).toEqual(['declared']);
    await eventually(async () => (await tenant.find('Tool H')).length === 1);
  });

  it('then it says that it is not ready, and is ready again by itself', async () => {
    hang();
    await eventually(async () => (await fetch(`${tenant.url}/readyz`)).status === 503);
    recover();
    await eventually(async () => (await fetch(`${tenant.url}/readyz`)).status === 200);
  });

  it('then lists follow again by themselves, and show what others wrote meanwhile', async () => {
    const others = [...inventAssets(3, '2026-11-20')].map(({ assetId }) => assetId);
    const listed = async () => {
      const { ids } = (await (await tenant.api('Adele', '/api/register/ids')).json()) as IdsAnswer;
      return others.filter((id) => ids.includes(id)).length;
    };
    log.length = 0;
    hang();
    await eventually(async () => log.some((line) => line.includes('replica could not follow the journal')));
    // Another server, whose way to the store is open.
    await fillStore(inject('storageConnectionString'), tenant.storeName, others.length, '2026-11-20');
    expect(await listed()).toBe(0);
    recover();
    await eventually(async () => (await listed()) === others.length);
  });

  it('then a start says so and ends', async () => {
    hang();
    await expect(tenant.another()).rejects.toMatchObject({ code: 'store.unavailable' });
  });

  it('then what was committed meanwhile is told once it answers, and nothing is lost or doubled', async () => {
    Object.assign(waits.store, { tryMs: 500, callMs: 1_000 });
    Object.assign(waits.storeInWork, { tryMs: 300, callMs: 600 });
    queues.treat(() => ({ do: 'hang' }));
    await tenant.declare('Alex', { product: 'Tool E' });
    await eventually(async () => log.some((line) => line.includes('notices left to the sweep')));
    recover();

    tenant.clock.advance(1_000);
    // Its first sweep queues what is due.
    await tenant.another();
    await cardIn('Megan', 'Alex Wilber asks you to approve 2 × Tool E');
    const cards = tenant.connector
      .shown(tenant.chatOf('Megan'))
      .filter(({ card }) => card && textsOf(card).includes('approve 2 × Tool E'));
    expect(cards).toHaveLength(1);
    expect((await verifyRegister(tenant.table)).faults).toEqual([]);
  });
});
