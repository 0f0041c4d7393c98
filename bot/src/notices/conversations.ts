import type { TableClient } from '@azure/data-tables';
import { commit, isConflict, readRange, readRow, type StoredRow } from '../register/table.ts';
import type { Conversation } from './ports.ts';

const partition = 'conversation';
const itamKey = 'itam-channel';
const unreachableMs = 1_000;

/** What remembering came to: nobody was known there, another conversation was, or this very one. */
export type Remembered = 'new' | 'changed' | 'same';

/** Where people and the ITAM channel are reached. Kept in the register's table, remembered in memory. */
export type Conversations = {
  ofPerson(personId: string): Promise<Conversation | null>;
  /**
   * Remembers where a person is reached. Of several that do so at once, only one is told `new`.
   * `rereads`: asks the store even when the same is in memory, for moments when another instance may have forgotten them.
   */
  setPerson(personId: string, conversation: Conversation, rereads?: boolean): Promise<Remembered>;
  /** Forgets where a person is who removed or blocked the app, not that they did; with `conversation`, only if they are still reached there. */
  forgetPerson(personId: string, conversation?: Conversation): Promise<void>;
  /** Whether a person was forgotten and has not come back. Someone whom nobody has met has not left either. */
  hasLeft(personId: string): Promise<boolean>;
  /** Remembers where a person is reached whom nobody has met. Answers where they are: elsewhere, or nowhere, where somebody was first. */
  meetPerson(personId: string, conversation: Conversation): Promise<Conversation | null>;
  /** Where anybody known is reached, which is where all of a tenant are; null while nobody is known. */
  service(): Promise<Pick<Conversation, 'serviceUrl' | 'botId'> | null>;
  /** Where ITAM is told: the channel of the settings, else the one that Sightline got to know first. Null until any is known. */
  itamChannel(): Promise<Conversation | null>;
  setItamChannel(channel: Conversation): Promise<Remembered>;
};

/** Opens the store of conversations. `chosenChannel`: the ITAM channel of the settings, if there is one. Another instance's change is seen after `maxAgeMs` at the latest, a first one within a second. */
export function openConversations(deps: {
  table: TableClient;
  now: () => Date;
  maxAgeMs: number;
  chosenChannel: () => string | null;
}): Conversations {
  const { table, now, maxAgeMs, chosenChannel } = deps;
  const remembered = new Map<string, { conversation: Conversation | null; readAt: number }>();

  function remember(key: string, conversation: Conversation | null): void {
    remembered.set(key, { conversation, readAt: now().getTime() });
  }

  /** That someone can't be reached is remembered only while a burst of notices asks: another instance may greet them next. */
  function isFresh(known: { conversation: Conversation | null; readAt: number }): boolean {
    return now().getTime() - known.readAt < (known.conversation ? maxAgeMs : Math.min(maxAgeMs, unreachableMs));
  }

  async function get(key: string): Promise<Conversation | null> {
    const known = remembered.get(key);
    if (known && isFresh(known)) return known.conversation;
    const row = await readRow(table, partition, key);
    const conversation = row && conversationOf(row);
    remember(key, conversation);
    return conversation;
  }

  async function set(key: string, conversation: Conversation | null, expected?: Conversation): Promise<Remembered> {
    const json = JSON.stringify(conversation);
    for (;;) {
      const held = await readRow(table, partition, key);
      const before = held && conversationOf(held);
      const isOther = expected !== undefined && JSON.stringify(before) !== JSON.stringify(expected);
      // That somebody left is kept also where nobody knew that they were there.
      if (isOther || (held && JSON.stringify(before) === json)) {
        remember(key, before);
        return 'same';
      }
      const row = { partitionKey: partition, rowKey: key, json };
      try {
        await commit(table, [held ? { kind: 'replace', row, etag: held.etag } : { kind: 'create', row }]);
      } catch (error) {
        if (!isConflict(error)) throw error;
        continue;
      }
      remember(key, conversation);
      return before ? 'changed' : 'new';
    }
  }

  return {
    ofPerson: (personId) => get(`person|${personId}`),
    async setPerson(personId, conversation, rereads = false) {
      const known = rereads ? undefined : remembered.get(`person|${personId}`);
      const isSame = known && isFresh(known) && JSON.stringify(known.conversation) === JSON.stringify(conversation);
      if (isSame) return 'same';
      return set(`person|${personId}`, conversation);
    },
    async forgetPerson(personId, conversation) {
      await set(`person|${personId}`, null, conversation);
    },
    async hasLeft(personId) {
      const row = await readRow(table, partition, `person|${personId}`);
      return row !== null && conversationOf(row) === null;
    },
    async meetPerson(personId, conversation) {
      const key = `person|${personId}`;
      const row = { partitionKey: partition, rowKey: key, json: JSON.stringify(conversation) };
      try {
        await commit(table, [{ kind: 'create', row }]);
        remember(key, conversation);
        return conversation;
      } catch (error) {
        if (!isConflict(error)) throw error;
      }
      const held = await readRow(table, partition, key);
      const kept = held && conversationOf(held);
      remember(key, kept);
      return kept;
    },
    async service() {
      const channel = await get(itamKey);
      if (channel) return channel;
      for await (const rows of readRange(table, partition, 'person|', 'person}')) {
        for (const row of rows) {
          const known = conversationOf(row);
          if (known) return known;
        }
      }
      return null;
    },
    async itamChannel() {
      const known = await get(itamKey);
      // All channels of a tenant are reached at the same service.
      return known && { ...known, conversationId: chosenChannel() ?? known.conversationId };
    },
    setItamChannel: (channel) => set(itamKey, channel),
  };
}

function conversationOf(row: StoredRow): Conversation | null {
  return JSON.parse(String(row.json)) as Conversation | null;
}
