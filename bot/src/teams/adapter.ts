import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Request,
  type Response,
  type TurnContext,
} from 'botbuilder';
import { isLoopback } from '../config.ts';
import { Refusal } from '../domain/errors.ts';
import type { Log } from '../log.ts';
import { IncomingActivity, tenantOf } from './activity.ts';
import { answerActivity } from './bot.ts';
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
export type Messages = (request: Incoming, response: Response) => Promise<void>;

/** What botbuilder reads of a request; any server's fits. */
export type Incoming = Omit<Request, 'method'> & { method?: string | undefined };

/**
 * The way in for activities.
 * The returned function throws a {@link Refusal} (`request.unreadable`, `tenant.other`, `token.invalid`) before anything is done.
 */
export function receiveMessages(bot: BotIdentity, app: TeamsApp, log: Log): Messages {
  const adapter = new CloudAdapter(authenticationOf(bot));
  adapter.onTurnError = async (_context, error) => log.error({ err: error }, 'turn failed');

  return async (request, response) => {
    const parsed = IncomingActivity.safeParse(request.body);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Refusal('invalid', 'request.unreadable', {
        detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not an activity'}`,
      });
    }
    assertOurs(app, parsed.data);
    const posted: Request = Object.assign(request, { method: 'POST' });
    await processed(adapter, posted, response, async (context) => {
      const answer = await answerActivity(app, parsed.data);
      if (answer) await context.sendActivity({ type: 'invokeResponse', value: answer } as Partial<Activity>);
    });
  };
}

/** botbuilder does not compare tenants, and with no bot id it would call any address that a body names. */
function assertOurs(app: TeamsApp, activity: IncomingActivity): void {
  const tenant = tenantOf(activity);
  if (tenant !== null ? tenant !== app.tenantId : !app.isPractice) throw new Refusal('forbidden', 'tenant.other');
  if (app.isPractice && !isLoopback(activity.serviceUrl)) {
    throw new Refusal('invalid', 'request.unreadable', {
      detail: 'serviceUrl: the practice tenant answers connectors on loopback only',
    });
  }
}

/** A forged signature makes botbuilder throw where other bad tokens get 401; both are the same "no". */
async function processed(
  adapter: CloudAdapter,
  request: Request,
  response: Response,
  turn: (context: TurnContext) => Promise<void>,
): Promise<void> {
  try {
    await adapter.process(request, response, turn);
  } catch (error) {
    if (error instanceof Error && /signature|jwt|token/i.test(error.message))
      throw new Refusal('unauthenticated', 'token.invalid');
    throw error;
  }
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
