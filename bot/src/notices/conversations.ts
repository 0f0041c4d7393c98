import type { TableClient } from '@azure/data-tables';
import type { Log } from '../log.ts';
import {
  conversationPartition,
  conversationRow,
  demandsChecks,
  itamChannelKey,
  personKey,
  readConversationRow,
} from '../register/conversation-rows.ts';
import { commit, isConflict, readRange, readRow, type StoredRow } from '../register/table.ts';
import type { Conversation } from './ports.ts';

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

/**
 * Opens the store of conversations. `chosenChannel`: the ITAM channel of the settings, if there is one. `isConnector`: whether
 * an address is Teams' own. Another instance's change is seen after `maxAgeMs` at the latest, a first one within a second.
 * A row that is not as it was written, or leads elsewhere than to Teams, stands for somebody whom nobody has met.
 */
export function openConversations(deps: {
  table: TableClient;
  now: () => Date;
  maxAgeMs: number;
  chosenChannel: () => string | null;
  isConnector: (serviceUrl: string) => boolean;
  log: Log;
}): Conversations {
  const { table, now, maxAgeMs, chosenChannel, isConnector, log } = deps;
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
    const row = await readRow(table, conversationPartition, key);
    const { conversation } = row ? await heldIn(row) : nobody;
    remember(key, conversation);
    return conversation;
  }

  /** What a row says, as far as it is believed. */
  async function heldIn(row: StoredRow): Promise<Held> {
    const held = readConversationRow(row);
    if (held.kind === 'altered' || (held.kind === 'unchecked' && (await demandsChecks(table, now())))) {
      log.error({ row: row.rowKey }, 'where somebody is reached was changed beside Sightline: nothing is sent there');
      return nobody;
    }
    const conversation = held.value as Conversation | null;
    if (conversation && !isConnector(conversation.serviceUrl)) {
      log.error({ row: row.rowKey }, 'the address of the service is not one of Teams: nothing is sent there');
      return nobody;
    }
    return { conversation, isWritten: held.kind === 'checked', hasLeft: conversation === null };
  }

  async function set(key: string, conversation: Conversation | null, expected?: Conversation): Promise<Remembered> {
    const json = JSON.stringify(conversation);
    for (;;) {
      const held = await readRow(table, conversationPartition, key);
      const { conversation: before, isWritten } = held ? await heldIn(held) : nobody;
      const isOther = expected !== undefined && JSON.stringify(before) !== JSON.stringify(expected);
      const isSame = JSON.stringify(before) === json;
      // That somebody left is kept also where nobody knew that they were there.
      if (isOther || (isSame && isWritten)) {
        remember(key, before);
        return 'same';
      }
      const row = conversationRow(key, conversation);
      try {
        await commit(table, [held ? { kind: 'replace', row, etag: held.etag } : { kind: 'create', row }]);
      } catch (error) {
        if (!isConflict(error)) throw error;
        continue;
      }
      remember(key, conversation);
      if (isSame && before) return 'same';
      return before ? 'changed' : 'new';
    }
  }

  return {
    ofPerson: (personId) => get(personKey(personId)),
    async setPerson(personId, conversation, rereads = false) {
      const known = rereads ? undefined : remembered.get(personKey(personId));
      const isSame = known && isFresh(known) && JSON.stringify(known.conversation) === JSON.stringify(conversation);
      if (isSame) return 'same';
      return set(personKey(personId), conversation);
    },
    async forgetPerson(personId, conversation) {
      await set(personKey(personId), null, conversation);
    },
    async hasLeft(personId) {
      const row = await readRow(table, conversationPartition, personKey(personId));
      return row !== null && (await heldIn(row)).hasLeft;
    },
    async meetPerson(personId, conversation) {
      const key = personKey(personId);
      const row = conversationRow(key, conversation);
      for (;;) {
        const held = await readRow(table, conversationPartition, key);
        const known = held ? await heldIn(held) : nobody;
        if (known.conversation || known.hasLeft) {
          remember(key, known.conversation);
          return known.conversation;
        }
        try {
          await commit(table, [held ? { kind: 'replace', row, etag: held.etag } : { kind: 'create', row }]);
          remember(key, conversation);
          return conversation;
        } catch (error) {
          if (!isConflict(error)) throw error;
        }
      }
    },
    async service() {
      const channel = await get(itamChannelKey);
      if (channel) return channel;
      for await (const rows of readRange(table, conversationPartition, 'person|', 'person}')) {
        for (const row of rows) {
          const { conversation } = await heldIn(row);
          if (conversation) return conversation;
        }
      }
      return null;
    },
    async itamChannel() {
      const known = await get(itamChannelKey);
      // All channels of a tenant are reached at the same service.
      return known && { ...known, conversationId: chosenChannel() ?? known.conversationId };
    },
    setItamChannel: (channel) => set(itamChannelKey, channel),
  };
}

/** What a row stands for: where somebody is, that they left, or neither. `isWritten`: it is there, with its check. */
type Held = { conversation: Conversation | null; isWritten: boolean; hasLeft: boolean };
const nobody: Held = { conversation: null, isWritten: false, hasLeft: false };
