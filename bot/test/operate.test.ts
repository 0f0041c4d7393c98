import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { runScript } from './support/run-script.ts';

/* What an operator is told whose command can't reach the store. */

describe('a command of operators', () => {
  it('given nobody signed in to Azure, then it says so', async () => {
    const env = { PATH: '', AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential', STORAGE_ACCOUNT: 'contosostore' };
    const verified = await runScript('verify.ts', [], env);
    expect(verified).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^Nobody is signed in.*az login/) });
    expect(verified.err).not.toMatch(/^ {4}at /m);
  });

  it('given an account without a role on the store, then it says where the roles are named', async () => {
    const store = createServer((_request, response) => {
      const error = { code: 'AuthorizationPermissionMismatch', message: { lang: 'en', value: 'Not authorized.' } };
      response.writeHead(403, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ 'odata.error': error }));
    });
    await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve));
    const at = `http://127.0.0.1:${(store.address() as AddressInfo).port}/a`;
    const verified = await runScript('verify.ts', [], {
      STORAGE_CONNECTION_STRING: `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=${at};BlobEndpoint=${at}`,
    });
    store.close();
    expect(verified).toMatchObject({ code: 2, out: '', err: expect.stringContaining('docs/operating.md') });
  });
});
