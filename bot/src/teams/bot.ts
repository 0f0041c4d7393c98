import { trace } from '@opentelemetry/api';
import { z } from 'zod';
import { dayOf } from '../domain/day.ts';
import { Refusal } from '../domain/errors.ts';
import { may, relationsOf } from '../domain/permissions.ts';
import { safeLocale } from '../domain/words/safe-locale.ts';
import { refusalSentence, wordsFor } from '../domain/words/words.ts';
import { inTime, type TimeLimit } from '../in-time.ts';
import type { Conversation } from '../notices/ports.ts';
import { channelOf, clockOf, type IncomingActivity, isPersonal } from './activity.ts';
import { actorOf } from './actor-of.ts';
import type { Card } from './cards/parts.ts';
import { isAsking } from './commands.ts';
import { answerFiles } from './files.ts';
import { reply, replyInPlace } from './reply.ts';
import type { TeamsApp, Turn } from './turn.ts';
import { answerEdited, answerTyped } from './typed.ts';
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
    case 'messageUpdate':
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
    const work = asOneOfFew(app, activity, () => answerMessage(app, activity, conversation, locale));
    await inTime(work, turnLimit(app, activity));
  } catch (error) {
    if (!(error instanceof Refusal)) {
      await reply(app, conversation, { text: wordsFor(locale).chat.failed });
      throw error;
    }
    if (error.code === 'request.too-many' && !app.changes.isNews(personOf(app, activity))) {
      app.deps.log.info({ code: error.code, activityId: activity.id }, 'message refused');
      return;
    }
    await reply(app, conversation, { text: refusalSentence(error, locale) });
  }
}

async function answerMessage(
  app: TeamsApp,
  activity: IncomingActivity,
  conversation: Conversation,
  locale: string,
): Promise<void> {
  const { turn, isFirst } = await begin(app, activity);
  const submitted = SubmittedCard.safeParse(activity.value);
  if (submitted.success) {
    // An older client sent a card's button as Action.Submit: the card is edited in place, as Execute would have done.
    const card = await press(app, turn, submitted.data.verb, submitted.data);
    await replyInPlace(app, conversation, activity.replyToId, { card, summary: String(card.speak) });
    return;
  }
  if (isFirst) await reply(app, conversation, { text: wordsFor(locale).chat.welcome });
  if (activity.type === 'messageUpdate') {
    await answerEdited(app, turn);
    return;
  }
  const aboutFiles = await answerFiles(app, turn);
  for (const message of aboutFiles) await reply(app, conversation, message);
  if (aboutFiles.length === 0 || isAsking(app, turn)) await answerTyped(app, turn);
}

/** Does what somebody asks for as one of few of theirs. @throws {Refusal} `request.too-many`, `person.unknown` */
async function asOneOfFew<T>(app: TeamsApp, activity: IncomingActivity, work: () => Promise<T>): Promise<T> {
  return app.changes.during(personOf(app, activity), work);
}

/** @throws {Refusal} `person.unknown` */
function personOf(app: TeamsApp, activity: IncomingActivity): string {
  return actorOf(activity, app.deps.settings().itamStaff, app.defaultLocale).id;
}

/** How long whoever wrote or pressed something waits for an answer. */
function turnLimit({ waits, deps: { log } }: TeamsApp, { id }: IncomingActivity): TimeLimit {
  const late = () => new Refusal('unavailable', 'turn.late');
  return { ms: waits.turnMs, late, log, about: { activityId: id } };
}

