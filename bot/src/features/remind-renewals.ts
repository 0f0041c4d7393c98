import { addDays, dayOf } from '../domain/day.ts';
import { discovery } from '../domain/entry.ts';
import { remind, reminderDue } from '../domain/renewal.ts';
import { noFilters, type PageMark, type RegisterQuery, wholeRegister } from '../projection/query.ts';
import type { Deps } from './ports.ts';

/** A register that is seen for the first time may owe thousands; what is left over follows in the next rounds, soonest first. */
const mostPerRound = 500;
const pageSize = 200;

/**
 * Reminds of renewals that come within the reminder days of the settings. What was reminded of stands in the asset itself, so a reminder is
 * given once, by whichever instance comes first and however often it runs.
 */
export function remindRenewals({
  register,
  projection,
  settings,
  now,
  log,
}: Pick<Deps, 'register' | 'projection' | 'settings' | 'now' | 'log'>): () => Promise<{ reminded: number }> {
  /** Ids of assets of which a reminder is due, those that renew soonest first. */
  async function dueNow(today: string, reminderDays: readonly number[]): Promise<string[]> {
    const due: string[] = [];
    let after: PageMark | null = null;
    do {
      const page = await projection.list(queryFor(today, Math.max(...reminderDays), after));
      for (const asset of page.assets) if (reminderDue(asset, today, reminderDays) !== null) due.push(asset.id);
      after = page.next;
    } while (after && due.length < mostPerRound);
    return due.slice(0, mostPerRound);
  }

  return async () => {
    const { reminderDays } = settings();
    if (reminderDays.length === 0) return { reminded: 0 };
    const today = dayOf(now());
    const outcomes = await register.changeMany(
      (await dueNow(today, reminderDays)).map((assetId) => ({
        assetId,
        actor: discovery,
        decide: (asset) => (asset ? remind(asset, today, reminderDays) : []),
      })),
    );
    const failed = outcomes.filter((one) => one.status === 'rejected');
    if (failed.length > 0)
      log.warn({ failed: failed.length, err: failed[0]?.reason }, 'reminders left to the next round');
    return { reminded: outcomes.filter((one) => one.status === 'fulfilled' && one.value.entries.length > 0).length };
  };
}

function queryFor(today: string, mostDays: number, after: PageMark | null): RegisterQuery {
  return {
    ...wholeRegister,
    filters: { ...noFilters, renewal: ['undecided', 'end'] },
    renewsAfter: today,
    renewsBefore: addDays(today, mostDays + 1),
    sort: { by: 'renewsOn', isDescending: false },
    limit: pageSize,
    after,
  };
}
