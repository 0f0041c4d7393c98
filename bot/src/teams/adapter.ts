import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Request,
  type TurnContext,
} from 'botbuilder';
import { isLoopback } from '../config.ts';
import { Refusal } from '../domain/errors.ts';
import type { Log } from '../log.ts';
import { instruments } from '../telemetry/instruments.ts';
import { inSpan } from '../telemetry/traces.ts';
import { IncomingActivity, tenantsOf } from './activity.ts';
import { answerActivity, type InvokeAnswer } from './bot.ts';
import type { TeamsApp } from './turn.ts';

export type BotIdentity = {
  id: string;
  type: 'UserAssignedMSI' | 'SingleTenant';
  password: string | null;
  tenantId: string;
  openIdMetadataUrl: string | null;
  tokenIssuer: string | null;
};

/** Takes in what a channel posts to `/api/messages`: botbuilder checks the token, we check tenant and shape. */
export type Messages = (request: Incoming) => Promise<{ status: number; body: unknown }>;

/** What botbuilder reads of a request; any server's fits. */
export type Incoming = Omit<Request, 'method'> & { method?: string | undefined };

/**
 * The way in for activities.
 * The returned function throws a {@link Refusal} (`request.unreadable`, `tenant.other`, `token.invalid`, `not-ready`)
 * before anything is done.
 */
export function receiveMessages(bot: BotIdentity, app: TeamsApp, log: Log): Messages {
  const adapter = new CloudAdapter(authenticationOf(bot));
  adapter.onTurnError = async (_context, error) => log.error({ err: error }, 'turn failed');

  return async (request) => {
    const parsed = IncomingActivity.safeParse(request.body);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Refusal('invalid', 'request.unreadable', {
        detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not an activity'}`,
      });
    }
    assertOurs(app, parsed.data);
    const posted: Request = Object.assign(request, { method: 'POST' });
    const reply = await processed(adapter, posted, async (context) => {
      const answer = await answered(app, parsed.data);
      if (answer) await context.sendActivity({ type: 'invokeResponse', value: answer } as Partial<Activity>);
    });
    if (reply.status === 401) throw new Refusal('unauthenticated', 'token.invalid');
    // What fails in a turn is told by the turn, so this is about the token: it could not be checked.
    if (reply.status === 500) {
      log.warn({ reason: String(reply.body) }, 'token could not be checked');
      throw new Refusal('unavailable', 'not-ready');
    }
    return reply;
  };
}

const activityTypes: readonly string[] = ['message', 'invoke', 'installationUpdate', 'conversationUpdate'];

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

/** botbuilder does not compare tenants, and with no bot id it would call any address that a body names. */
function assertOurs(app: TeamsApp, activity: IncomingActivity): void {
  const tenants = tenantsOf(activity);
  const isOurs = tenants.length > 0 ? tenants.every((tenant) => tenant === app.tenantId) : app.isPractice;
  if (!isOurs) throw new Refusal('forbidden', 'tenant.other');
  if (app.isPractice && !isLoopback(activity.serviceUrl)) {
    throw new Refusal('invalid', 'request.unreadable', {
      detail: 'serviceUrl: the practice tenant answers connectors on loopback only',
    });
  }
}

/** Runs a turn and answers what botbuilder would send. To a forged token it says 500 where others get 401: the same "no". */
async function processed(
  adapter: CloudAdapter,
  request: Request,
  turn: (context: TurnContext) => Promise<void>,
): Promise<{ status: number; body: unknown }> {
  const reply: { status: number; body: unknown } = { status: 200, body: undefined };
  const response = {
    socket: null,
    header: () => undefined,
    status(code: number) {
      reply.status = code;
    },
    send(body: unknown) {
      reply.body = body;
    },
    end: () => undefined,
  };
  await adapter.process(request, response, turn);
  const isForged = reply.status === 500 && /signature|jwt|token/i.test(String(reply.body));
  return isForged ? { status: 401, body: undefined } : reply;
}

function authenticationOf(bot: BotIdentity): ConfigurationBotFrameworkAuthentication {
  const identity = {
    MicrosoftAppId: bot.id,
    MicrosoftAppType: bot.type,
    MicrosoftAppTenantId: bot.tenantId,
    MicrosoftAppPassword: bot.password ?? '',
  };
  if (!bot.id) return new ConfigurationBotFrameworkAuthentication({});
  if (!bot.openIdMetadataUrl && !bot.tokenIssuer) return new ConfigurationBotFrameworkAuthentication(identity);
  // Another cloud: if any of these is given, none of the public cloud's defaults apply, so all are.
  const metadata = bot.openIdMetadataUrl ?? 'https://login.botframework.com/v1/.well-known/openidconfiguration';
  return new ConfigurationBotFrameworkAuthentication({
    ...identity,
    ToBotFromChannelOpenIdMetadataUrl: metadata,
    ToBotFromChannelTokenIssuer: bot.tokenIssuer ?? 'https://api.botframework.com',
    ToBotFromEmulatorOpenIdMetadataUrl: metadata,
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    OAuthUrl: 'https://api.botframework.com',
    ValidateAuthority: 'false',
  });
}
