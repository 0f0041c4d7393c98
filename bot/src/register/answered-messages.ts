import type { TableClient } from '@azure/data-tables';
import { contentHash } from './evidence.ts';
import { readable } from './rows.ts';
import { commit, isConflict, isNotFound, readRow, type StoredRow } from './table.ts';

/** The partition of which messages answer what people typed lately; no part of the journal. */
const partition = 'answered';
/** Of one person. What was typed longer ago is answered by a new message when it is edited. */
const mostKept = 20;

/** A message that a person typed, and the one that answers it; ids of the conversation. */
export type AnsweredMessage = { messageId: string; answerId: string };

/** The messages of a person that were answered last, newest first. */
export async function answeredOf(table: TableClient, personId: string): Promise<AnsweredMessage[]> {
  return readable(await answeredRow(table, personId), answeredIn) ?? [];
}

/** The row that they are kept in, or null. */
export function answeredRow(table: TableClient, personId: string): Promise<StoredRow | null> {
  return readRow(table, partition, keyOf(personId));
}

/** @throws {Error} when it can't be read: somebody damaged it */
export function answeredIn({ json }: StoredRow): AnsweredMessage[] {
  const messages: unknown = JSON.parse(String(json));
  if (!Array.isArray(messages)) throw new Error('These are no messages');
  return messages as AnsweredMessage[];
}

/** Remembers what answers a message, in place of what answered it before. */
export async function rememberAnswer(table: TableClient, personId: string, answered: AnsweredMessage): Promise<void> {
  for (;;) {
    const held = await answeredRow(table, personId);
    const before = readable(held, answeredIn) ?? [];
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
