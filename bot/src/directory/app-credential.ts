import {
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type TokenCredential,
} from '@azure/identity';
import { clouds } from '../clouds.ts';

/** The app registration, and what vouches for it. */
export type AppIdentity = {
  loginEndpoint: string;
  tenantId: string;
  clientId: string;
  /** A file with certificate and private key (PEM). */
  certificatePath: string | null;
  clientSecret: string | null;
  /** Of the managed identity that vouches where there is neither certificate nor secret. */
  identityClientId: string | null;
};

/**
 * How the app registration signs in: by certificate, by secret, or by nothing that anybody keeps, which is a managed
 * identity as its federated credential (learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity).
 * What is wrong with a certificate's file is told when the first token is asked for.
 */
export function appCredential(app: AppIdentity): TokenCredential {
  const { loginEndpoint, tenantId, clientId, certificatePath, clientSecret, identityClientId } = app;
  const options = {
    authorityHost: loginEndpoint,
    // The library asks the public cloud about a host that it does not know; what is configured is believed.
    disableInstanceDiscovery: !Object.values(clouds).some(({ login }) => login === loginEndpoint),
  };
  if (certificatePath) return new ClientCertificateCredential(tenantId, clientId, certificatePath, options);
  if (clientSecret) return new ClientSecretCredential(tenantId, clientId, clientSecret, options);
  const identity = identityClientId
    ? new ManagedIdentityCredential({ clientId: identityClientId })
    : new ManagedIdentityCredential();
  const assertion = async () => (await identity.getToken('api://AzureADTokenExchange/.default')).token;
  return new ClientAssertionCredential(tenantId, clientId, assertion, options);
}
