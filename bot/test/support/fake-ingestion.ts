import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

/** One piece of telemetry, as Application Insights' ingestion takes it. */
export type Envelope = {
  name: string;
  tags: Record<string, string>;
  data: {
    baseType: string;
    baseData: {
      id?: string;
      name?: string;
      metrics?: { name: string; value: number; max?: number }[];
      properties?: Record<string, string>;
      success?: boolean;
    };
  };
};

/** Application Insights' ingestion on loopback. */
export type FakeIngestion = {
  connectionString: string;
  envelopes: Envelope[];
  /** Everything that came, as it came. */
  text(): string;
  close(): Promise<void>;
};

export async function startFakeIngestion(): Promise<FakeIngestion> {
  const bodies: string[] = [];
  const envelopes: Envelope[] = [];
  const server = createServer(async (request, response) => {
    const raw = await buffer(request);
    const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString('utf8');
    const items = JSON.parse(text) as Envelope[];
    bodies.push(`${request.url} ${JSON.stringify(request.headers)} ${text}`);
    envelopes.push(...items);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ itemsReceived: items.length, itemsAccepted: items.length, errors: [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    connectionString: `InstrumentationKey=00000000-0000-4000-8000-000000000001;IngestionEndpoint=http://127.0.0.1:${port}/`,
    envelopes,
    text: () => bodies.join('\n'),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
