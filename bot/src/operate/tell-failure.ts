import { RestError } from '@azure/data-tables';
import { AggregateAuthenticationErrorName, CredentialUnavailableErrorName } from '@azure/identity';
import { plainReason } from '../plain-reason.ts';

/** Says why a command could not do its work, and what to do about it, and ends it with exit code 2. */
export function tellFailure(error: unknown): void {
  console.error(reasonOf(error));
  process.exitCode = 2;
}

function reasonOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === AggregateAuthenticationErrorName || error.name === CredentialUnavailableErrorName) {
    return `Nobody is signed in to Azure here: sign in with \`az login\`, and try again.\n${error.message}`;
  }
  if (error instanceof RestError && error.statusCode === 403) {
    return 'The store refuses this account (403): docs/operating.md names the roles that it needs.';
  }
  return plainReason(error);
}
