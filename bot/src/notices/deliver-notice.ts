import { setTimeout as delay } from 'node:timers/promises';
import type { TableClient } from '@azure/data-tables';
import type { Asset } from '../domain/asset.ts';
import type { Fate } from '../domain/words/en.ts';
import type { Log } from '../log.ts';
import { getNotice, putNotice, type StoredNotice } from '../register/outbox.ts';
import type { NoticeRecord } from '../register/rows.ts';
import { noticeRow } from '../register/rows.ts';
import { commit, isConflict } from '../register/table.ts';
import type { Conversations } from './conversations.ts';
import { cardRow, getCard, type Matter, type MatterCard, putCard, type StoredCard } from './matter-cards.ts';
import type { Connector, Conversation, Render, SendResult } from './ports.ts';
import { backoffMs, mostAttempts } from './retry.ts';
import type { Throttle } from './throttle.ts';

export type DeliveryDeps = {
  table: TableClient;
  getAsset: (assetId: string, atLeast: number) => Promise<Asset | null>;
  conversations: Conversations;
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

const done: Delivery = { kind: 'done' };
const claimMs = 60_000;
const claimedByOtherMs = 1_500;

/**
 * Delivers one notice: sends its matter's card, or edits the one that is there, and records the notice's fate.
 * Running it again, on any instance, finds the fate and does nothing. A crash between Teams' answer and the record of it
 * sends once more, since a card shown twice is better than one never shown.
 */
export function deliverNotice(deps: DeliveryDeps): (noticeId: string) => Promise<Delivery> {
  const { table, conversations, connector, render, throttle, now, log } = deps;

  return async (noticeId) => {
    const stored = await getNotice(table, noticeId);
    if (!stored || stored.notice.state === 'delivered' || stored.notice.state === 'failed') return done;
    const { notice } = stored;
    const to =
      notice.recipientId === null
        ? await conversations.itamChannel()
        : await conversations.ofPerson(notice.recipientId);
    if (!to) return settle(stored, 'waiting', notice.recipientId === null ? 'waits-for-channel' : 'waits-for-person');

    const matter: Matter = { assetId: notice.assetId, role: notice.role, recipientId: notice.recipientId };
    const read = await getCard(table, matter);
    if (read && read.card.shownVersion >= notice.version && read.card.activityId)
      return settle(stored, 'delivered', 'unchanged');
    const claimed = await claim(matter, read, to, noticeId);
    if (!claimed) return { kind: 'later', afterMs: claimedByOtherMs };

    const asset = notice.assetId === null ? null : await deps.getAsset(notice.assetId, notice.version);
    const message = await render(notice, asset, to.locale);
    const wait = throttle.reserve(to.conversationId);
    if (wait > longestWaitMs) {
      await release(matter, claimed);
      return { kind: 'later', afterMs: wait };
    }
    if (wait > 0) await delay(wait);

    let result: SendResult = { kind: 'gone' };
    const { activityId } = claimed.card;
    if (activityId !== null) result = await connector.update(to, activityId, message);
    const isUpdate = result.kind !== 'gone';
    // The message was deleted, or there never was one: a new one takes its place.
    if (result.kind === 'gone') result = await connector.send(to, message);
    return conclude(stored, matter, claimed, to, result, asset?.version ?? notice.version, isUpdate);
  };

  async function claim(
    matter: Matter,
    read: StoredCard | null,
    to: Conversation,
    by: string,
  ): Promise<StoredCard | null> {
    const held = read?.card;
    if (held?.claim && held.claim.by !== by && held.claim.until > now().toISOString()) return null;
    const isSameConversation = held?.conversationId === to.conversationId;
    return putCard(
      table,
      matter,
      {
        conversationId: to.conversationId,
        activityId: isSameConversation ? (held?.activityId ?? null) : null,
        shownVersion: isSameConversation ? (held?.shownVersion ?? 0) : 0,
        claim: { by, until: new Date(now().getTime() + claimMs).toISOString() },
      },
      read,
    );
  }

  async function release(matter: Matter, claimed: StoredCard): Promise<void> {
    await putCard(table, matter, { ...claimed.card, claim: null }, claimed);
  }

  async function conclude(
    stored: StoredNotice,
    matter: Matter,
    claimed: StoredCard,
    to: Conversation,
    result: SendResult,
    shownVersion: number,
    isUpdate: boolean,
  ): Promise<Delivery> {
    const { notice } = stored;
    const attempts = notice.attempts + 1;
    if (result.kind === 'sent') {
      const card: MatterCard = {
        conversationId: to.conversationId,
        activityId: result.activityId,
        shownVersion,
        claim: null,
      };
      return settleWithCard(stored, matter, claimed, card, isUpdate ? 'updated' : 'delivered');
    }
    await release(matter, claimed);
    const { noticeId, status } = { noticeId: notice.id, status: 'status' in result ? result.status : 404 };
    if (result.kind === 'retry') {
      if (attempts >= mostAttempts) {
        log.warn({ noticeId, status, attempts }, 'notice given up');
        return settle(stored, 'failed', 'gave-up', attempts);
      }
      const afterMs = backoffMs(attempts, result.afterMs, Math.random());
      if (status === 429 && result.afterMs !== null) throttle.pause(result.afterMs);
      await record(stored, { attempts, fate: 'retrying', dueAt: new Date(now().getTime() + afterMs).toISOString() });
      return { kind: 'later', afterMs };
    }
    const fate = result.kind === 'refused' ? result.fate : 'conversation-gone';
    log.warn(
      { noticeId, status, fate, code: result.kind === 'refused' ? result.code : 'gone' },
      'notice refused by Teams',
    );
    const isTheirChoice = waitingFates.has(fate);
    if (isTheirChoice && notice.recipientId !== null) await conversations.forgetPerson(notice.recipientId);
    return settle(stored, isTheirChoice ? 'waiting' : 'failed', fate, attempts);
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
      await commit(table, [
        { kind: 'replace', row: noticeRow(notice), etag: stored.etag },
        { kind: 'replace', row: cardRow(matter, card), etag: claimed.etag },
      ]);
      deps.onNotice(notice);
    } catch (error) {
      if (!isConflict(error)) throw error;
      // Another instance took the notice over meanwhile and records its own fate.
      log.info({ noticeId: notice.id }, 'delivered by two instances');
    }
    return done;
  }

  async function record(stored: StoredNotice, change: Partial<NoticeRecord>): Promise<void> {
    const notice = { ...stored.notice, ...change };
    if (await putNotice(table, notice, stored.etag)) deps.onNotice(notice);
  }
}

/** Longer waits are left to the queue, which survives a restart. */
const longestWaitMs = 20_000;

/** Fates that end when the person or the team comes back to Sightline. */
const waitingFates: ReadonlySet<Fate> = new Set<Fate>([
  'blocked',
  'not-in-conversation',
  'conversation-gone',
  'waits-for-person',
]);
