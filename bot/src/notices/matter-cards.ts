import type { TableClient } from '@azure/data-tables';
import type { NoticeRole } from '../domain/routing.ts';
import type { Row } from '../register/limits.ts';
import { tenantPartition } from '../register/outbox.ts';
import { readable } from '../register/rows.ts';
import { shardOf } from '../register/shards.ts';
import { type Commit, isConflict, readRow, type StoredRow } from '../register/table.ts';

/** The one open card of a matter: an asset, in a part, for a recipient; `round`: see `NoticeRequest`. */
export type Matter = {
  assetId: string | null;
  role: NoticeRole | 'digest';
  recipientId: string | null;
  round?: number | undefined;
};

/** Which activity shows the matter, and the asset's version that it shows. */
export type MatterCard = {
  conversationId: string;
  activityId: string | null;
  shownVersion: number;
  /** Who is sending it now, until when (ISO 8601): two notices of one matter must not both send a first card. */
  claim: { by: string; until: string } | null;
};

export type StoredCard = { card: MatterCard; etag: string };

/** Keys of a matter's row: in the asset's shard, so that a card and its notice can be committed together. */
export function cardKeys({ assetId, role, recipientId, round }: Matter): { partitionKey: string; rowKey: string } {
  return {
    partitionKey: assetId === null ? tenantPartition : shardOf(assetId),
    rowKey: `card|${assetId ?? 'register'}|${role}|${recipientId ?? 'itam-channel'}${round === undefined ? '' : `|${round}`}`,
  };
}

export function cardRow(matter: Matter, card: MatterCard): Row {
  return { ...cardKeys(matter), json: JSON.stringify(card) };
}

export async function getCard(table: TableClient, matter: Matter): Promise<StoredCard | null> {
  const { partitionKey, rowKey } = cardKeys(matter);
  const row = await readRow(table, partitionKey, rowKey);
  return row && storedCard(row);
}

/** Writes a card's row, guarded by what was read (null: there was none). Null for a lost race. */
export async function putCard(
  write: Commit,
  matter: Matter,
  card: MatterCard,
  read: StoredCard | null,
): Promise<StoredCard | null> {
  const row = cardRow(matter, card);
  try {
    const [etag = ''] = await write([read ? { kind: 'replace', row, etag: read.etag } : { kind: 'create', row }]);
    return { card, etag };
  } catch (error) {
    if (isConflict(error)) return null;
    throw error;
  }
}

/**
 * Makes an activity that is already in someone's chat, such as the form they filled in, the card of a matter,
 * so that later events edit it. A card that was sent before stays what it is and is edited too.
 */
export async function adoptCard(
  { table, write }: { table: TableClient; write: Commit },
  matter: Matter,
  conversationId: string,
  activityId: string,
): Promise<void> {
  const held = await getCard(table, matter);
  if (held?.card.activityId) return;
  await putCard(write, matter, { conversationId, activityId, shownVersion: 0, claim: null }, held);
}

/** The roles in which a person holds a card of their own. */
const personalRoles = ['purchaser', 'stand-in', 'decider'] as const satisfies readonly NoticeRole[];

/** Which of the assets an activity is someone's card of; null for none. Reads the cards of each. */
export async function assetOfCard(
  table: TableClient,
  recipientId: string,
  activityId: string,
  assetIds: readonly string[],
): Promise<string | null> {
  const matters = assetIds.flatMap((assetId) => personalRoles.map((role) => ({ assetId, role, recipientId })));
  const cards = await Promise.all(matters.map((matter) => getCard(table, matter)));
  return matters[cards.findIndex((held) => held?.card.activityId === activityId)]?.assetId ?? null;
}

/** A card that somebody damaged is one that was never sent: a new one takes its place. */
function storedCard(row: StoredRow): StoredCard {
  return { card: readable(row, cardOf) ?? neverSent, etag: row.etag };
}

const neverSent: MatterCard = { conversationId: '', activityId: null, shownVersion: 0, claim: null };

function cardOf(row: StoredRow): MatterCard {
  const card = JSON.parse(String(row.json)) as MatterCard;
  if (typeof card.conversationId !== 'string' || typeof card.shownVersion !== 'number') throw new Error('No card');
  return card;
}
