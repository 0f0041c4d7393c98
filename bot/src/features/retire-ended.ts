import { dayOf } from '../domain/day.ts';
import { discovery } from '../domain/entry.ts';
import { retireEnded as decide } from '../domain/running.ts';
import { noFilters, type PageMark, type RegisterQuery, wholeRegister } from '../projection/query.ts';
import type { Deps } from './ports.ts';

/** What is left over follows in the next rounds. */
const mostPerRound = 500;
const pageSize = 200;

/**
 * Retires what ended as long ago as the settings say, each once, by whichever instance comes first and however often it runs.
 * Nothing where ITAM staff do that by hand.
 */
export function retireEnded({
  register,
  projection,
  settings,
  now,
  log,
}: Pick<Deps, 'register' | 'projection' | 'settings' | 'now' | 'log'>): () => Promise<{ retired: number }> {
  async function dueNow(after: number): Promise<string[]> {
    const today = dayOf(now());
    const due: string[] = [];
    let mark: PageMark | null = null;
    do {
      const page = await projection.list(endedFrom(mark));
      for (const asset of page.assets) if (decide(asset, today, after).length > 0) due.push(asset.id);
      mark = page.next;
    } while (mark && due.length < mostPerRound);
    return due.slice(0, mostPerRound);
  }

  return async () => {
    const { retireEndedAfter: after } = settings();
    if (after === null) return { retired: 0 };
    const today = dayOf(now());
    const outcomes = await register.changeMany(
      (await dueNow(after)).map((assetId) => ({
        assetId,
        actor: discovery,
        decide: (asset) => (asset ? decide(asset, today, after) : []),
      })),
    );
    const failed = outcomes.filter((one) => one.status === 'rejected');
    if (failed.length > 0)
      log.warn({ failed: failed.length, err: failed[0]?.reason }, 'what has ended is retired in the next round');
    return { retired: outcomes.filter((one) => one.status === 'fulfilled' && one.value.entries.length > 0).length };
  };
}

function endedFrom(after: PageMark | null): RegisterQuery {
  return {
    ...wholeRegister,
    filters: { ...noFilters, status: ['detected', 'declared', 'approved', 'rejected'], running: ['ended'] },
    sort: { by: 'updatedAt', isDescending: false },
    limit: pageSize,
    after,
  };
}
