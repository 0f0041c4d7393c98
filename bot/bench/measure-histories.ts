import { performance } from 'node:perf_hooks';
import type { EntryActor, Fact } from '../src/domain/entry.ts';
import { openRegister } from '../src/register/register.ts';
import { openTable } from '../src/register/storage.ts';
import { aDeclaredFact } from '../test/support/builders.ts';
import { type Figure, ms } from './world.ts';

const alex: EntryActor = { kind: 'person', id: 'id-alex', displayName: 'Alex Wilber' };
const discovery: EntryActor = { kind: 'discovery', id: 'discovery', displayName: 'Sightline' };

/** Six people read the history of one asset at once, and six those of six assets; somebody declares a purchase meanwhile. */
export async function measureHistories(options: {
  connectionString: string;
  storeName: string;
  entries: number;
}): Promise<Figure[]> {
  const { connectionString, storeName, entries } = options;
  const table = await openTable({ connectionString }, `${storeName}register`);
  const open = () =>
    openRegister({
      table,
      now: () => new Date(),
      noticesFor: () => [],
      onCommit: () => undefined,
      onDamage: () => undefined,
    });
  const register = open();
  const declare = (assetId: string) => register.change({ assetId, actor: alex, decide: () => [aDeclaredFact()] });
  const ids = Array.from({ length: 6 }, (_, n) => `dec-long-${n}`);
  for (const assetId of ids) {
    await declare(assetId);
    for (let left = entries - 1; left > 0; left -= 90) {
      const facts = Array.from(
        { length: Math.min(left, 90) },
        (_, to): Fact => ({ type: 'seats-changed', from: to + 1, to }),
      );
      await register.change({ assetId, actor: discovery, decide: () => facts });
    }
  }
  const measured = async (what: string, read: readonly string[]): Promise<Figure[]> => {
    const began = performance.now();
    const reads = Promise.all(read.map((assetId) => register.historyPart(assetId, { until: null, limit: 100 })));
    const declarations: number[] = [];
    let isReading = true;
    const ended = reads.finally(() => {
      isReading = false;
    });
    for (let n = 0; isReading; n++) {
      const asked = performance.now();
      await declare(`dec-meanwhile-${began}-${n}`.replaceAll('.', '-'));
      declarations.push(performance.now() - asked);
    }
    await ended;
    return [
      { what, measured: ms(performance.now() - began), target: '–', isMet: null },
      {
        what: `the slowest of ${declarations.length} declarations meanwhile`,
        measured: ms(Math.max(...declarations)),
        target: '≤ 500 ms',
        isMet: Math.max(...declarations) <= 500,
      },
    ];
  };
  const [one = ''] = ids;
  const counted = entries.toLocaleString('en');
  return [
    ...(await measured(
      `a history of ${counted} entries read by six at once`,
      Array.from({ length: 6 }, () => one),
    )),
    ...(await measured(`six histories of ${counted} entries each read at once`, ids)),
  ];
}
