import type { TableClient } from '@azure/data-tables';
import type { KeptFile } from '../domain/evidence.ts';
import type { SavedView } from '../domain/saved-view.ts';
import { type AnsweredMessage, answeredIn, answeredRow, forgetAnswers } from './answered-messages.ts';
import {
  conversationPartition,
  conversationRow,
  installationPartition,
  personKey,
  readConversationRow,
} from './conversation-rows.ts';
import { type DroppedFiles, droppedFile } from './dropped-files.ts';
import { readable } from './rows.ts';
import { commit, isConflict, isNotFound, readRow, type StoredRow } from './table.ts';
import { type Views, viewOf } from './views.ts';

/** What is kept about people beside the journals. */
export type Aside = { table: TableClient; views: Views; droppedFiles: DroppedFiles };

/** One thing of a person's that no journal holds. */
export type AsideDatum =
  /** Where they are reached; null says that they left. What was changed beside Sightline comes as it stands. */
  | { kind: 'conversation'; conversation: unknown }
  /** Why the app could not be installed for them. */
  | { kind: 'installation'; installation: unknown }
  | { kind: 'view'; view: SavedView }
  /** The view that they open the register with. */
  | { kind: 'default-view'; viewId: string }
  /** Which messages answer what they typed lately. */
  | { kind: 'answered-messages'; messages: AnsweredMessage[] }
  /** A file that they dropped into the chat, and never said what it proves. */
  | { kind: 'dropped-file'; file: KeptFile }
  | Unreadable;

/** `what`: a row that can no longer be read, as `{partition}|{row key}`; `assetId`: which asset it says it is about. */
export type Unreadable = { kind: 'unreadable'; what: string; assetId: string | null };

export function unreadable({ partitionKey, rowKey, assetId }: StoredRow): Unreadable {
  return {
    kind: 'unreadable',
    what: `${partitionKey}|${rowKey}`,
    assetId: typeof assetId === 'string' ? assetId : null,
  };
}

/** All that is kept about a person beside the journals. */
export async function* asideOf({ table, views, droppedFiles }: Aside, personId: string): AsyncGenerator<AsideDatum> {
  const reached = await readRow(table, conversationPartition, personKey(personId));
  if (reached) {
    const held = readConversationRow(reached);
    yield { kind: 'conversation', conversation: held.kind === 'altered' ? reached.json : held.value };
  }
  const installation = await readRow(table, installationPartition, personId);
  if (installation) yield readable(installation, installationDatum) ?? unreadable(installation);
  for await (const row of views.rowsBy(personId)) {
    const view = readable(row, viewOf);
    yield view ? { kind: 'view', view } : unreadable(row);
  }
  const viewId = await views.defaultOf(personId);
  if (viewId !== null) yield { kind: 'default-view', viewId };
  const answered = await answeredRow(table, personId);
  const messages = readable(answered, answeredIn);
  if (messages) yield { kind: 'answered-messages', messages };
  else if (answered) yield unreadable(answered);
  for await (const row of droppedFiles.rowsOf(personId)) {
    const file = readable(row, droppedFile);
    yield file ? { kind: 'dropped-file', file } : unreadable(row);
  }
}

function installationDatum({ json }: StoredRow): AsideDatum {
  return { kind: 'installation', installation: JSON.parse(String(json)) };
}

/**
 * Erases it. Of where they are reached it stays that they left, so that nobody writes to them before they come back; shared
 * views go too, since their names and filters are words of whoever made them. Safe to repeat.
 */
export async function eraseAside({ table, views, droppedFiles }: Aside, personId: string): Promise<void> {
  await forget(table, personId);
  await table.deleteEntity(installationPartition, personId).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
  });
  await views.removeAll(personId);
  if ((await views.defaultOf(personId)) !== null) await views.setDefault(personId, null);
  await forgetAnswers(table, personId);
  await droppedFiles.removeAll(personId);
}

async function forget(table: TableClient, personId: string): Promise<void> {
  const key = personKey(personId);
  for (;;) {
    const held = await readRow(table, conversationPartition, key);
    if (!held) return;
    const { json: left } = conversationRow(key, null);
    if (held.json === left) return;
    try {
      await commit(table, [{ kind: 'replace', row: conversationRow(key, null), etag: held.etag }]);
      return;
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
}
