import { setTimeout as delay } from 'node:timers/promises';
import { people } from '../src/practice/people.ts';
import type { PracticeGraph } from '../src/practice/practice-graph.ts';
import { startFakeConnector } from '../test/support/fake-connector.ts';
import { tokensFrom } from '../test/support/tokens.ts';
import { declareForApproval, itamStaff } from './approvals.ts';
import { firstPollOver } from './first-poll.ts';
import { queries } from './queries.ts';
import { type Figure, ms, percentile, startServer } from './world.ts';

const polling = 200;
/** As the tab polls what it shows. */
const pollEveryMs = 2_000;
const searching = 20;
const searchEveryMs = 1_000;
const pressesPerSecond = 50;
const warmUpMs = 10_000;
const measuredMs = 20_000;

/**
 * A working day at its worst: ITAM staff with the register open, some of them typing into its search, while cards are
 * pressed. The store is one that `measureList` was run on.
 */
export async function measureLoad(options: {
  connectionString: string;
  storeName: string;
  graph: PracticeGraph;
}): Promise<Figure[]> {
  const { connectionString, storeName, graph } = options;
  const count = ((warmUpMs + measuredMs) / 1_000) * pressesPerSecond;
  const server = await startServer({ connectionString, storeName, graphUrl: graph.url }, { ITAM_STAFF: itamStaff });
  await firstPollOver(graph, connectionString, storeName);
  const connector = await startFakeConnector();
  const { serviceUrl } = connector;
  const press = await declareForApproval({ url: server.url, graphUrl: graph.url, serviceUrl, count });
  const tokenOf = tokensFrom(graph.url);
  const staff = people.filter(({ roles }) => roles.length > 0);
  const endsAt = performance.now() + warmUpMs + measuredMs;
  const measuredFrom = performance.now() + warmUpMs;
  const lists: number[] = [];
  const presses: number[] = [];
  const noted = (samples: number[], startedAt: number) => {
    if (startedAt >= measuredFrom) samples.push(performance.now() - startedAt);
  };

  /** Someone who asks again and again; `first` spreads people over the time between two questions. */
  async function asks(upn: string, everyMs: number, first: number, pathAt: (at: number) => string): Promise<void> {
    await delay(first);
    let held = { path: '', etag: '' };
    for (let at = 0; performance.now() < endsAt; at++) {
      const startedAt = performance.now();
      const path = pathAt(at);
      const headers: Record<string, string> = { authorization: `Bearer ${await tokenOf(upn)}` };
      // As the tab does: what it has read before it takes from others who did so just now.
      if (held.path === path) Object.assign(headers, { 'if-none-match': held.etag, 'cache-control': 'max-age=1' });
      const response: Response = await fetch(`${server.url}${path}`, { headers });
      await response.arrayBuffer();
      if (!response.ok && response.status !== 304) throw new Error(`a list answered ${response.status}`);
      held = { path, etag: response.headers.get('etag') ?? '' };
      noted(lists, startedAt);
      await delay(Math.max(0, everyMs - (performance.now() - startedAt)));
    }
  }
  async function presser(): Promise<void> {
    const pending: Promise<void>[] = [];
    const startedAt = performance.now();
    for (let at = 0; at < count; at++) {
      await delay(Math.max(0, startedAt + (at * 1_000) / pressesPerSecond - performance.now()));
      const pressedAt = performance.now();
      pending.push(
        press().then((took) => {
          if (pressedAt >= measuredFrom) presses.push(took);
        }),
      );
    }
    await Promise.all(pending);
  }
  const views = queries(20);
  const texts = queries(10_000);
  const upnAt = (at: number) => staff[at % staff.length]?.userPrincipalName ?? '';
  await Promise.all([
    presser(),
    ...Array.from({ length: polling }, (_, at) =>
      asks(upnAt(at), pollEveryMs, (at * pollEveryMs) / polling, () => `/api/register?${views[at % views.length]}`),
    ),
    ...Array.from({ length: searching }, (_, at) =>
      asks(upnAt(at), searchEveryMs, (at * searchEveryMs) / searching, (step) => {
        return `/api/register?${texts[(at * 500 + step) % texts.length]}`;
      }),
    ),
  ]);
  await server.stop();
  await connector.close();
  const p95 = percentile(presses, 0.95);
  return [
    {
      what: `lists asked for by ${polling} people polling and ${searching} searching, p95 of ${lists.length}`,
      measured: ms(percentile(lists, 0.95)),
      target: '–',
      isMet: null,
    },
    {
      what: `card press meanwhile, ${pressesPerSecond} a second, p50 of ${presses.length}`,
      measured: ms(percentile(presses, 0.5)),
      target: '–',
      isMet: null,
    },
    {
      what: `card press meanwhile, ${pressesPerSecond} a second, p95`,
      measured: ms(p95),
      target: '≤ 150 ms',
      isMet: p95 <= 150,
    },
  ];
}
