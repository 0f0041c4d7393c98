import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppIdentity } from '../src/directory/app-credential.ts';
import { graphClient } from '../src/directory/graph-client.ts';
import { listSubscriptions } from '../src/directory/subscriptions.ts';
import { makeCertificate } from './support/certificate.ts';
import { startTokenService, type TokenService } from './support/token-service.ts';

/*
 * How the server signs in to Graph: with what, at which address and for which scope, as the token endpoint sees it.
 */

const tenantId = 'a0000000-0000-4000-8000-000000000001';
const clientId = 'a0000000-0000-4000-8000-000000000002';
const identityClientId = 'a0000000-0000-4000-8000-000000000003';

describe('the app registration at Graph', () => {
  let service: TokenService;
  const file = join(tmpdir(), `sightline-${randomUUID()}.pem`);
  beforeEach(async () => {
    service = await startTokenService(tenantId);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await service.close();
    await rm(file, { force: true });
  });

  /** Asks Graph twice; what was asked for a token is answered. */
  async function signedInBy(means: Partial<AppIdentity>): Promise<Record<string, string> | undefined> {
    const nothing = { certificatePath: null, clientSecret: null, identityClientId: null };
    const graph = graphClient({
      graphEndpoint: service.url,
      loginEndpoint: service.url,
      tenantId,
      clientId,
      ...nothing,
      ...means,
    });
    await listSubscriptions(graph);
    await listSubscriptions(graph);
    // One token for both, and nobody else's.
    expect(service.graphRequests).toEqual(['Bearer token-1', 'Bearer token-1']);
    const [asked, ...more] = service.tokenRequests;
    expect(more).toEqual([]);
    expect(asked).toMatchObject({ client_id: clientId, grant_type: 'client_credentials' });
    expect(asked?.scope?.split(' ')).toContain(`${service.url}/.default`);
    return asked;
  }

  it('given a certificate, signs with its key and sends nothing that could be used again elsewhere', async () => {
    const { certificate, privateKey, publicKey } = makeCertificate();
    await writeFile(file, certificate + privateKey);
    const asked = await signedInBy({ certificatePath: file });
    expect(asked).not.toHaveProperty('client_secret');
    expect(asked?.client_assertion_type).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    const { payload } = await jwtVerify(asked?.client_assertion ?? '', publicKey, {
      audience: `${service.url}/${tenantId}/oauth2/v2.0/token`,
      issuer: clientId,
      subject: clientId,
      maxTokenAge: 60,
      clockTolerance: 5,
    });
    expect((payload.exp ?? Number.NaN) - (payload.nbf ?? Number.NaN)).toBeLessThanOrEqual(600);
  });

  it('given a file without a key, says so when it first asks, and sends nothing', async () => {
    await writeFile(file, makeCertificate().certificate);
    await expect(signedInBy({ certificatePath: file })).rejects.toThrow();
    expect([service.tokenRequests, service.graphRequests]).toEqual([[], []]);
  });

  it('given a secret, sends that', async () => {
    expect(await signedInBy({ clientSecret: 'a secret' })).toMatchObject({ client_secret: 'a secret' });
  });

  it('given neither, is vouched for by the managed identity', async () => {
    vi.stubEnv('IDENTITY_ENDPOINT', service.identityUrl);
    vi.stubEnv('IDENTITY_HEADER', 'of this site');
    const asked = await signedInBy({ identityClientId });
    expect(asked).toMatchObject({ client_assertion: 'identity-token' });
    expect(asked).not.toHaveProperty('client_secret');
    expect(service.identityRequests).toEqual([
      { resource: 'api://AzureADTokenExchange', clientId: identityClientId, header: 'of this site' },
    ]);
  });
});
