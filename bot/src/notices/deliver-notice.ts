import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { TableClient } from '@azure/data-tables';
import type { Asset } from '../domain/asset.ts';
import type { FactType } from '../domain/entry.ts';
import type { Fate } from '../domain/words/en.ts';
import { wordsFor } from '../domain/words/words.ts';
import type { Log } from '../log.ts';
import { getNotice, putNotice, type StoredNotice } from '../register/outbox.ts';
import type { NoticeRecord } from '../register/rows.ts';
import { noticeRow } from '../register/rows.ts';
import { type Commit, isConflict } from '../register/table.ts';
import { instruments } from '../telemetry/instruments.ts';
import { begunAt, inSpan } from '../telemetry/traces.ts';
import type { Conversations } from './conversations.ts';
import type { FreshNotices } from './fresh-notices.ts';
import { cardRow, getCard, type Matter, type MatterCard, putCard, type StoredCard } from './matter-cards.ts';
import type { Connector, Conversation, Outgoing, Render, SendResult } from './ports.ts';
import type { Reached } from './reach-people.ts';
import { backoffMs, mostAttempts } from './retry.ts';
import type { Throttle } from './throttle.ts';

export type DeliveryDeps = {
  table: TableClient;
  /** Writes what became of notices and cards. */
  write: Commit;
  fresh: FreshNotices;
  getAsset: (assetId: string, atLeast: number) => Promise<Asset | null>;
  conversations: Conversations;
  /** Reaches out to a person whose conversation nobody knows. */
  reach: (personId: string) => Promise<Reached>;
  connector: Connector;
  render: Render;
  throttle: Throttle;
  /** Told of each change to a notice, so that lists show it at once. */
  onNotice: (notice: NoticeRecord) => void;
  now: () => Date;
  log: Log;
};

/** What delivery came to: done, or to be tried again after a while. */
export type Delivery = { kind: 'done' } | { kind: 'later'; afterMs: number };

/** Delivers one notice. `stopping`: leaves what is not being sent yet to others; what is being sent is finished. */
export type Deliver = (noticeId: string, stopping?: AbortSignal) => Promise<Delivery>;

const done: Delivery = { kind: 'done' };
/** Longer than the wait for a slot and a request to Teams together; a crash holds its card back no longer than this. */
const claimMs = 15_000;
const claimedByOtherMs = 1_500;
const overtakenMs = 1_000;
/** Longer waits are left to the queue, which survives a restart and lets others by. */
const longestWaitMs = 4_000;

/**
 * Delivers one notice: sends its matter's card, or edits the one that is there, and records the notice's fate.
 * Running it again, on any instance, finds the fate and does nothing; running it twice at once sends once, since whoever
 * sends holds the card's claim. A crash between Teams' answer and the record of it sends once more when the claim has run
 * out: a card shown twice is better than one never shown. What fails by a fault of our own counts as a try.
 */
