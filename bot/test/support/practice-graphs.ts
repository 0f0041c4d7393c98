import { afterEach, beforeEach } from 'vitest';
import {
  type PracticeGraph,
  type PracticeGraphOptions,
  startPracticeGraph,
} from '../../src/practice/practice-graph.ts';

export const serverOrigin = 'http://localhost:3978';
/** Where its clock stands. */
export const graphNow = new Date('2026-11-24T10:00:00Z');
export const subscriptionsPath = '/v1.0/directory/subscriptions';
/** Purchases that it has before anyone buys anything. */
export const ownPurchases = 9;

type Body = Record<string, never> & { error: { code: string; message: string; innerError: Record<string, string> } };
export type GraphRow = Record<string, string | number | boolean | null>;

/** A practice Graph for each test of a file, asked over HTTP. */
export function practiceGraphs() {
  const opened: PracticeGraph[] = [];
  let graph: PracticeGraph;

  async function open(options: Partial<PracticeGraphOptions> = {}): Promise<PracticeGraph> {
    const started = await startPracticeGraph({
      port: 0,
      dataFile: null,
      serverOrigins: [serverOrigin],
      now: () => graphNow,
      ...options,
    });
    opened.push(started);
    return started;
  }
  /** Opens another one, which is asked from then on. */
  async function reopen(options: Partial<PracticeGraphOptions> = {}): Promise<PracticeGraph> {
    graph = await open(options);
    return graph;
  }
  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(new URL(path, graph.url), {
      method,
      headers,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? null : JSON.parse(text)) as Body,
    };
  }
  /** All rows of a list, by its links. */
  async function readAll(path: string): Promise<{ rows: GraphRow[]; pages: number }> {
    const rows: GraphRow[] = [];
    let pages = 0;
    for (let next: string | null = path; next !== null; pages++) {
      const { body }: { body: Record<string, unknown> } = await call('GET', next);
      rows.push(...(body.value as GraphRow[]));
      next = (body['@odata.nextLink'] as string | undefined) ?? null;
    }
    return { rows, pages };
  }

  beforeEach(async () => {
    graph = await open();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
  });
  return { open, reopen, call, readAll, current: () => graph };
}
