import { startFakeConnector } from '../test/support/fake-connector.ts';
import { declareForApproval, itamStaff } from './approvals.ts';
import { type Figure, ms, percentile, startServer } from './world.ts';

/** Card presses at fifty at once: fifty ITAM staff each approve another purchase and are answered after its commit. */
export async function measurePresses(options: {
  connectionString: string;
  storeName: string;
  graphUrl: string;
  /** Rounds before the measured ones: a server that runs for months is measured, not its first seconds. */
  warmUpRounds: number;
  rounds: number;
}): Promise<Figure[]> {
  const atOnce = 50;
  const rounds = options.warmUpRounds + options.rounds;
  const { connectionString, storeName, graphUrl } = options;
  const server = await startServer({ connectionString, storeName, graphUrl }, { ITAM_STAFF: itamStaff });
  const connector = await startFakeConnector();
  const { serviceUrl } = connector;
  const press = await declareForApproval({ url: server.url, graphUrl, serviceUrl, count: atOnce * rounds });

  const samples: number[] = [];
  for (let round = 0; round < rounds; round++) {
    samples.push(...(await Promise.all(Array.from({ length: atOnce }, press))));
  }
  await server.stop();
  await connector.close();
  const measured = samples.slice(options.warmUpRounds * atOnce);
  const p95 = percentile(measured, 0.95);
  return [
    {
      what: `card press, ${atOnce} people at once, p50 of ${measured.length}, after ${options.warmUpRounds * atOnce} to warm up`,
      measured: ms(percentile(measured, 0.5)),
      target: '–',
      isMet: null,
    },
    {
      what: `card press answered, state committed, ${atOnce} at once, p95`,
      measured: ms(p95),
      target: '≤ 150 ms',
      isMet: p95 <= 150,
    },
  ];
}
