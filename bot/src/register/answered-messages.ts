import type { TableClient } from '@azure/data-tables';
import { contentHash } from './evidence.ts';
import { commit, isConflict, isNotFound, readRow } from './table.ts';

/** The partition of which messages answer what people typed lately; no part of the journal. */
const partition = 'answered';
/** Of one person. What was typed longer ago is answered by a new message when it is edited. */
const mostKept = 20;

/** A message that a person typed, and the one that answers it; ids of the conversation. */
export type AnsweredMessage = { messageId: string; answerId: string };

/** The messages of a person that were answered last, newest first. */
export async function answeredOf(table: TableClient, personId: string): Promise<AnsweredMessage[]> {
  const row = await readRow(table, partition, keyOf(personId));
  return row ? (JSON.parse(String(row.json)) as AnsweredMessage[]) : [];
}

/** Remembers what answers a message, in place of what answered it before. */
export async function rememberAnswer(table: TableClient, personId: string, answered: AnsweredMessage): Promise<void> {
  for (;;) {
    const held = await readRow(table, partition, keyOf(personId));
    const before = held ? (JSON.parse(String(held.json)) as AnsweredMessage[]) : [];
    const others = before.filter(({ messageId }) => messageId !== answered.messageId);
    const json = JSON.stringify([answered, ...others].slice(0, mostKept));
    const row = { partitionKey: partition, rowKey: keyOf(personId), json };
    try {
      await commit(table, [held ? { kind: 'replace', row, etag: held.etag } : { kind: 'create', row }]);
      return;
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
}

/** Forgets all of them. */
export async function forgetAnswers(table: TableClient, personId: string): Promise<void> {
  await table.deleteEntity(partition, keyOf(personId)).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
  });
}

/** Ids come from outside, and not everything can be a key. */
function keyOf(personId: string): string {
  return contentHash(Buffer.from(personId));
}
