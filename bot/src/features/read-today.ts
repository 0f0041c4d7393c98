import { addDays, type Day, dayOf } from '../domain/day.ts';
import { Refusal } from '../domain/errors.ts';
import { may, relationsOf } from '../domain/permissions.ts';
import type { Actor } from '../domain/person.ts';
import { runningStates } from '../domain/running.ts';
import type { HeldLoss } from '../domain/sudden-loss.ts';
import { type TodayGroupKey, todayGroups } from '../domain/today.ts';
import {
  noFilters,
  type PersonCount,
  type RegisterPage,
  type RegisterQuery,
  wholeRegister,
} from '../projection/query.ts';
import { nameOf } from './name-of.ts';
import type { Deps } from './ports.ts';
import { decidersIn } from './scope-of.ts';
import { shareAnswers } from './share-answers.ts';
import { type ToldNotice, toldNotices } from './told-notices.ts';

/** The part of the register that a group is: the same question that the register itself is asked. */
export type TodayAsk = Pick<RegisterQuery, 'flags' | 'renewsAfter' | 'renewsBefore' | 'sort'> & {
  filters: Partial<RegisterQuery['filters']>;
};

export type Today = {
  day: Day;
  /** Of the whole register. */
  assets: number;
  groups: Record<TodayGroupKey, { ask: TodayAsk; page: RegisterPage }>;
  /** For whose decision what awaits one waits, most first; null is nobody's. */
  deciders: PersonCount[];
  failedNotices: { total: number; oldest: ToldNotice[] };
  /** What discovery holds back, as its last poll here found it. */
  loss: (HeldLoss & { isConfirmed: boolean }) | null;
  version: string;
};

/** How far ahead a renewal or a trial's end needs somebody. */
const daysAhead = 30;
const rowsShown = 3;
/** Everyone who looks at the page is shown the same, so it is put together at most this often. */
const restMs = 500;

/** What has ended asks nothing of anyone any more, but what was declared of it still waits for its decision. */
const running = runningStates.filter((state) => state !== 'ended');
const notRetired = ['detected', 'declared', 'approved', 'rejected'] as const;

/** What each group asks of the register. */
export function todayAsks(day: Day): Record<TodayGroupKey, TodayAsk> {
  const ask = (over: Partial<TodayAsk>): TodayAsk => ({
    filters: { status: notRetired, running },
    flags: [],
    renewsAfter: null,
    renewsBefore: null,
    sort: { by: 'updatedAt', isDescending: false },
    ...over,
  });
  const soon = {
    renewsAfter: day,
    renewsBefore: addDays(day, daysAhead + 1),
    sort: { by: 'renewsOn', isDescending: false },
  } as const;
  const byPurchase = { by: 'purchasedOn', isDescending: false } as const;
  return {
    awaiting: ask({ filters: { status: ['declared'] } }),
    beyond: ask({ flags: ['beyond-approval'] }),
    undeclared: ask({ filters: { status: ['detected'], running }, sort: byPurchase }),
    trials: ask({ ...soon, flags: ['trial'] }),
    renewing: ask(soon),
    'owner-gone': ask({ flags: ['owner-gone'] }),
    duplicates: ask({ flags: ['possible-duplicate'], sort: byPurchase }),
  };
}

/**
 * Reads what needs doing now.
 *
 * @throws {Refusal} `action.forbidden`
 */
export function readToday(
  deps: Pick<Deps, 'projection' | 'people' | 'settings' | 'now'> & { lossHeld: () => HeldLoss | null },
): (actor: Actor) => Promise<Today> {
  const { projection, settings, now } = deps;
  const share = shareAnswers<Today>(restMs);

  async function compose(day: Day): Promise<Today> {
    // The version comes first: what is newer than it is only shown earlier than it would have to be.
    const version = await projection.version();
    const asks = todayAsks(day);
    const [waiting, failed, ...pages] = await Promise.all([
      projection.countWaiting(queryOf(asks.awaiting), decidersIn(settings())),
      projection.notices({ assetId: null, state: 'failed', isOldestFirst: true, limit: rowsShown, after: null }),
      ...todayGroups.map((key) => projection.list(queryOf(asks[key]))),
    ]);
    const groups = Object.fromEntries(
      todayGroups.map((key, at) => [key, { ask: asks[key], page: pages[at] }]),
    ) as Today['groups'];
    // A facet counts without its own filter, and the state is all that this group filters.
    const assets = groups.awaiting.page.facets.status.reduce((sum, { count }) => sum + count, 0);
    const oldest = await toldNotices(failed.notices, deps);
    const deciders = await Promise.all(waiting.map((one) => named(one)));
    return { day, assets, groups, deciders, failedNotices: { total: failed.total, oldest }, loss: lossNow(), version };
  }

  function lossNow(): Today['loss'] {
    const held = deps.lossHeld();
    return held && { ...held, isConfirmed: held.since === settings().confirmedLoss };
  }

  /** Who is asked in a manager's stead is named by the directory. */
  async function named(one: PersonCount): Promise<PersonCount> {
    return one.id === null || one.name !== null ? one : { ...one, name: await nameOf(one.id, deps.people) };
  }

  return async (actor) => {
    if (!may('today.read', relationsOf(actor, null, settings()))) throw new Refusal('forbidden', 'action.forbidden');
    const day = dayOf(now());
    return share(JSON.stringify([day, lossNow()]), restMs, () => compose(day));
  };
}

function queryOf(ask: TodayAsk): RegisterQuery {
  return { ...wholeRegister, ...ask, filters: { ...noFilters, ...ask.filters }, limit: rowsShown };
}
