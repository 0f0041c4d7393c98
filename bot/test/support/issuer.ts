import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** How a token is made otherwise than the issuer would. */
export type Forgery = {
  alg?: string;
  kid?: string | undefined;
  /** A key that the issuer never published. */
  isRogue?: boolean;
};

/** An issuer of our own in the place of Entra's and the Bot Framework's, that signs what they never would. */
export type Issuer = {
  url: string;
  openIdMetadataUrl: string;
  /** The newest of its keys, as it is published. */
  key(): JWK;
  sign(claims: Record<string, unknown>, forgery?: Forgery): Promise<string>;
  /** A new key takes over; those before stay published until they are withdrawn. */
  rotate(): Promise<void>;
  /** Publishes the newest key alone. */
  withdrawOld(): void;
  /** Requests for keys so far. */
  asked(): number;
  answerWith(status: number): void;
  hangUp(): Promise<void>;
  listenAgain(): Promise<void>;
  close(): void;
};

export async function startIssuer(): Promise<Issuer> {
  const { privateKey: rogueKey } = await generateKeyPair('RS256');
  let published: { jwk: JWK; privateKey: CryptoKey }[] = [];
  let count = 0;
  let status = 200;
  let asked = 0;

  async function rotate(): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const kid = `key-${++count}`;
    // Channels that the key may speak for, which Entra's keys don't name.
    const endorsements = { endorsements: ['msteams'] };
    const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig', ...endorsements };
    published = [{ jwk, privateKey }, ...published];
  }
  await rotate();
  const newest = () => published[0] as (typeof published)[number];

  const server = createServer((request, response) => {
    const isMetadata = request.url?.includes('openid') ?? false;
    if (!isMetadata) asked += 1;
    response.writeHead(status, { 'content-type': 'application/json' });
    const metadata = { issuer: 'channel', jwks_uri: `http://${request.headers.host}/keys` };
    response.end(JSON.stringify(isMetadata ? metadata : { keys: published.map(({ jwk }) => jwk) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    openIdMetadataUrl: `${url}/v1/.well-known/openidconfiguration`,
    key: () => newest().jwk,
    sign(claims, { alg = 'RS256', isRogue = false, ...rest } = {}) {
      const kid = 'kid' in rest ? rest.kid : newest().jwk.kid;
      return new SignJWT(claims)
        .setProtectedHeader({ alg, typ: 'JWT', ...(kid !== undefined && { kid }) })
        .sign(isRogue ? rogueKey : newest().privateKey);
    },
    rotate,
    withdrawOld() {
      published = published.slice(0, 1);
    },
    asked: () => asked,
    answerWith(newStatus) {
      status = newStatus;
    },
    hangUp: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    listenAgain: () => new Promise<void>((resolve) => server.listen(Number(new URL(url).port), '127.0.0.1', resolve)),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