export function deliverNotice(deps: DeliveryDeps): Deliver {
  const { table, write, fresh, conversations, connector, render, throttle, now, log } = deps;

  return async (noticeId, stopping) => {
    if (stopping?.aborted) return { kind: 'later', afterMs: 0 };
    const stored = fresh.take(noticeId) ?? (await getNotice(table, noticeId));
    if (!stored) {
      log.error({ noticeId }, 'notice can no longer be read: nothing is sent');
      return done;
    }
    if (stored.notice.state === 'delivered' || stored.notice.state === 'failed') return done;
    const { cause, role, trace } = stored.notice;
    const attributes = { 'sightline.notice': noticeId, 'sightline.cause': cause, 'sightline.role': role };
    const about = { attributes, from: begunAt(trace, false) };
    const startedAt = performance.now();
    return inSpan('notice.deliver', about, async () => {
      const delivery = await attempt(stored, stopping).catch((error: unknown) => {
        log.error({ err: error, noticeId }, 'delivery failed');
        // A fault of our own, which may never pass: it counts as a try, so that it ends like any other.
        return tryAgain(stored, { status: 0, afterMs: null });
      });
      instruments
        .deliveryDuration()
        .record((performance.now() - startedAt) / 1000, { 'sightline.came-to': delivery.kind });
      return delivery;
    });
  };

  async function attempt(stored: StoredNotice, stopping: AbortSignal | undefined): Promise<Delivery> {
    const { notice } = stored;
    const reached = await whereTo(notice);
    if (reached.kind === 'busy') return { kind: 'later', afterMs: reached.afterMs };
    if (reached.kind === 'retry') return tryAgain(stored, reached);
    if (reached.kind === 'unreached') return park(stored, reached.fate);
    const to = reached.conversation;

    const matter: Matter = {
      assetId: notice.assetId,
      role: notice.role,
      recipientId: notice.recipientId,
      round: notice.round,
    };
    // What brings a matter into being is believed to be its first card: a wrong guess costs a lost claim.
    let read = startsMatter(notice) ? null : await getCard(table, matter);
    if (shows(read, notice)) return settle(stored, 'delivered', 'unchanged');
    if (isClaimed(read)) return { kind: 'later', afterMs: claimedByOtherMs };

    const backMs = throttle.turnAway(to.conversationId, longestWaitMs);
    if (backMs !== null) return { kind: 'later', afterMs: backMs };
    const { message, shownVersion } = await rendered(notice, to);
    if (message === null) return tryAgain(stored, { status: 0, afterMs: null });

    let claimed = await claim(matter, read, to);
    if (!claimed && read === null) {
      read = await getCard(table, matter);
      if (shows(read, notice)) return settle(stored, 'delivered', 'unchanged');
      if (!isClaimed(read)) claimed = await claim(matter, read, to);
    }
    if (!claimed) return { kind: 'later', afterMs: claimedByOtherMs };

    // The slot comes last, so that nothing that may take its time stands between it and the sending.
    const wait = throttle.reserve(to.conversationId, longestWaitMs);
    const isTime = wait !== null && (await waited(wait, stopping));
    if (!isTime) {
      await release(matter, claimed);
      return { kind: 'later', afterMs: wait === null ? longestWaitMs : 0 };
    }
    const earlier = isHeard(notice) ? claimed.card.activityId : null;
    const activityId = earlier === null ? claimed.card.activityId : null;
    let result: SendResult = activityId === null ? { kind: 'gone' } : await connector.update(to, activityId, message);
    const isUpdate = result.kind !== 'gone';
    if (result.kind === 'gone') {
      // There was no message yet, or it was deleted, which took a request to find out.
      if (activityId !== null) claimed = await claim(matter, claimed, to);
      if (!claimed) return { kind: 'later', afterMs: claimedByOtherMs };
      result = await connector.send(to, message);
    }
    if (result.kind !== 'sent') return notTaken(stored, matter, claimed, to, result);
    const card: MatterCard = {
      conversationId: to.conversationId,
      // A connector that names no activity leaves nothing to edit: the next card is a new one.
      activityId: result.activityId || null,
      shownVersion,
      claim: null,
    };
    const delivery = await settleWithCard(stored, matter, claimed, card, isUpdate ? 'updated' : 'delivered');
    if (earlier !== null && delivery === done) await pointBelow(to, earlier);
    return delivery;
  }

  /** One open card per matter: the one that a new message takes the place of says so, and has no buttons any more. */
  async function pointBelow(to: Conversation, activityId: string): Promise<void> {
    const wait = throttle.reserve(to.conversationId, longestWaitMs);
    if (wait !== null) await waited(wait, undefined);
    const result = await connector.update(to, activityId, { text: wordsFor(to.locale).chat.newerBelow });
    if (result.kind !== 'sent') log.info({ conversationId: to.conversationId, result }, 'earlier card left as it was');
  }

  function conversationOf({ recipientId }: NoticeRecord): Promise<Conversation | null> {
    return recipientId === null ? conversations.itamChannel() : conversations.ofPerson(recipientId);
  }

  async function whereTo(notice: NoticeRecord): Promise<Reached> {
    const conversation = await conversationOf(notice);
    if (conversation) return { kind: 'reached', conversation };
    const { recipientId } = notice;
    return recipientId === null ? { kind: 'unreached', fate: 'waits-for-channel' } : deps.reach(recipientId);
  }

  /**
   * Nobody is reached there yet. Who arrives here between the question and the record of it looks too early for what waits,
   * so the question is put again; who arrives at another instance is looked for once more by that one.
   */
  async function park(stored: StoredNotice, fate: Fate): Promise<Delivery> {
    if (fate === 'person-gone') return settle(stored, 'failed', fate);
    // A notice that waits already keeps the reason that Teams gave for it.
    const isNews = stored.notice.state !== 'waiting' || (stored.notice.fate !== fate && fate !== 'waits-for-person');
    if (isNews) await settle(stored, 'waiting', fate);
    return (await conversationOf(stored.notice)) ? { kind: 'later', afterMs: 0 } : done;
  }

  function shows(read: StoredCard | null, { version }: NoticeRecord): boolean {
    return read !== null && read.card.activityId !== null && read.card.shownVersion >= version;
  }

  function isClaimed(read: StoredCard | null): boolean {
    const claim = read?.card.claim;
    return claim != null && claim.until > now().toISOString();
  }

  async function claim(matter: Matter, read: StoredCard | null, to: Conversation): Promise<StoredCard | null> {
    const held = read?.card;
    const isSameConversation = held?.conversationId === to.conversationId;
    return putCard(
      write,
      matter,
      {
        conversationId: to.conversationId,
        activityId: isSameConversation ? (held?.activityId ?? null) : null,
        shownVersion: isSameConversation ? (held?.shownVersion ?? 0) : 0,
        claim: { by: randomUUID(), until: new Date(now().getTime() + claimMs).toISOString() },
      },
      read,
    );
  }

  async function release(matter: Matter, claimed: StoredCard): Promise<void> {
    await putCard(write, matter, { ...claimed.card, claim: null }, claimed);
  }

  /** The matter as it stands now. Null for the message: it can't be shown, which is our own mistake. */
  async function rendered(
    notice: NoticeRecord,
    to: Conversation,
  ): Promise<{ message: Outgoing | null; shownVersion: number }> {
    const asset = notice.assetId === null ? null : await deps.getAsset(notice.assetId, notice.version);
    const shownVersion = asset?.version ?? notice.version;
    try {
      return { message: await render(notice, asset, to.locale), shownVersion };
    } catch (error) {
      log.error({ err: error, noticeId: notice.id }, 'notice could not be rendered');
      return { message: null, shownVersion };
    }
  }

  /** Teams did not take it: tried again, parked until the reader comes back, or failed for good. */
  async function notTaken(
    stored: StoredNotice,
    matter: Matter,
    claimed: StoredCard,
    to: Conversation,
    result: Exclude<SendResult, { kind: 'sent' }>,
  ): Promise<Delivery> {
    const { notice } = stored;
    if (result.kind === 'retry') {
      const { status, afterMs } = result;
      if (status === 429 && afterMs !== null) throttle.pause(afterMs, to.conversationId);
      const delivery = await tryAgain(stored, result);
      // Only then: whoever has read the notice as it was before would claim the card, and send for nothing.
      await release(matter, claimed);
      return delivery;
    }
    await release(matter, claimed);
    const { fate, status, code } =
      result.kind === 'refused' ? result : { fate: 'conversation-gone' as const, status: 404, code: 'gone' };
    log.warn({ noticeId: notice.id, status, fate, code }, 'notice refused by Teams');
    if (!waitingFates.has(fate)) return settle(stored, 'failed', fate, notice.attempts + 1);
    if (notice.recipientId !== null) await conversations.forgetPerson(notice.recipientId, to);
    return settle(stored, 'waiting', fate, notice.attempts + 1);
  }

  /** Counts the try that failed; after too many, the notice is given up. */
  async function tryAgain(stored: StoredNotice, failed: { status: number; afterMs: number | null }): Promise<Delivery> {
    const attempts = stored.notice.attempts + 1;
    if (attempts >= mostAttempts) {
      log.warn({ noticeId: stored.notice.id, status: failed.status, attempts }, 'notice given up');
      return settle(stored, 'failed', 'gave-up', attempts);
    }
    const afterMs = backoffMs(attempts, failed.afterMs, Math.random());
    const dueAt = new Date(now().getTime() + afterMs).toISOString();
    await record(stored, { state: 'pending', attempts, fate: 'retrying', dueAt });
    return { kind: 'later', afterMs };
  }

  async function settle(
    stored: StoredNotice,
    state: 'delivered' | 'waiting' | 'failed',
    fate: Fate,
    attempts = stored.notice.attempts,
  ): Promise<Delivery> {
    await record(stored, { state, fate, attempts, deliveredAt: state === 'delivered' ? now().toISOString() : null });
    return done;
  }

  async function settleWithCard(
    stored: StoredNotice,
    matter: Matter,
    claimed: StoredCard,
    card: MatterCard,
    fate: Fate,
  ): Promise<Delivery> {
    const notice: NoticeRecord = {
      ...stored.notice,
      state: 'delivered',
      fate,
      attempts: stored.notice.attempts + 1,
      deliveredAt: now().toISOString(),
    };
    try {
      await write([
        { kind: 'replace', row: noticeRow(notice), etag: stored.etag },
        { kind: 'replace', row: cardRow(matter, card), etag: claimed.etag },
      ]);
    } catch (error) {
      if (!isConflict(error)) throw error;
      // The matter was given another card meanwhile, such as the form in which it was declared: that one is edited then.
      log.info({ noticeId: notice.id }, 'card overtaken while it was sent');
      // Or the notice was settled meanwhile by whoever else delivers it: then the claim is still ours, and holds up what comes.
      await release(matter, claimed);
      return { kind: 'later', afterMs: overtakenMs };
    }
    told(notice);
    return done;
  }

  async function record(stored: StoredNotice, change: Partial<NoticeRecord>): Promise<void> {
    const notice = { ...stored.notice, ...change };
    if (await putNotice(write, notice, stored.etag)) told(notice);
  }

  function told(notice: NoticeRecord): void {
    const { id, state, fate } = notice;
    if (state === 'failed') instruments.noticesParked().add(1, { 'sightline.fate': fate });
    log.debug({ noticeId: id, state, fate }, 'notice settled');
    deps.onNotice(notice);
  }
}

