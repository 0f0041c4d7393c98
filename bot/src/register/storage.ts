import { TableClient } from '@azure/data-tables';
import { DefaultAzureCredential } from '@azure/identity';
import { ContainerClient } from '@azure/storage-blob';
import { QueueClient } from '@azure/storage-queue';

/** Where data are kept: a connection string (the emulator), or an account reached with a managed identity. */
export type StorageAddress = { connectionString: string } | { account: string; suffix: string };

/** A table, whether or not it is there. */
export function tableAt(storage: StorageAddress, name: string): TableClient {
  return 'connectionString' in storage
    ? TableClient.fromConnectionString(storage.connectionString, name, { allowInsecureConnection: true })
    : new TableClient(`https://${storage.account}.table.${storage.suffix}`, name, new DefaultAzureCredential());
}

/** A table. The emulator's is created if it is missing; in Azure the template creates it, and the identity may not. */
export async function openTable(storage: StorageAddress, name: string): Promise<TableClient> {
  const table = tableAt(storage, name);
  if ('connectionString' in storage) await table.createTable();
  return table;
}

/** A storage queue; created where a table is. */
export async function openQueue(storage: StorageAddress, name: string): Promise<QueueClient> {
  const queue =
    'connectionString' in storage
      ? new QueueClient(storage.connectionString, name)
      : new QueueClient(`https://${storage.account}.queue.${storage.suffix}/${name}`, new DefaultAzureCredential());
  if ('connectionString' in storage) await queue.createIfNotExists();
  return queue;
}

/** A container of blobs, whether or not it is there. */
export function containerAt(storage: StorageAddress, name: string): ContainerClient {
  return 'connectionString' in storage
    ? new ContainerClient(storage.connectionString, name)
    : new ContainerClient(`https://${storage.account}.blob.${storage.suffix}/${name}`, new DefaultAzureCredential());
}

/** A container of blobs; created where a table is. */
export async function openContainer(storage: StorageAddress, name: string): Promise<ContainerClient> {
  const container = containerAt(storage, name);
  if ('connectionString' in storage) await container.createIfNotExists();
  return container;
}
