import type { TableClient } from '@azure/data-tables';
import { commit, isConflict, readRow, type StoredRow } from '../register/table.ts';
import type { Conversation } from './ports.ts';

const partition = 'conversation';
const itamKey = 'itam-channel';

/** Where people and the ITAM channel are reached. Kept in the register's table, remembered in memory. */
export type Conversations = {
  ofPerson(personId: string): Promise<Conversation | null>;
  /** Remembers where a person is reached. True when that is new or has changed. */
  setPerson(personId: string, conversation: Conversation): Promise<boolean>;
  /** Forgets a person who removed or blocked the app. */
  forgetPerson(personId: string): Promise<void>;
  itamChannel(): Promise<Conversation | null>;
  /** Chooses the ITAM channel. True when that is new or has changed. */
  setItamChannel(conversation: Conversation): Promise<boolean>;
};

/** Opens the store of conversations. Another instance's change is seen after `maxAgeMs` at the latest. */
export function openConversations(deps: { table: TableClient; now: () => Date; maxAgeMs: number }): Conversations {
  const { table, now, maxAgeMs } = deps;
  const remembered = new Map<string, { conversation: Conversation | null; readAt: number }>();

  async function get(key: string): Promise<Conversation | null> {
    const known = remembered.get(key);
    if (known && now().getTime() - known.readAt < maxAgeMs) return known.conversation;
    const row = await readRow(table, partition, key);
    const conversation = row && conversationOf(row);
    remembered.set(key, { conversation, readAt: now().getTime() });
    return conversation;
  }

  async function set(key: string, conversation: Conversation | null): Promise<boolean> {
    const json = JSON.stringify(conversation);
    if (JSON.stringify(await get(key)) === json) return false;
    for (;;) {
      const held = await readRow(table, partition, key);
      const row = { partitionKey: partition, rowKey: key, json };
      try {
        await commit(table, [held ? { kind: 'replace', row, etag: held.etag } : { kind: 'create', row }]);
        break;
      } catch (error) {
        if (!isConflict(error)) throw error;
      }
    }
    remembered.set(key, { conversation, readAt: now().getTime() });
    return true;
  }

  return {
    ofPerson: (personId) => get(`person|${personId}`),
    setPerson: (personId, conversation) => set(`person|${personId}`, conversation),
    async forgetPerson(personId) {
      await set(`person|${personId}`, null);
    },
    itamChannel: () => get(itamKey),
    setItamChannel: (conversation) => set(itamKey, conversation),
  };
}

function conversationOf(row: StoredRow): Conversation | null {
  return JSON.parse(String(row.json)) as Conversation | null;
}
