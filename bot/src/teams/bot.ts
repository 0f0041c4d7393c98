import { z } from 'zod';
import { dayOf } from '../domain/day.ts';
import { Refusal } from '../domain/errors.ts';
import { refusalSentence, safeLocale, wordsFor } from '../domain/words/words.ts';
import type { Conversation, Outgoing } from '../notices/ports.ts';
import { channelOf, type IncomingActivity, isPersonal } from './activity.ts';
import { actorOf } from './actor-of.ts';
import type { Card } from './cards/parts.ts';
import { answerText } from './commands.ts';
import type { TeamsApp, Turn } from './turn.ts';
import { answers, type Verb, verbs } from './verbs.ts';

/** What an invoke is answered with: HTTP status and body. Null: the activity is no invoke. */
export type InvokeAnswer = { status: number; body: unknown } | null;

const CardAction = z.object({
  action: z.object({ type: z.string(), verb: z.string().max(200).optional(), data: z.unknown().optional() }),
});
const SubmittedCard = z.looseObject({ verb: z.string().max(200) });

/** Answers one activity. Refusals become words; anything else is thrown, for the log. */
export async function answerActivity(app: TeamsApp, activity: IncomingActivity): Promise<InvokeAnswer> {
  switch (activity.type) {
    case 'message':
      await onMessage(app, activity);
      return null;
    case 'invoke':
      return onInvoke(app, activity);
    case 'installationUpdate':
      if (activity.action?.startsWith('remove')) await onRemoved(app, activity);
      else await onInstalled(app, activity);
      return null;
    case 'conversationUpdate':
      if (activity.membersAdded?.some(({ id }) => id === activity.recipient?.id)) await onInstalled(app, activity);
      if (activity.membersRemoved?.some(({ id }) => id === activity.recipient?.id)) await onRemoved(app, activity);
      return null;
    default:
      return null;
  }
}

async function onMessage(app: TeamsApp, activity: IncomingActivity): Promise<void> {
  const conversation = conversationOf(app, activity);
  const locale = safeLocale(activity.locale, app.defaultLocale);
  try {
    const turn = await begin(app, activity);
    const submitted = SubmittedCard.safeParse(activity.value);
    if (submitted.success) {
      // An older client sent a card's button as Action.Submit: the card is edited in place, as Execute would have done.
      const card = await press(app, turn, submitted.data.verb, submitted.data);
      const message: Outgoing = { card, summary: String(card.speak) };
      if (activity.replyToId) await app.connector.update(conversation, activity.replyToId, message);
      else await app.connector.send(conversation, message);
      return;
    }
    await app.connector.send(conversation, await answerText(app, turn));
  } catch (error) {
    if (!(error instanceof Refusal)) {
      await app.connector.send(conversation, { text: wordsFor(locale).chat.failed });
      throw error;
    }
    await app.connector.send(conversation, { text: refusalSentence(error, locale) });
  }
}

async function onInvoke(app: TeamsApp, activity: IncomingActivity): Promise<InvokeAnswer> {
  if (activity.name !== 'adaptiveCard/action') return { status: 501, body: null };
  const locale = safeLocale(activity.locale, app.defaultLocale);
  try {
    const parsed = CardAction.safeParse(activity.value);
    if (!parsed.success) throw new Refusal('invalid', 'card.unreadable');
    const turn = await begin(app, activity);
    const card = await press(app, turn, parsed.data.action.verb ?? '', parsed.data.action.data);
    return answerOf('application/vnd.microsoft.card.adaptive', card);
  } catch (error) {
    if (!(error instanceof Refusal)) {
      app.deps.log.error({ err: error, activityId: activity.id }, 'press failed');
      return answerOf('application/vnd.microsoft.activity.message', wordsFor(locale).chat.failed);
    }
    app.deps.log.info({ code: error.code, activityId: activity.id }, 'press refused');
    return answerOf('application/vnd.microsoft.activity.message', refusalSentence(error, locale));
  }
}

/** Teams shows a card in place of the pressed one, and a message as a short notice above it; both with status 200. */
function answerOf(type: string, value: unknown): InvokeAnswer {
  return { status: 200, body: { statusCode: 200, type, value } };
}

function press(app: TeamsApp, turn: Turn, verb: string, data: unknown): Promise<Card> {
  const known = verbs.find((one): one is Verb => one === verb);
  if (!known) throw new Refusal('invalid', 'verb.unknown', { verb: verb.slice(0, 40) });
  return answers[known](app, turn, data);
}

async function begin(app: TeamsApp, activity: IncomingActivity): Promise<Turn> {
  const named = actorOf(activity, app.routing.itamStaff, app.defaultLocale);
  // Connectors may leave the name out; the directory knows it, and without either the id has to do.
  const found = activity.from.name ? null : await app.deps.people.find(named.id).catch(() => null);
  const actor = found?.person ? { ...named, displayName: found.person.displayName } : named;
  const conversation = conversationOf(app, activity);
  await rememberPerson(app, activity, actor.id, conversation);
  return {
    activity,
    actor,
    conversation,
    card: { locale: actor.locale, today: dayOf(app.deps.now()), linkTo: app.linkTo },
  };
}

async function onInstalled(app: TeamsApp, activity: IncomingActivity): Promise<void> {
  const conversation = conversationOf(app, activity);
  if (!isPersonal(activity)) {
    await rememberChannel(app, activity, conversation);
    return;
  }
  const id = activity.from.aadObjectId?.toLowerCase();
  if (!id) return;
  const isNew = await rememberPerson(app, activity, id, conversation);
  if (isNew)
    await app.connector.send(conversation, {
      text: `${wordsFor(conversation.locale).chat.welcome}\n\n${wordsFor(conversation.locale).chat.help}`,
    });
}

async function onRemoved(app: TeamsApp, activity: IncomingActivity): Promise<void> {
  const id = activity.from.aadObjectId?.toLowerCase();
  if (id && isPersonal(activity)) await app.conversations.forgetPerson(id);
}

async function rememberPerson(
  app: TeamsApp,
  activity: IncomingActivity,
  id: string,
  conversation: Conversation,
): Promise<boolean> {
  if (!isPersonal(activity)) {
    await rememberChannel(app, activity, conversation);
    return false;
  }
  const isNew = await app.conversations.setPerson(id, conversation);
  if (isNew) await app.reachable(id);
  return isNew;
}

/** The ITAM channel is the one that the configuration names; without one, the first channel that Sightline is added to. */
async function rememberChannel(app: TeamsApp, activity: IncomingActivity, conversation: Conversation): Promise<void> {
  const wanted = app.itamChannelId;
  const channel = wanted ?? channelOf(activity);
  if (channel === null || (await app.conversations.itamChannel())?.conversationId === channel) return;
  if (wanted === null && (await app.conversations.itamChannel()) !== null) return;
  const isChanged = await app.conversations.setItamChannel({ ...conversation, conversationId: channel });
  if (isChanged) await app.reachable(null);
}

function conversationOf(app: TeamsApp, activity: IncomingActivity): Conversation {
  return {
    conversationId: activity.conversation.id,
    serviceUrl: activity.serviceUrl,
    tenantId: activity.conversation.tenantId ?? app.tenantId,
    botId: activity.recipient?.id ?? '',
    locale: safeLocale(activity.locale, app.defaultLocale),
  };
}
