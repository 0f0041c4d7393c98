import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { makeCertificate } from './certificate.ts';

/**
 * Entra's token endpoint, a Graph that asks for its tokens, and an App Service's managed identity, over https as clients
 * want them. It answers every request for a token; the test looks at what was asked.
 */
export type TokenService = {
  /** Of login and of Graph alike. */
  url: string;
  /** What `IDENTITY_ENDPOINT` names on App Service. */
  identityUrl: string;
  /** Fields of each request for a token. */
  tokenRequests: Record<string, string>[];
  /** Of each request to the managed identity. */
  identityRequests: { resource: string | null; clientId: string | null; header: string | undefined }[];
  /** Authorization of each request to Graph. */
  graphRequests: (string | undefined)[];
  close(): Promise<void>;
};

export async function startTokenService(tenantId: string): Promise<TokenService> {
  const { certificate, privateKey } = makeCertificate();
  const trusted = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...trusted, certificate]);
  const service: Pick<TokenService, 'tokenRequests' | 'identityRequests' | 'graphRequests'> = {
    tokenRequests: [],
    identityRequests: [],
    graphRequests: [],
  };

  const server = createServer({ cert: certificate, key: privateKey }, async (request, response) => {
    const url = `https://${request.headers.host}`;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(await answer(request, url)));
  });
  async function answer(request: IncomingMessage, url: string): Promise<unknown> {
    const { pathname } = new URL(request.url ?? '', url);
    const base = `${url}/${tenantId}`;
    if (pathname.endsWith('/openid-configuration')) {
      return {
        issuer: `${base}/v2.0`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        token_endpoint: `${base}/oauth2/v2.0/token`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
      };
    }
    if (pathname === `/${tenantId}/oauth2/v2.0/token`) {
      let text = '';
      for await (const chunk of request) text += chunk;
      service.tokenRequests.push(Object.fromEntries(new URLSearchParams(text)));
      const token = `token-${service.tokenRequests.length}`;
      return { token_type: 'Bearer', expires_in: 3600, access_token: token };
    }
    service.graphRequests.push(request.headers.authorization);
    return { value: [] };
  }

  const identity = createHttpServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://localhost');
    service.identityRequests.push({
      resource: searchParams.get('resource'),
      clientId: searchParams.get('client_id'),
      header: request.headers['x-identity-header'] as string | undefined,
    });
    const expires_on = String(Math.floor(Date.now() / 1000) + 3600);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ access_token: 'identity-token', expires_on, token_type: 'Bearer' }));
  });
  for (const one of [server, identity]) await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  const portOf = (one: { address(): unknown }) => (one.address() as AddressInfo).port;

  return {
    ...service,
    url: `https://127.0.0.1:${portOf(server)}`,
    identityUrl: `http://127.0.0.1:${portOf(identity)}/msi/token`,
    async close() {
      tls.setDefaultCACertificates(trusted);
      for (const one of [server, identity]) {
        one.closeAllConnections();
        await new Promise((resolve) => one.close(resolve));
      }
    },
  };
}
