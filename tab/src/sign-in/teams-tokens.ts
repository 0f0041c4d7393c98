import { TeamsUserCredential } from '@microsoft/teamsfx';
import type { GetToken } from '../api/client.ts';

/**
 * The person's single sign-on token, issued for this app. No scopes are asked for, so nobody is shown a consent page;
 * the credential keeps the token and renews it. A new credential has none kept, which is what `isFresh` is for.
 */
export function teamsTokens(clientId: string): GetToken {
  const create = () => new TeamsUserCredential({ clientId, initiateLoginEndpoint: `${window.location.origin}/tab/` });
  let credential = create();
  return async (isFresh) => {
    if (isFresh) credential = create();
    const token = await credential.getToken('');
    if (!token) throw new Error('Teams gave no token');
    return token.token;
  };
}
