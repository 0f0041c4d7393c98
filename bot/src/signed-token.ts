import { hash } from 'node:crypto';
import {
  createRemoteJWKSet,
  customFetch,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWK,
  type JWTPayload,
  jwtVerify,
  type ProtectedHeaderParameters,
} from 'jose';
import { z } from 'zod';
import { Refusal } from './domain/errors.ts';
import type { Log } from './log.ts';
import { places } from './places.ts';

export type SignedToken = { claims: JWTPayload; key: JWK };

const longestToken = 16_000;
/** A tab sends the same token every few seconds; checking its signature anew each time is what most requests would cost. */
const rememberedMs = 30_000;
const mostRemembered = 5_000;
/** Of the four threads that Node has for such work, half are left to others: nodejs.org/api/cli.html#uv_threadpool_sizesize */
const mostSignatures = 2;
const algorithm = 'RS256';
const Metadata = z.object({ jwks_uri: z.url() });

/**
 * Checks a token: RS256 signature, issuer, audience and time. New keys are found within half a minute; one that was taken
 * away is believed for eleven minutes at most. `openIdMetadata`: the address names the keys instead of being theirs.
 * Bad tokens are cheap, however many come: what is wrong with one beside its signature is found first, a signature that was
 * wrong is not checked again, and few are checked at once.
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
    algorithms: [algorithm],
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

  /** Digests of tokens whose signature was wrong, which it stays: no issuer gives another key the same name. */
  const forged = new Set<string>();
  const signatures = places({ most: mostSignatures, mostEach: mostSignatures });

  /** The header of a token of which nothing but the signature can be wrong, or the time and audience. Null for others. */
  function headerOf(token: string): ProtectedHeaderParameters | null {
    try {
      const header = decodeProtectedHeader(token);
      const isOurs = header.alg === algorithm && header.kid !== undefined;
      return isOurs && issuer.includes(decodeJwt(token).iss ?? '') ? header : null;
    } catch {
      return null;
    }
  }

  async function verified(token: string, header: ProtectedHeaderParameters): Promise<JWTPayload> {
    // Asked for beforehand: an issuer that takes its time must not keep tokens waiting whose keys are known.
    const key = await keys({ ...header, alg: algorithm });
    const digest = hash('sha256', token, 'base64');
    return signatures.during('', async () => {
      if (forged.has(digest)) throw new errors.JWSSignatureVerificationFailed();
      try {
        return (await jwtVerify(token, key, { ...options, currentDate: now() })).payload;
      } catch (error) {
        if (error instanceof errors.JWSSignatureVerificationFailed) {
          if (forged.size >= mostRemembered) forged.clear();
          forged.add(digest);
        }
        throw error;
      }
    });
  }

  return async (token) => {
    if (token.length > longestToken) throw new Refusal('unauthenticated', 'token.invalid');
    const known = recall(token);
    if (known) return known;
    const header = headerOf(token);
    if (!header) throw new Refusal('unauthenticated', 'token.invalid');
    try {
      const claims = await verified(token, header);
      const key = keys.jwks()?.keys.find(({ kid }) => kid === header.kid);
      if (!key) throw new Refusal('unauthenticated', 'token.invalid');
      return remember(token, { claims, key });
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