const heard: ReadonlySet<NoticeRecord['cause']> = new Set<FactType>([
  'renewal-reminded',
  'declaration-asked',
  'runs-again',
]);

/** Whether it has to come as a new message: nobody hears of an edit, and a card may lie far up in a chat. */
function isHeard({ cause, recipientId }: NoticeRecord): boolean {
  return heard.has(cause) && recipientId !== null;
}

/** Waits; false when it is to stop before that. */
async function waited(ms: number, stopping: AbortSignal | undefined): Promise<boolean> {
  if (stopping?.aborted) return false;
  return ms === 0 || delay(Math.ceil(ms), true, { signal: stopping }).catch(() => false);
}

/** Whether nothing about the matter can have been told before, as far as the notice itself shows. */
function startsMatter({ cause, role, round, attempts, state }: NoticeRecord): boolean {
  const isFirst =
    round === undefined &&
    (cause === 'detected' || cause === 'baseline' || (cause === 'declared' && role === 'decider'));
  return isFirst && attempts === 0 && state === 'pending';
}

/** Fates that end when the person or the team comes back to Sightline. */
const waitingFates: ReadonlySet<Fate> = new Set<Fate>([
  'blocked',
  'bot-disabled',
  'not-in-conversation',
  'conversation-gone',
  'waits-for-person',
]);
