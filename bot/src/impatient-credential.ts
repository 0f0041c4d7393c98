import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/identity';

/**
 * A credential that waits for a token for `ms` at most: the libraries behind it wait for an identity service that takes the
 * request and does not answer, as long as that may be.
 *
 * @throws {Error} from `getToken`, when none came in time, or none at all
 */
export function impatient(
  credential: TokenCredential,
  ms: number,
): { getToken(scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken> } {
  return {
    async getToken(scopes, options) {
      const late = Promise.withResolvers<never>();
      const timer = setTimeout(() => late.reject(new Error(`No token within ${ms} ms`)), ms);
      try {
        // Not everything on the way hears a signal.
        const token = await Promise.race([credential.getToken(scopes, options), late.promise]);
        if (!token) throw new Error('The identity service gave no token');
        return token;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
