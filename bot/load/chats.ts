import { setTimeout as delay } from 'node:timers/promises';
import type { FakeConnector } from '../test/support/fake-connector.ts';
import { declarationIn } from './promises.ts';

/** A card as a chat got it: about which declaration, and when it first came. */
export type Arrival = { messageId: string; conversationId: string; declarationId: string; sentAt: number };

/** What the connector was sent, sorted by what it is about. */
export type Chats = {
  /** Every message about a declaration; an edit of one is no new one. */
  arrivals: Map<string, Arrival>;
  /** Takes the next card with a decision to make out of someone's chat. */
  nextToDecide(personId: string): unknown;
  stop(): Promise<void>;
};

const lookEveryMs = 50;

export function watchChats(connector: FakeConnector): Chats {
  const arrivals: Chats['arrivals'] = new Map();
  const toDecide = new Map<string, Map<string, unknown>>();
  let isOver = false;

  function look(): void {
    for (const { id, conversationId, card, sentAt } of connector.take()) {
      const text = JSON.stringify(card);
      const declarationId = declarationIn(text);
      if (card === null || declarationId === null) continue;
      if (!arrivals.has(id)) arrivals.set(id, { messageId: id, conversationId, declarationId, sentAt });
      if (!text.includes('"purchase.approve"')) continue;
      const personId = conversationId.replace(/^chat-/, '');
      const theirs = toDecide.get(personId) ?? new Map<string, unknown>();
      toDecide.set(personId, theirs.set(declarationId, card));
    }
  }

  const watching = (async () => {
    while (!isOver) {
      look();
      await delay(lookEveryMs);
    }
    look();
  })();
  return {
    arrivals,
    nextToDecide(personId) {
      const theirs = toDecide.get(personId);
      const [next] = theirs ?? [];
      if (!next) return null;
      theirs?.delete(next[0]);
      return next[1];
    },
    async stop() {
      isOver = true;
      await watching;
    },
  };
}
