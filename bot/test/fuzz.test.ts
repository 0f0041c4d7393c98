import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type FuzzReport, fuzz } from '../fuzz/run.ts';
import { type FuzzWorld, startFuzzWorld } from '../fuzz/world.ts';

/** `npm run fuzz`, made short: the same requests in every run. */
describe('generated requests', () => {
  let world: FuzzWorld;
  let report: FuzzReport;
  beforeAll(async () => {
    world = await startFuzzWorld({
      connectionString: inject('storageConnectionString'),
      storeName: `fuzz${process.pid}x${Date.now().toString(36)}`,
      purchases: 40,
    });
    // A seed without a file that never arrives: each takes ten seconds.
    report = await fuzz(world, { seed: 7, count: 250 });
  });
  afterAll(() => world.close());

  it('given hundreds of valid, mutated and hostile ones, when sent, then none shows a mistake', () => {
    expect(report.findings).toEqual([]);
  });

  it('given their answers, when counted, then valid ones were taken and the journal grew with them', () => {
    const taken = (kind: string, status: string) => report.answers.get(kind)?.get(status) ?? 0;
    expect(taken('declare', '201')).toBeGreaterThan(0);
    expect(taken('press of a button', '200')).toBeGreaterThan(0);
    expect(taken('no activity', '400')).toBeGreaterThan(0);
  });

  it('given all that they wrote, when the server is stopped and the register verified, then it is whole', async () => {
    expect(await world.stopServer()).toBe('code 0');
    expect(await world.verify()).toEqual({ code: 0, said: expect.stringContaining('The journal is whole') });
  });
});