async function onInvoke(app: TeamsApp, activity: IncomingActivity): Promise<InvokeAnswer> {
  if (activity.name !== 'adaptiveCard/action') return { status: 501, body: null };
  const locale = safeLocale(activity.locale, app.defaultLocale);
  try {
    const parsed = CardAction.safeParse(activity.value);
    if (!parsed.success) throw new Refusal('invalid', 'card.unreadable');
    const { verb = '', data } = parsed.data.action;
    const work = asOneOfFew(app, activity, async () => press(app, (await begin(app, activity)).turn, verb, data));
    const card = await inTime(work, turnLimit(app, activity));
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
  trace.getActiveSpan()?.setAttribute('sightline.verb', known);
  app.deps.log.debug({ verb: known, activityId: turn.activity.id }, 'card pressed');
  return answers[known](app, turn, data);
}

/** Who acts and where. `isFirst`: nobody knew this person's chat until now. */
async function begin(app: TeamsApp, activity: IncomingActivity): Promise<{ turn: Turn; isFirst: boolean }> {
  const named = actorOf(activity, app.deps.settings().itamStaff, app.defaultLocale);
  // Connectors may leave the name out; the directory knows it, and without either the id has to do.
  const found = activity.from.name ? null : await app.deps.people.find(named.id).catch(() => null);
  const actor = found?.person ? { ...named, displayName: found.person.displayName } : named;
  const conversation = conversationOf(app, activity);
  const isFirst = isPersonal(activity)
    ? await rememberPerson(app, activity, actor.id, conversation)
    : await rememberChannel(app, activity, conversation).then(() => false);
  const card = { locale: actor.locale, today: dayOf(clockOf(activity, app.deps.now())), linkTo: app.linkTo };
  return { turn: { activity, actor, conversation, card }, isFirst };
}

async function onInstalled(app: TeamsApp, activity: IncomingActivity): Promise<void> {
  const conversation = conversationOf(app, activity);
  if (!isPersonal(activity)) {
    await rememberChannel(app, activity, conversation);
    // Also where nothing about the channel is new: what Teams refused while Sightline was away from it waits.
    await reachable(app, null);
    return;
  }
  const id = activity.from.aadObjectId?.toLowerCase();
  if (!id || !(await rememberPerson(app, activity, id, conversation))) return;
  const { chat } = wordsFor(conversation.locale);
  await reply(app, conversation, { text: `${chat.welcome}\n\n${chat.help}` });
}

async function onRemoved(app: TeamsApp, activity: IncomingActivity): Promise<void> {
  const id = activity.from.aadObjectId?.toLowerCase();
  if (id && isPersonal(activity)) await app.conversations.forgetPerson(id);
}

/** Remembers where a person is reached. True when nobody knew until now. */
async function rememberPerson(
  app: TeamsApp,
  activity: IncomingActivity,
  id: string,
  conversation: Conversation,
): Promise<boolean> {
  const isEvent = activity.type !== 'message' && activity.type !== 'invoke';
  // Not every activity tells a language; what the person was known by stays.
  const known = activity.locale === undefined ? await app.conversations.ofPerson(id) : null;
  const remembered = await app.conversations.setPerson(
    id,
    known ? { ...conversation, locale: known.locale } : conversation,
    isEvent,
  );
  if (remembered !== 'same') await reachable(app, id);
  return remembered === 'new';
}

/**
 * Remembers where ITAM is told: in the channel of the settings, else in the first channel where ITAM staff add or address
 * Sightline.
 */
async function rememberChannel(app: TeamsApp, activity: IncomingActivity, conversation: Conversation): Promise<void> {
  const known = await app.conversations.itamChannel();
  const here = channelOf(activity);
  const wanted = app.deps.settings().itamChannelId ?? known?.conversationId ?? null;
  const conversationId = wanted ?? (mayChooseChannel(app, activity) ? here : null);
  if (conversationId === null) return;
  const { serviceUrl, botId } = conversation;
  if (!known) {
    await app.conversations.setItamChannel({ ...conversation, conversationId });
    await reachable(app, null);
  } else if (here === conversationId && (known.serviceUrl !== serviceUrl || known.botId !== botId)) {
    await app.conversations.setItamChannel({ ...known, serviceUrl, botId });
  }
}

function mayChooseChannel(app: TeamsApp, activity: IncomingActivity): boolean {
  if (!activity.from.aadObjectId) return false;
  const actor = actorOf(activity, app.deps.settings().itamStaff, app.defaultLocale);
  return may('settings.change', relationsOf(actor, null, app.deps.settings()));
}

/** Queues what waited for someone; looks once more when the replica has heard of what another instance has just set aside. */
async function reachable(app: TeamsApp, recipientId: string | null): Promise<void> {
  await app.reachable(recipientId);
  const again = () =>
    app.reachable(recipientId).catch((error: unknown) => app.deps.log.warn({ err: error }, 'not queued'));
  setTimeout(again, secondLookMs).unref();
}

const secondLookMs = 4_000;

function conversationOf(app: TeamsApp, activity: IncomingActivity): Conversation {
  return {
    conversationId: activity.conversation.id,
    serviceUrl: activity.serviceUrl,
    tenantId: activity.conversation.tenantId ?? app.tenantId,
    botId: activity.recipient?.id ?? '',
    locale: safeLocale(activity.locale, app.defaultLocale),
  };
}
