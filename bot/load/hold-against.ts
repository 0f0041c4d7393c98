import { setTimeout as delay } from 'node:timers/promises';
import { HistoryAnswer, type Item, ListAnswer, NoticesAnswer } from '../src/http/contract.ts';
import type { Arrival } from './chats.ts';
import { declarationIn, type Promises } from './promises.ts';

/** Reads something of the API as ITAM staff. */
export type Read = (path: string) => Promise<unknown>;

const notDeliveredAfterMs = 240_000;

/** Waits until no notice is on its way any more; how many were not delivered, since nobody is reached there or Teams refused. */
export async function untilDelivered(read: Read): Promise<number> {
  const until = performance.now() + notDeliveredAfterMs;
  for (;;) {
    const { counts } = NoticesAnswer.parse(await read('/api/notices?limit=1'));
    const { pending = 0, waiting = 0, failed = 0 } = counts;
    if (pending === 0) return waiting + failed;
    if (performance.now() > until) return pending + waiting + failed;
    await delay(500);
  }
}

/** Holds what was answered against what is in the register and its histories: nothing lost, nothing twice. */
export async function brokenPromises(
  read: Read,
  { declared, sent, approved }: Pick<Promises, 'declared' | 'sent' | 'approved'>,
): Promise<string[]> {
  const items = await allItems(read);
  const broken: string[] = [];
  const byDeclaration = Map.groupBy(items, ({ product }) => declarationIn(product) ?? '');
  for (const id of declared) if (!byDeclaration.has(id)) broken.push(`declaration ${id} was answered and is lost`);
  for (const [id, same] of byDeclaration) {
    if (!sent.has(id)) broken.push(`nobody sent declaration ${id}`);
    if (same.length > 1) broken.push(`declaration ${id} made ${same.length} assets`);
  }
  for (const { id: assetId, product, status } of items) {
    const id = declarationIn(product) ?? '';
    const { entries, isIntact } = HistoryAnswer.parse(await read(`/api/register/${assetId}/history`));
    const times = (type: string) => entries.filter((entry) => entry.type === type).length;
    if (!isIntact) broken.push(`the history of ${assetId} is not intact`);
    if (times('declared') !== 1) broken.push(`${assetId} was declared ${times('declared')} times`);
    if (times('approved') > 1) broken.push(`${assetId} was approved ${times('approved')} times`);
    if (approved.has(id) && (times('approved') === 0 || status !== 'approved'))
      broken.push(`the approval of ${assetId} was answered and is lost: it is ${status}`);
  }
  return broken;
}

async function allItems(read: Read): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: ListAnswer = ListAnswer.parse(
      await read(
        `/api/register?search=load&limit=200&sort=product${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      ),
    );
    items.push(...page.items.filter(({ product }) => declarationIn(product) !== null));
    cursor = page.cursor;
  }
  return items;
}

/** A kill can fall between Teams' answer and the record of it; what was sent so shortly before is sent once more. */
const windowMs = 3_000;

/** Cards that came twice for one matter. `killedAt`: when a process was killed (0 for never), which excuses what it was just sending. */
export function doubledCards(arrivals: Iterable<Arrival>, killedAt: number): { excused: number; broken: string[] } {
  const matters = Map.groupBy(arrivals, ({ conversationId, declarationId }) => `${conversationId} ${declarationId}`);
  const doubled = [...matters].filter(([, cards]) => cards.length > 1);
  const isExcused = ([first, second, ...more]: Arrival[]) =>
    more.length === 0 &&
    first !== undefined &&
    second !== undefined &&
    first.sentAt < killedAt &&
    first.sentAt > killedAt - windowMs;
  const broken = doubled.filter(([, cards]) => !isExcused(cards));
  return {
    excused: doubled.length - broken.length,
    broken: broken.map(([matter, cards]) => `${cards.length} cards for one matter: ${matter}`),
  };
}
