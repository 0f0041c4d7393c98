import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from 'jose';
import type { PracticePerson } from './people.ts';

/** The client id of Teams on the web, which is what asks for a tab's token in Teams. */
const teamsWebClientId = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';
const lifetimeInSeconds = 3600;

export type Issuer = {
  /** Claims as in Entra's v2.0 access tokens. */
  tokenFor(person: PracticePerson, now: Date): Promise<{ token: string; expiresAt: string }>;
  keys: JSONWebKeySet;
  configuration: Record<string, unknown>;
};

/** Lives as long as the process and is written nowhere. Making one takes longer than all else that an issuer does. */
let signingKey: ReturnType<typeof makeSigningKey> | null = null;

/** The practice stand-in for Entra's token service. Those of one process sign with the same key, as different issuers. */
export async function openIssuer(about: { url: string; tenantId: string; clientId: string }): Promise<Issuer> {
  const { tenantId, clientId } = about;
  const base = `${about.url}/${tenantId}`;
  const issuer = `${base}/v2.0`;
  signingKey ??= makeSigningKey();
  const { privateKey, kid, jwk } = await signingKey;
  return {
    keys: { keys: [jwk] },
    configuration: {
      issuer,
      jwks_uri: `${base}/discovery/v2.0/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      subject_types_supported: ['pairwise'],
      response_types_supported: ['id_token'],
    },
    async tokenFor(person, now) {
      const issuedAt = Math.floor(now.getTime() / 1000);
      const expiresAt = issuedAt + lifetimeInSeconds;
      const token = await new SignJWT({
        tid: tenantId,
        oid: person.id,
        name: person.displayName,
        preferred_username: person.userPrincipalName,
        scp: 'access_as_user',
        ...(person.roles.length > 0 ? { roles: person.roles } : {}),
        azp: teamsWebClientId,
        azpacr: '0',
        ver: '2.0',
      })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
        .setIssuer(issuer)
        .setAudience(clientId)
        .setSubject(person.id)
        .setIssuedAt(issuedAt)
        .setNotBefore(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(privateKey);
      return { token, expiresAt: new Date(expiresAt * 1000).toISOString() };
    },
  };
}

async function makeSigningKey() {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const kid = randomUUID();
  return { privateKey, kid, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } };
}
