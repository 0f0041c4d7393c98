import type { Asset } from '../domain/asset.ts';
import type { Fate } from '../domain/words/en.ts';
import type { NoticeRecord } from '../register/rows.ts';

/** Where a person or a channel is reached: what Teams said when they last spoke or installed the app. */
export type Conversation = {
  conversationId: string;
  serviceUrl: string;
  tenantId: string | null;
  /** The bot's id in that channel, as activities name it. */
  botId: string;
  locale: string;
};

/** A message as it goes to the connector: plain words, or a card with the words that stand for it in lists and toasts. */
export type Outgoing = { text: string } | { card: unknown; summary: string };

/** How a send ended. `retry`: Teams may take it later, not before `afterMs`. `refused`: trying again does not help. */
export type SendResult =
  | { kind: 'sent'; activityId: string }
  | { kind: 'gone' }
  | { kind: 'retry'; afterMs: number | null; status: number }
  | { kind: 'refused'; fate: Fate; status: number; code: string };

/** The connector as delivery needs it; the Teams edge supplies it. */
export type Connector = {
  send(to: Conversation, message: Outgoing): Promise<SendResult>;
  update(to: Conversation, activityId: string, message: Outgoing): Promise<SendResult>;
};

/** Renders the card of a matter for its reader; the Teams edge supplies it. */
export type Render = (notice: NoticeRecord, asset: Asset | null, locale: string) => Promise<Outgoing>;
