import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { Refusal } from '../domain/errors.ts';
import type { Actor, Role } from '../domain/person.ts';
import { safeLocale } from '../domain/words/words.ts';

const Claims = z.object({
  oid: z.string().min(1),
  tid: z.string(),
  scp: z.string(),
  name: z.string().optional(),
  roles: z.array(z.string()).default([]),
});

const knownRoles: readonly Role[] = ['Itam.Manage', 'Itam.Read'];
const longestToken = 16_000;

/** Who calls the API, by the bearer token and the language that the caller prefers. */
export type Authenticate = (headers: {
  authorization?: string | undefined;
  'accept-language'?: string | undefined;
}) => Promise<Actor>;

/**
 * Checks Entra ID tokens, of version 1 or 2: signature, issuer, audience, tenant, expiry and the `access_as_user` scope.
 * The returned function throws {@link Refusal} `token.missing`, `token.expired` or `token.invalid`.
 */
export function authenticateWith(deps: {
  loginEndpoint: string;
  tenantId: string;
  audiences: readonly string[];
  defaultLocale: string;
  now: () => Date;
}): Authenticate {
  const { loginEndpoint, tenantId, audiences, defaultLocale, now } = deps;
  const keys = createRemoteJWKSet(new URL(`${loginEndpoint}/${tenantId}/discovery/v2.0/keys`));
  const options = {
    algorithms: ['RS256'],
    issuer: [`${loginEndpoint}/${tenantId}/v2.0`, `https://sts.windows.net/${tenantId}/`],
    audience: [...audiences],
    clockTolerance: 60,
    requiredClaims: ['exp', 'oid', 'tid', 'scp'],
  };

  return async (headers) => {
    const token = /^Bearer ([\w.~+/=-]+)$/i.exec(headers.authorization ?? '')?.[1];
    if (!token) throw new Refusal('unauthenticated', 'token.missing');
    if (token.length > longestToken) throw new Refusal('unauthenticated', 'token.invalid');
    const claims = await verified(token);
    if (claims.tid.toLowerCase() !== tenantId || !claims.scp.split(' ').includes('access_as_user')) {
      throw new Refusal('unauthenticated', 'token.invalid');
    }
    const language = headers['accept-language']?.split(/[,;]/)[0]?.trim();
    return {
      id: claims.oid.toLowerCase(),
      displayName: claims.name ?? claims.oid,
      roles: new Set(knownRoles.filter((role) => claims.roles.includes(role))),
      locale: safeLocale(language, defaultLocale),
    };
  };

  async function verified(token: string): Promise<z.infer<typeof Claims>> {
    try {
      const { payload } = await jwtVerify(token, keys, { ...options, currentDate: now() });
      return Claims.parse(payload);
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new Refusal('unauthenticated', 'token.expired');
      // The issuer can't be asked for its keys: that says nothing about the token.
      if (areKeysOutOfReach(error)) throw new Refusal('unavailable', 'not-ready');
      throw new Refusal('unauthenticated', 'token.invalid');
    }
  }
}

/** jose tells a failed request for keys by a time-out, by fetch's own error, or by an error without a code of its own. */
function areKeysOutOfReach(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof TypeError) return true;
  return error instanceof errors.JOSEError && error.code === errors.JOSEError.code;
}
