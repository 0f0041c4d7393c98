import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { alex, megan, people } from '../src/practice/people.ts';

/** A Graph that lists any number of subscriptions, a thousand a page, all of one purchaser. */
export type BenchGraph = { url: string; add(subscription: Record<string, unknown>): void; close(): Promise<void> };

const pageSize = 1_000;

export async function startBenchGraph(count: number): Promise<BenchGraph> {
  const rows = Array.from({ length: count }, (_, at) => subscription(`bench-${at}`, at));
  let url = '';
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', url);
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (asked.pathname === '/v1.0/directory/subscriptions') {
      const from = Number(asked.searchParams.get('$skiptoken') ?? 0);
      const next =
        from + pageSize < rows.length
          ? { '@odata.nextLink': `${url}${asked.pathname}?$skiptoken=${from + pageSize}` }
          : {};
      answer(200, { value: rows.slice(from, from + pageSize), ...next });
      return;
    }
    const [, id, isManager] = /^\/v1\.0\/users\/([^/]+)(\/manager)?$/.exec(asked.pathname) ?? [];
    const person = isManager ? megan : people.find((one) => one.id === id);
    if (person) answer(200, person);
    else answer(404, { error: { code: 'Request_ResourceNotFound', message: 'no such thing' } });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    add: (row) => void rows.push({ ...subscription(String(row.id), rows.length), ...row }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function subscription(id: string, at: number): Record<string, unknown> {
  return {
    id,
    commerceSubscriptionId: id,
    createdDateTime: '2026-06-01T00:00:00Z',
    nextLifecycleDateTime: '2027-06-01T00:00:00Z',
    isTrial: false,
    ownerId: alex.id,
    ownerType: 'User',
    ownerTenantId: null,
    skuId: 'f8a1db68-be16-40ed-86d5-cb42ce701560',
    skuPartNumber: 'POWER_BI_PRO',
    status: 'Enabled',
    totalLicenses: 1 + (at % 5),
    serviceStatus: [],
  };
}
