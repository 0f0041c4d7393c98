import { createRemoteJWKSet, customFetch, errors, type JWK, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { Refusal } from './domain/errors.ts';
import type { Log } from './log.ts';

export type SignedToken = { claims: JWTPayload; key: JWK };

const longestToken = 16_000;
/** A tab sends the same token every few seconds; checking its signature anew each time is what most requests would cost. */
const rememberedMs = 30_000;
const mostRemembered = 5_000;
const Metadata = z.object({ jwks_uri: z.url() });

/**
 * Checks a token: RS256 signature, issuer, audience and time. New keys are found within half a minute; one that was taken
 * away is believed for eleven minutes at most. `openIdMetadata`: the address names the keys instead of being theirs.
 * The returned function throws {@link Refusal} `token.expired`, `token.invalid`, or `not-ready` while the issuer can't be
 * asked for its keys, which says nothing about the token.
 */
export function signedTokenCheck(deps: {
  keysUrl: string;
  openIdMetadata?: boolean;
  issuer: string[];
  audience: string[];
  clockToleranceSeconds: number;
  now: () => Date;
  log: Log;
}): (token: string) => Promise<SignedToken> {
  const { keysUrl, issuer, audience, clockToleranceSeconds, now, log } = deps;
  const keys = createRemoteJWKSet(
    new URL(keysUrl),
    deps.openIdMetadata ? { [customFetch]: fetchNamedKeys } : undefined,
  );
  const options = {
    algorithms: ['RS256'],
    issuer,
    audience,
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['exp'],
  };

  const remembered = new Map<string, { signed: SignedToken; at: number }>();

  /** What was found good a moment ago, unless it has run out meanwhile. */
  function recall(token: string): SignedToken | null {
    const known = remembered.get(token);
    if (!known || Date.now() - known.at > rememberedMs) return null;
    const { exp = 0 } = known.signed.claims;
    return exp * 1_000 > now().getTime() ? known.signed : null;
  }
  function remember(token: string, signed: SignedToken): SignedToken {
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(token, { signed, at: Date.now() });
    return signed;
  }

  return async (token) => {
    if (token.length > longestToken) throw new Refusal('unauthenticated', 'token.invalid');
    const known = recall(token);
    if (known) return known;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, { ...options, currentDate: now() });
      const key = keys.jwks()?.keys.find(({ kid }) => kid !== undefined && kid === protectedHeader.kid);
      if (!key) throw new Refusal('unauthenticated', 'token.invalid');
      return remember(token, { claims: payload, key });
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new Refusal('unauthenticated', 'token.expired');
      if (areKeysOutOfReach(error)) {
        log.warn({ reason: String(error), keysUrl }, 'keys out of reach, tokens can not be checked');
        throw new Refusal('unavailable', 'not-ready');
      }
      throw new Refusal('unauthenticated', 'token.invalid');
    }
  };
}

/** The keys that OpenID metadata name. A document that names none is as good as none. */
async function fetchNamedKeys(metadataUrl: string, options: RequestInit): Promise<Response> {
  const answer = await fetch(metadataUrl, options);
  if (!answer.ok) return answer;
  const metadata = Metadata.safeParse(await answer.json().catch(() => null));
  return metadata.success ? fetch(metadata.data.jwks_uri, options) : new Response(null, { status: 502 });
}

/** jose tells a failed request for keys by a time-out, by fetch's own error, or by an error without a code of its own. */
function areKeysOutOfReach(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof TypeError) return true;
  return error instanceof errors.JOSEError && error.code === errors.JOSEError.code;
}
