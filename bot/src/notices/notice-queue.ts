import type { QueueClient } from '@azure/storage-queue';
import { z } from 'zod';

/** What a queue message says: notices that were committed at about the same time. */
const Message = z.object({ notices: z.array(z.string().regex(/^[a-z0-9]+-\d+-\d+$/)).min(1) });

/** A received message; `settle` ends it, `later` makes what is left of it visible again after a while. */
export type Received = {
  noticeIds: string[];
  settle(): Promise<void>;
  later(noticeIds: readonly string[], afterMs: number): Promise<void>;
};

export type NoticeQueue = {
  put(noticeIds: readonly string[], afterMs?: number): Promise<void>;
  /** Takes messages that hold at most so many notices together, or one message at least. */
  receive(mostNotices: number): Promise<Received[]>;
};

/** While a message is worked on it is hidden this long; a crash makes it visible again. */
const hiddenSeconds = 60;
const mostPerMessage = 16;
const mostMessages = 32;
const longestDelaySeconds = 6 * 24 * 3600;

/** The queue between the outbox and delivery, on Azure Storage Queues. Messages may come twice; delivery does not mind. */
export function openNoticeQueue(queue: QueueClient): NoticeQueue {
  /** What is put while a message is on its way shares the next ones. */
  let gathering: { noticeIds: string[]; sent: Promise<void> } | null = null;
  let sending: Promise<void> = Promise.resolve();

  async function sendGathered(): Promise<void> {
    const noticeIds = gathering?.noticeIds ?? [];
    gathering = null;
    await send(noticeIds, 0);
  }

  async function send(noticeIds: readonly string[], afterMs: number): Promise<void> {
    for (let at = 0; at < noticeIds.length; at += mostPerMessage) {
      const text = textOf(noticeIds.slice(at, at + mostPerMessage));
      await queue.sendMessage(text, { visibilityTimeout: seconds(afterMs) });
    }
  }

  return {
    put(noticeIds, afterMs = 0) {
      if (afterMs > 0) return send(noticeIds, afterMs);
      if (!gathering) {
        const next = { noticeIds: [] as string[], sent: sending.then(() => sendGathered()) };
        gathering = next;
        sending = next.sent.catch(() => undefined);
      }
      gathering.noticeIds.push(...noticeIds);
      return gathering.sent;
    },
    async receive(mostNotices) {
      const { receivedMessageItems } = await queue.receiveMessages({
        numberOfMessages: Math.max(1, Math.min(mostMessages, Math.floor(mostNotices / mostPerMessage))),
        visibilityTimeout: hiddenSeconds,
      });
      return receivedMessageItems.map(({ messageId, popReceipt, messageText }): Received => {
        let receipt = popReceipt;
        return {
          noticeIds: idsIn(messageText),
          async settle() {
            await queue.deleteMessage(messageId, receipt);
          },
          async later(noticeIds, afterMs) {
            const update = await queue.updateMessage(messageId, receipt, textOf(noticeIds), seconds(afterMs));
            receipt = update.popReceipt ?? receipt;
          },
        };
      });
    },
  };
}

function textOf(noticeIds: readonly string[]): string {
  return Buffer.from(JSON.stringify({ notices: noticeIds })).toString('base64');
}

/** A message that can't be read names no notice: it is settled, and the sweep finds what it may have meant. */
function idsIn(text: string): string[] {
  try {
    return Message.parse(JSON.parse(Buffer.from(text, 'base64').toString('utf8'))).notices;
  } catch {
    return [];
  }
}

function seconds(ms: number): number {
  return Math.min(longestDelaySeconds, Math.ceil(ms / 1000));
}
