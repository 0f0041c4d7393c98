import { TableClient } from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';
import { careInWork, limitTable, type StoreCare } from './store-limits.ts';
import { isNotFound } from './table.ts';

/** Where data are kept: a connection string (the emulator), or an account reached with a managed identity. */
export type StorageAddress = { connectionString: string } | { account: string; suffix: string };

/** A table, whether or not it is there. */
export function tableAt(storage: StorageAddress, name: string, care: StoreCare = careInWork): TableClient {
  const table =
    'connectionString' in storage
      ? TableClient.fromConnectionString(storage.connectionString, name, { allowInsecureConnection: true })
      : new TableClient(`https://${storage.account}.table.${storage.suffix}`, name, managedIdentity());
  return limitTable(table, care);
}

/** A table. The emulator's is created if it is missing; in Azure the template creates it, and the identity may not. */
export async function openTable(storage: StorageAddress, name: string, care?: StoreCare): Promise<TableClient> {
  const table = tableAt(storage, name, care);
  if ('connectionString' in storage) await table.createTable();
  return table;
}

/** The managed identity. Its library is loaded once a token is asked for, which the emulator never does. */
export function managedIdentity(): TokenCredential {
  let loading: Promise<TokenCredential> | null = null;
  return {
    async getToken(...asked) {
      loading ??= import('@azure/identity').then(({ DefaultAzureCredential }) => new DefaultAzureCredential());
      return (await loading).getToken(...asked);
    },
  };
}

/** Whether a table is there. */
export async function isThere(table: TableClient): Promise<boolean> {
  try {
    await table.listEntities().byPage({ maxPageSize: 1 }).next();
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}
