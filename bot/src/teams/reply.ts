import { setTimeout as delay } from 'node:timers/promises';
import type { Conversation, Outgoing } from '../notices/ports.ts';
import type { TeamsApp } from './turn.ts';

const mostReplies = 4;
const firstPauseMs = 400;
const longestPauseMs = 3_000;

/**
 * Answers in the conversation. What Teams is too busy for is tried a few times more, while the person still waits.
 * The id of the message that it became; null where Teams did not take it.
 */
export async function reply(app: TeamsApp, conversation: Conversation, message: Outgoing): Promise<string | null> {
  for (let attempt = 1; ; attempt++) {
    const result = await app.connector.send(conversation, message);
    if (result.kind === 'sent') return result.activityId;
    const pauseMs = result.kind === 'retry' ? (result.afterMs ?? firstPauseMs * attempt) : null;
    if (pauseMs === null || pauseMs > longestPauseMs || attempt >= mostReplies) {
      app.deps.log.warn({ conversationId: conversation.conversationId, result }, 'reply not taken by Teams');
      return null;
    }
    await delay(pauseMs);
  }
}

/** Puts a message in place of one that is there; where it is not, or can't be changed, it comes as a new one. The id as above. */
export async function replyInPlace(
  app: TeamsApp,
  conversation: Conversation,
  activityId: string | null | undefined,
  message: Outgoing,
): Promise<string | null> {
  const edited = activityId ? await app.connector.update(conversation, activityId, message) : null;
  return edited?.kind === 'sent' ? edited.activityId : reply(app, conversation, message);
}
