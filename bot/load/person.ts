import { setTimeout as delay } from 'node:timers/promises';
import { ulid } from 'ulid';
import { z } from 'zod';
import { queries } from '../bench/queries.ts';
import { wordsFor } from '../src/domain/words/words.ts';
import { ListAnswer } from '../src/http/contract.ts';
import { practiceTenantId } from '../src/practice/people.ts';
import { buttonOf } from '../test/support/fake-connector.ts';
import type { Chats } from './chats.ts';
import type { Cluster } from './cluster.ts';
import { declarationIn, type Promises, productOf } from './promises.ts';

export type LoadPerson = { id: string; name: string; upn: string; isStaff: boolean };
export type Around = {
  cluster: Cluster;
  chats: Chats;
  promises: Promises;
  tokenOf: (upn: string) => Promise<string>;
  serviceUrl: string;
};

/** How long someone reads before they do the next thing. */
const thinkMs = 3_000;
/** Of a hundred things that people do. Few purchases, as the ITAM channel takes only two cards a second from an app. */
const shares = { declare: 3, open: 25, search: 20 };
/** Of a hundred presses and declarations that are sent twice at once, to two processes: an impatient hand, or a client that tries again. */
const shareTwice = 20;
const Answered = z.object({ type: z.string(), value: z.unknown() });
const texts = queries(500);

/** Someone at work until `until` (as `performance.now()` counts): reads lists, opens assets, searches, buys, and decides what lies in their chat. */
export async function atWork(around: Around, person: LoadPerson, random: () => number, until: number): Promise<void> {
  const { cluster, chats, promises } = around;
  let opened: string[] = [];
  await delay(random() * thinkMs);
  while (performance.now() < until) {
    const card = chats.nextToDecide(person.id);
    if (card) await approve(card);
    else await browse(random() * 100);
    await delay(thinkMs * (0.5 + random()));
  }

  async function browse(dice: number): Promise<void> {
    if (dice < shares.declare && !person.isStaff) return declare();
    if (dice < shares.declare + shares.open && opened.length > 0) {
      const id = opened[Math.floor(random() * opened.length)];
      await read('open an asset', `/api/register/${id}`);
      return;
    }
    const isSearch = dice < shares.declare + shares.open + shares.search;
    const query = isSearch ? `?${texts[Math.floor(random() * texts.length)]}` : '?limit=50';
    const text = await read(isSearch ? 'search' : 'list', `/api/register${query}`);
    if (text !== null) opened = ListAnswer.parse(JSON.parse(text)).items.map(({ id }) => id);
  }

  async function read(kind: string, path: string): Promise<string | null> {
    const response = await timed(kind, async () => cluster.send(path, { headers: await headers() }));
    const text = await response.text();
    if (response.ok) return text;
    promises.errors.push(`${kind} answered ${response.status}: ${text.slice(0, 200)}`);
    return null;
  }

  /** In the tab or in the chat, with the id that the form was made with. */
  async function declare(): Promise<void> {
    const declarationId = ulid();
    promises.sent.add(declarationId);
    const form = {
      declarationId,
      product: productOf(declarationId),
      publisher: 'Contoso',
      quantity: 1,
      price: '10',
      currency: 'USD',
      billingTerm: 'monthly',
      purchasedOn: '2026-11-02',
      costCentre: 'CC-1',
      reason: 'Load',
      acceptsPolicy: true,
    };
    if (random() < 0.5) {
      await twice(async (place) => {
        const body = JSON.stringify({ ...form, isAnother: true });
        const response = await timed('declare in the tab', async () =>
          cluster.send('/api/register', { method: 'POST', headers: await headers(), body }, place),
        );
        const text = await response.text();
        if (response.status === 201) promises.declared.add(declarationId);
        else refused('declare in the tab', response.status, text);
      });
      return;
    }
    await twice(async (place) => {
      const said = await press(
        'declare in chat',
        'purchase.submit',
        { ...form, acceptsPolicy: 'true', isAnother: true },
        place,
      );
      if (said !== null) promises.declared.add(declarationId);
    });
  }

  async function approve(card: unknown): Promise<void> {
    const { data } = buttonOf(card, 'purchase.approve');
    const declarationId = declarationIn(JSON.stringify(card));
    await twice(async (place) => {
      const said = await press('approve', 'purchase.approve', data, place);
      if (declarationId !== null && said?.includes(`Approved by ${person.name}`)) promises.approved.add(declarationId);
    });
  }

  /** Presses a button; the card that comes back, as text, or null for an honest “no”. */
  async function press(kind: string, verb: string, data: unknown, place: number): Promise<string | null> {
    const body = JSON.stringify({
      type: 'invoke',
      name: 'adaptiveCard/action',
      channelId: 'msteams',
      ...addressed(around, person),
      value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
    });
    const response = await timed(kind, () =>
      cluster.send('/api/messages', { method: 'POST', headers: { 'content-type': 'application/json' }, body }, place),
    );
    const text = await response.text();
    if (!response.ok) {
      refused(kind, response.status, text);
      return null;
    }
    const { type, value } = Answered.parse(JSON.parse(text));
    if (type === 'application/vnd.microsoft.card.adaptive') return JSON.stringify(value);
    if (value === wordsFor('en').chat.failed) promises.errors.push(`${kind} failed`);
    else promises.conflicts += 1;
    return null;
  }

  /** Does something once, or at two processes at the same moment. */
  async function twice(act: (place: number) => Promise<void>): Promise<void> {
    const place = Math.floor(random() * 2);
    const places = random() * 100 < shareTwice ? [place, place + 1] : [place];
    await Promise.all(places.map(act));
  }

  function refused(kind: string, status: number, text: string): void {
    if (status === 409 || status === 412) promises.conflicts += 1;
    else promises.errors.push(`${kind} answered ${status}: ${text.slice(0, 200)}`);
  }

  async function headers(): Promise<Record<string, string>> {
    return { authorization: `Bearer ${await around.tokenOf(person.upn)}`, 'content-type': 'application/json' };
  }

  async function timed(kind: string, ask: () => Promise<Response>): Promise<Response> {
    const startedAt = performance.now();
    const response = await ask();
    const samples = promises.samples.get(kind) ?? [];
    samples.push(performance.now() - startedAt);
    promises.samples.set(kind, samples);
    return response;
  }
}

/** The fields of an activity from someone's own chat. */
export function addressed({ serviceUrl }: Pick<Around, 'serviceUrl'>, { id, name }: Pick<LoadPerson, 'id' | 'name'>) {
  return {
    serviceUrl,
    from: { id: `29:${id}`, name, aadObjectId: id },
    recipient: { id: '28:sightline' },
    conversation: { id: `chat-${id}`, conversationType: 'personal', tenantId: practiceTenantId },
    locale: 'en',
  };
}
