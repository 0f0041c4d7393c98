import { type Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import type { BotIdentity } from '../config.ts';
import { Refusal } from '../domain/errors.ts';
import { instruments } from '../telemetry/instruments.ts';
import { inSpan } from '../telemetry/traces.ts';
import { IncomingActivity, tenantsOf } from './activity.ts';
import { answerActivity, type InvokeAnswer } from './bot.ts';
import { channelTokenCheck } from './channel-token.ts';
import type { TeamsApp } from './turn.ts';

/** Takes in what a channel posts to `/api/messages`. */
export type Messages = (request: Incoming) => Promise<{ status: number; body: unknown }>;

/** What is read of a request; any server's fits. */
export type Incoming = { headers: { authorization?: string | undefined }; body?: unknown };

/**
 * The way in for activities.
 * The returned function throws a {@link Refusal} (`request.unreadable`, `token.invalid`, `token.expired`, `not-ready`,
 * `tenant.other`, `channel.other`) before anything is done.
 */
export function receiveMessages(bot: BotIdentity, app: TeamsApp): Messages {
  const { log, now } = app.deps;
  const checkToken = bot.id === '' ? null : channelTokenCheck({ bot, now, log });
  // botbuilder is given activities whose token was checked before, and no token: to a forged one it says 500, it prints
  // a stack for each that it refuses, and keeps a line for each tenant that one names.
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  adapter.onTurnError = async (_context, error) => log.error({ err: error }, 'turn failed');

  return async (request) => {
    const parsed = IncomingActivity.safeParse(request.body);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Refusal('invalid', 'request.unreadable', {
        detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not an activity'}`,
      });
    }
    if (checkToken) await checkToken(request.headers.authorization, parsed.data);
    assertOurs(app, parsed.data);
    // Any other channel lets its clients say who they are.
    if (checkToken && parsed.data.channelId !== 'msteams') throw new Refusal('forbidden', 'channel.other');
    return processed(adapter, request.body, async (context) => {
      const answer = await answered(app, parsed.data);
      if (answer) await context.sendActivity({ type: 'invokeResponse', value: answer } as Partial<Activity>);
    });
  };
}

const activityTypes: readonly string[] = [
  'message',
  'messageUpdate',
  'invoke',
  'installationUpdate',
  'conversationUpdate',
];

/** Answers an activity inside a span of its own. */
async function answered(app: TeamsApp, activity: IncomingActivity): Promise<InvokeAnswer> {
  const startedAt = performance.now();
  const about = { 'sightline.activity': activityTypes.find((type) => type === activity.type) ?? 'other' };
  try {
    return await inSpan('turn', { attributes: about }, () => answerActivity(app, activity));
  } finally {
    instruments.turnDuration().record((performance.now() - startedAt) / 1000, about);
  }
}

/** A token does not say which tenant an activity is of, and the bot's own token goes to the address in it. */
function assertOurs(app: TeamsApp, activity: IncomingActivity): void {
  const tenants = tenantsOf(activity);
  const isOurs = tenants.length > 0 ? tenants.every((tenant) => tenant === app.tenantId) : app.isPractice;
  if (!isOurs) throw new Refusal('forbidden', 'tenant.other');
  if (app.isConnector(activity.serviceUrl)) return;
  // Where Teams has moved to an address that nobody knows here, operators have to hear of it.
  const { origin } = new URL(activity.serviceUrl);
  app.deps.log.warn({ origin }, 'an activity names a service that is not one of Teams; CONNECTOR_URL adds one');
  throw new Refusal('invalid', 'request.unreadable', { detail: 'serviceUrl: it is none that Sightline answers' });
}

/** Runs a turn and answers what botbuilder would send. */
async function processed(
  adapter: CloudAdapter,
  body: unknown,
  turn: (context: TurnContext) => Promise<void>,
): Promise<{ status: number; body: unknown }> {
  const reply: { status: number; body: unknown } = { status: 200, body: undefined };
  const response = {
    socket: null,
    header: () => undefined,
    status(code: number) {
      reply.status = code;
    },
    send(sent: unknown) {
      reply.body = sent;
    },
    end: () => undefined,
  };
  await adapter.process({ method: 'POST', headers: {}, body: body as Record<string, unknown> }, response, turn);
  if (reply.status === 500) throw new Error(`botbuilder could not take the activity: ${String(reply.body)}`);
  return reply;
}
