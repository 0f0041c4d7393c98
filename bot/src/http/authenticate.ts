import { z } from 'zod';
import { Refusal } from '../domain/errors.ts';
import type { Actor, Role } from '../domain/person.ts';
import { safeLocale } from '../domain/words/safe-locale.ts';
import type { Log } from '../log.ts';
import { signedTokenCheck } from '../signed-token.ts';

const Claims = z.object({
  oid: z.string().min(1),
  tid: z.string(),
  scp: z.string(),
  /** `app` in a token that an application got for itself. */
  idtyp: z.string().optional(),
  name: z.string().optional(),
  roles: z.array(z.string()).default([]),
});

const knownRoles: readonly Role[] = ['Itam.Manage', 'Itam.Read'];

/** Who calls the API, by the bearer token and the language that the caller prefers. */
export type Authenticate = (headers: {
  authorization?: string | undefined;
  'accept-language'?: string | undefined;
}) => Promise<Actor>;

/**
 * Checks Entra ID tokens, of version 1 or 2: signature, issuer, audience, tenant, time and the `access_as_user` scope,
 * which only a token of a person has.
 * The returned function throws {@link Refusal} `token.missing`, `token.expired`, `token.invalid` or `not-ready`.
 */
export function authenticateWith(deps: {
  loginEndpoint: string;
  tokenServiceV1: string;
  tenantId: string;
  audiences: readonly string[];
  defaultLocale: string;
  now: () => Date;
  log: Log;
}): Authenticate {
  const { loginEndpoint, tokenServiceV1, tenantId, audiences, defaultLocale, now, log } = deps;
  const check = signedTokenCheck({
    keysUrl: `${loginEndpoint}/${tenantId}/discovery/v2.0/keys`,
    issuer: [`${loginEndpoint}/${tenantId}/v2.0`, `${tokenServiceV1}/${tenantId}/`],
    audience: [...audiences],
    clockToleranceSeconds: 60,
    now,
    log,
  });

  return async (headers) => {
    const token = /^Bearer ([\w.~+/=-]+)$/i.exec(headers.authorization ?? '')?.[1];
    if (!token) throw new Refusal('unauthenticated', 'token.missing');
    const parsed = Claims.safeParse((await check(token)).claims);
    if (!parsed.success) throw new Refusal('unauthenticated', 'token.invalid');
    const { oid, tid, scp, idtyp, name, roles } = parsed.data;
    const isPersonHere = tid.toLowerCase() === tenantId && scp.split(' ').includes('access_as_user') && idtyp !== 'app';
    if (!isPersonHere) throw new Refusal('unauthenticated', 'token.invalid');
    const language = headers['accept-language']?.split(/[,;]/)[0]?.trim();
    return {
      id: oid.toLowerCase(),
      displayName: name ?? oid,
      roles: new Set(knownRoles.filter((role) => roles.includes(role))),
      locale: safeLocale(language, defaultLocale),
    };
  };
}
