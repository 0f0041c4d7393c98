import type { TableClient } from '@azure/data-tables';
import type { KeptFile } from '../domain/evidence.ts';
import type { SavedView } from '../domain/saved-view.ts';
import { type AnsweredMessage, answeredOf, forgetAnswers } from './answered-messages.ts';
import {
  conversationPartition,
  conversationRow,
  installationPartition,
  personKey,
  readConversationRow,
} from './conversation-rows.ts';
import type { DroppedFiles } from './dropped-files.ts';
import { commit, isConflict, isNotFound, readRow } from './table.ts';
import type { Views } from './views.ts';

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
  | { kind: 'dropped-file'; file: KeptFile };

/** All that is kept about a person beside the journals. */
export async function* asideOf({ table, views, droppedFiles }: Aside, personId: string): AsyncGenerator<AsideDatum> {
  const reached = await readRow(table, conversationPartition, personKey(personId));
  if (reached) {
    const held = readConversationRow(reached);
    yield { kind: 'conversation', conversation: held.kind === 'altered' ? reached.json : held.value };
  }
  const installation = await readRow(table, installationPartition, personId);
  if (installation) yield { kind: 'installation', installation: JSON.parse(String(installation.json)) };
  for (const { view } of await views.madeBy(personId)) yield { kind: 'view', view };
  const viewId = await views.defaultOf(personId);
  if (viewId !== null) yield { kind: 'default-view', viewId };
  const messages = await answeredOf(table, personId);
  if (messages.length > 0) yield { kind: 'answered-messages', messages };
  for await (const file of droppedFiles.allOf(personId)) yield { kind: 'dropped-file', file };
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
  for (;;) {
    const theirs = await views.madeBy(personId);
    if (theirs.length === 0) break;
    for (const one of theirs) await views.remove(one);
  }
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
