import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Asset } from '../src/domain/asset.ts';
import type { Day } from '../src/domain/day.ts';
import { evolve } from '../src/domain/evolve.ts';
import { inventAssets } from '../src/practice/invented-assets.ts';
import { genesisHash } from '../src/register/chain.ts';
import { packState } from '../src/register/packed.ts';
import { keys } from '../src/register/rows.ts';
import { shardOf, shards } from '../src/register/shards.ts';

/** A shard's head, and its states as the pages of an answer. */
type Shard = { seq: number; pages: Buffer[] };

const rowsPerPage = 1_000;
const actor = { kind: 'discovery', id: 'discovery', displayName: 'Sightline' } as const;

/**
 * A table service that holds the states of invented assets and nothing else, for reading only. The emulator would take
 * hours to be filled with a million of them, since each of its inserts moves all that lies behind.
 *
 * @returns `connectionString`: the given one's account, with this service for its tables
 */
export async function startStatesTable(options: {
  connectionString: string;
  count: number;
  madeOn: Day;
}): Promise<{ connectionString: string; close(): Promise<void> }> {
  const held = statesOf(options.count, options.madeOn);
  const server = createServer((request, response) => {
    request.resume();
    const url = decodeURIComponent(request.url ?? '');
    if (request.method !== 'GET') {
      // Its table is there already, and nothing is written to it.
      if (url.includes('/Tables')) answer(response, 409, { 'odata.error': { code: 'TableAlreadyExists' } });
      else answer(response, 403, { 'odata.error': { code: 'AuthorizationFailure' } });
      return;
    }
    const shard = held.get(/PartitionKey(?:='| eq ')(\w+)'/.exec(url)?.[1] ?? '');
    if (shard && url.includes(`RowKey='${keys.head}'`)) {
      answer(response, 200, { seq: shard.seq, hash: genesisHash });
    } else if (shard && url.includes(`RowKey ge '${keys.assets.from}'`)) {
      answerPage(response, shard, Number(/NextRowKey=(\d+)/i.exec(url)?.[1] ?? 0));
    } else if (url.includes('()')) answer(response, 200, { value: [] });
    else answer(response, 404, { 'odata.error': { code: 'ResourceNotFound' } });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    connectionString: options.connectionString.replace(
      /TableEndpoint=http:\/\/[^/]+/,
      `TableEndpoint=http://127.0.0.1:${port}`,
    ),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function statesOf(count: number, madeOn: Day): Map<string, Shard> {
  const rows = new Map(shards.map((shard) => [shard, { seq: 0, states: [] as [string, string][] }]));
  for (const { assetId, facts } of inventAssets(count, madeOn)) {
    const shard = shardOf(assetId);
    const { seq, states } = rows.get(shard) ?? { seq: 0, states: [] };
    const entries = facts.map((fact, at) => ({
      shard,
      seq: seq + at + 1,
      assetId,
      at: `${madeOn}T09:00:00.000Z`,
      actor,
      fact,
      previousHash: genesisHash,
      hash: genesisHash,
    }));
    const asset = entries.reduce<Asset | null>(evolve, null);
    if (!asset) throw new Error(`Nothing happened to ${assetId}`);
    states.push([keys.asset(assetId), Buffer.from(packState(asset)).toString('base64')]);
    rows.set(shard, { seq: seq + entries.length, states });
  }
  return new Map([...rows].map(([shard, { seq, states }]) => [shard, { seq, pages: pagesOf(states) }]));
}

function pagesOf(states: [string, string][]): Buffer[] {
  states.sort(([one], [other]) => (one < other ? -1 : 1));
  const pages: Buffer[] = [];
  for (let at = 0; at < states.length; at += rowsPerPage) {
    const value = states
      .slice(at, at + rowsPerPage)
      .map(([RowKey, state]) => ({ RowKey, state, 'state@odata.type': 'Edm.Binary' }));
    pages.push(Buffer.from(JSON.stringify({ value })));
  }
  return pages;
}

function answerPage(response: ServerResponse, { pages }: Shard, at: number): void {
  const next = at + 1 < pages.length ? String(at + 1) : null;
  response.writeHead(200, {
    'content-type': 'application/json',
    ...(next && { 'x-ms-continuation-nextpartitionkey': 'next', 'x-ms-continuation-nextrowkey': next }),
  });
  response.end(pages[at] ?? '{"value":[]}');
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', etag: 'W/"1"' });
  response.end(JSON.stringify(body));
}
