import { wordsFor } from '../domain/words/words.ts';
import { isPersonal } from './activity.ts';
import { answerText, declarationIdsOf, isAsking, isCommand } from './commands.ts';
import { hasFiles } from './files.ts';
import { reply, replyInPlace } from './reply.ts';
import type { TeamsApp, Turn } from './turn.ts';

/** Answers a message that somebody typed. */
export async function answerTyped(app: TeamsApp, turn: Turn): Promise<void> {
  const [first, ...others] = await answerText(app, turn);
  await remember(app, turn, await reply(app, turn.conversation, first));
  for (const message of others) await reply(app, turn.conversation, message);
}

/**
 * Answers what a message says after its person changed it. The answer to what it said before is changed in place, unless a
 * purchase was declared with it: that stands, whatever the message says now.
 */
export async function answerEdited(app: TeamsApp, turn: Turn): Promise<void> {
  const { activity, actor, conversation } = turn;
  // A file belongs to the message as it was sent, and was answered then.
  if (hasFiles(turn) && !isAsking(app, turn)) return;
  const known = isPersonal(activity) ? await app.answered.of(actor.id) : [];
  const answerId = known.find(({ messageId }) => messageId === activity.id)?.answerId ?? null;
  const isDeclared = await wasDeclared(app, turn, answerId);
  if (isDeclared && !isCommand(turn)) {
    await reply(app, conversation, { text: wordsFor(turn.card.locale).chat.editedTooLate });
    return;
  }
  const [first, ...others] = await answerText(app, turn);
  await remember(app, turn, await replyInPlace(app, conversation, isDeclared ? null : answerId, first));
  for (const message of others) await reply(app, conversation, message);
}

/** Whether the form that answered a message was sent: the purchase has its id, or has the form as its card. */
async function wasDeclared(app: TeamsApp, { activity, actor }: Turn, answerId: string | null): Promise<boolean> {
  const theirs = await app.deps.projection.ofPerson(actor.id);
  const declarationIds = declarationIdsOf(activity);
  if (theirs.some(({ declarationId }) => declarationId !== null && declarationIds.includes(declarationId))) return true;
  const ids = theirs.map(({ id }) => id);
  return answerId !== null && (await app.assetOfCard(actor.id, answerId, ids)) !== null;
}

async function remember(app: TeamsApp, { activity, actor }: Turn, answerId: string | null): Promise<void> {
  if (answerId === null || activity.id === undefined || !isPersonal(activity)) return;
  await app.answered.remember(actor.id, { messageId: activity.id, answerId });
}
