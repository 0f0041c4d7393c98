import type { TableClient } from '@azure/data-tables';
import type { Install, Installed } from '../directory/installations.ts';
import type { Fate } from '../domain/words/en.ts';
import type { Log } from '../log.ts';
import { installationPartition as partition } from '../register/conversation-rows.ts';
import { commit, isConflict, readRow, type StoredRow } from '../register/table.ts';
import type { Conversations } from './conversations.ts';
import type { Conversation } from './ports.ts';

/** What reaching out to someone came to. `busy`: it is not their turn yet. */
export type Reached =
  | { kind: 'reached'; conversation: Conversation }
  | { kind: 'unreached'; fate: Fate }
  | { kind: 'busy'; afterMs: number }
  | { kind: 'retry'; status: number; afterMs: number | null };

export type Reach = {
  /** Where someone is reached whom nobody has met yet, by installing the app for them. */
  reach(personId: string): Promise<Reached>;
  /** Whether reaching out to someone may come to something now. */
  mayReach(personId: string): Promise<boolean>;
};

const refusedForMs = 24 * 3_600_000;
/** Few, since Graph names no figure for installations; the rest of delivery goes on meanwhile. */
const mostAtOnce = 4;
const busyMs = 2_000;

const fates: Record<Extract<Installed, { kind: 'refused' }>['reason'], Fate> = {
  policy: 'install-refused',
  'unknown-app': 'install-unknown-app',
  'person-gone': 'person-gone',
  other: 'install-failed',
};
const unreached: Reached = { kind: 'unreached', fate: 'waits-for-person' };

/**
 * Reaches out to people who are owed a notice and have never met Sightline: installs it, and remembers their chat.
 * Whoever removed or blocked it is left alone until they come back, and whom Graph refuses is tried once a day.
 * Any number of instances may do so at once, and again after a crash: Graph installs once, and only the first is remembered.
 * `install`: null where nothing may be installed. `usual`: where people are reached when nobody was met yet.
 */
export function reachPeople(deps: {
  table: TableClient;
  conversations: Conversations;
  install: Install | null;
  usual: { serviceUrl: string | null; botId: string };
  tenantId: string;
  locale: string;
  /** Someone can be reached now: what waited for them goes out. */
  onReached: (personId: string) => void;
  now: () => Date;
  log: Log;
}): Reach {
  const { table, conversations, install, usual, tenantId, locale, onReached, now, log } = deps;
  const underWay = new Map<string, Promise<Reached>>();
  let pausedUntil = 0;

  async function refusedLately(personId: string): Promise<Fate | null> {
    const row = await readRow(table, partition, personId);
    if (!row) return null;
    const { at, fate } = refusalOf(row);
    return now().getTime() - Date.parse(at) < refusedForMs ? fate : null;
  }

  /** Records that Graph refused. Of several that do so at once, any may be first: they say the same. */
  async function refused(personId: string, fate: Fate): Promise<void> {
    const held = await readRow(table, partition, personId);
    const json = JSON.stringify({ at: now().toISOString(), fate });
    const row = { partitionKey: partition, rowKey: personId, json };
    try {
      await commit(table, [held ? { kind: 'replace', row, etag: held.etag } : { kind: 'create', row }]);
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }

  async function reachedBy(installing: Install, personId: string): Promise<Reached> {
    const service = (await conversations.service()) ?? usual;
    const { serviceUrl, botId } = service;
    if (serviceUrl === null) return unreached;
    const result = await installing(personId);
    if (result.kind === 'retry') {
      log.info({ personId, status: result.status }, 'installation to be tried again');
      if (result.status === 429) pausedUntil = performance.now() + (result.afterMs ?? busyMs);
      return result;
    }
    if (result.kind === 'refused') {
      const { reason, status, code } = result;
      log.warn({ personId, reason, status, code }, 'installation refused');
      await refused(personId, fates[reason]);
      return { kind: 'unreached', fate: fates[reason] };
    }
    const conversation = { conversationId: result.chatId, serviceUrl, tenantId, botId, locale };
    const kept = await conversations.meetPerson(personId, conversation);
    if (!kept) return unreached;
    onReached(personId);
    return { kind: 'reached', conversation: kept };
  }

  return {
    async reach(personId) {
      if (!install || (await conversations.hasLeft(personId))) return unreached;
      const fate = await refusedLately(personId);
      if (fate) return { kind: 'unreached', fate };
      const others = underWay.get(personId);
      if (others) return others;
      const pausedMs = pausedUntil - performance.now();
      if (pausedMs > 0 || underWay.size >= mostAtOnce) return { kind: 'busy', afterMs: Math.max(pausedMs, busyMs) };
      const reaching = reachedBy(install, personId).finally(() => underWay.delete(personId));
      underWay.set(personId, reaching);
      return reaching;
    },
    async mayReach(personId) {
      if (!install || (await conversations.hasLeft(personId))) return false;
      return (await refusedLately(personId)) === null;
    },
  };
}

function refusalOf(row: StoredRow): { at: string; fate: Fate } {
  return JSON.parse(String(row.json)) as { at: string; fate: Fate };
}
