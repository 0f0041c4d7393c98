import type { TokenCredential } from '@azure/identity';
import { describe, expect, it } from 'vitest';
import { impatient } from './impatient-credential.ts';

const credentialOf = (answer: ReturnType<TokenCredential['getToken']>): TokenCredential => ({ getToken: () => answer });

describe('a credential', () => {
  it('given an identity service that never answers, when a token is asked for, then that ends', async () => {
    const asked = impatient(credentialOf(new Promise(() => undefined)), 20).getToken('scope');
    await expect(asked).rejects.toThrow('No token within 20 ms');
  });

  it('given one that answers or refuses, when asked, then that is what comes', async () => {
    const token = { token: 'abc', expiresOnTimestamp: 0 };
    expect(await impatient(credentialOf(Promise.resolve(token)), 60_000).getToken('scope')).toBe(token);
    const refused = impatient(credentialOf(Promise.reject(new Error('No such identity'))), 60_000).getToken('scope');
    await expect(refused).rejects.toThrow('No such identity');
  });
});
