import type { BotIdentity } from '../config.ts';
import { Refusal } from '../domain/errors.ts';
import type { Log } from '../log.ts';
import { signedTokenCheck } from '../signed-token.ts';

/** Refuses what the channel did not send. @throws {Refusal} `token.invalid`, `token.expired`, `not-ready` */
export type ChannelTokenCheck = (
  authorization: string | undefined,
  activity: { channelId?: string | undefined; serviceUrl: string },
) => Promise<void>;

/**
 * Checks a channel's token as bots are asked to: signature, issuer, audience, time, the address that answers go to, and
 * that the key may speak for the channel
 * (learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication).
 */
export function channelTokenCheck(deps: { bot: BotIdentity; now: () => Date; log: Log }): ChannelTokenCheck {
  const { bot, now, log } = deps;
  const check = signedTokenCheck({
    keysUrl: bot.openIdMetadataUrl,
    openIdMetadata: true,
    issuer: [bot.tokenIssuer],
    audience: [bot.id],
    clockToleranceSeconds: 300,
    now,
    log,
  });
  return async (authorization, { channelId = '', serviceUrl }) => {
    const token = /^Bearer ([\w.-]+)$/.exec(authorization ?? '')?.[1];
    if (!token) throw new Refusal('unauthenticated', 'token.invalid');
    const { claims, key } = await check(token);
    const { endorsements } = key as { endorsements?: unknown };
    const isEndorsed = !Array.isArray(endorsements) || endorsements.length === 0 || endorsements.includes(channelId);
    if (claims.serviceurl !== serviceUrl || !isEndorsed) throw new Refusal('unauthenticated', 'token.invalid');
  };
}
