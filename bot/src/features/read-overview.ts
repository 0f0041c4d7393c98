import { type Day, dayOf } from '../domain/day.ts';
import { Refusal } from '../domain/errors.ts';
import { may, relationsOf } from '../domain/permissions.ts';
import type { Actor } from '../domain/person.ts';
import type { Overview } from '../projection/overview.ts';
import type { Deps } from './ports.ts';

export type SeenOverview = Overview & { version: string };

/**
 * Everyone who looks at the page is shown the same, so it is asked for at most this often, and worked out only when the
 * register or the day has changed: under constant writing, hundreds of readers cost no more than one.
 */
const leastRestMs = 1_000;
/** Of a very large register it takes longer; other questions must not wait for it more than a small part of the time. */
const restPerWork = 20;

/**
 * Reads what the register comes to. `elapsed`: milliseconds of a clock that only runs forward.
 *
 * @throws {Refusal} `action.forbidden`
 */
export function readOverview(
  { projection, settings, now }: Pick<Deps, 'projection' | 'settings' | 'now'>,
  elapsed: () => number = () => performance.now(),
): (actor: Actor) => Promise<SeenOverview> {
  let kept: { day: Day; until: number; overview: Promise<SeenOverview> } | null = null;

  async function read(day: Day, before: Promise<SeenOverview> | null): Promise<SeenOverview> {
    const known = before && (await before);
    return known?.version === (await projection.version()) ? known : projection.overview(day);
  }

  return async (actor) => {
    if (!may('register.list-all', relationsOf(actor, null, settings())))
      throw new Refusal('forbidden', 'action.forbidden');
    const day = dayOf(now());
    const held = kept?.day === day ? kept : null;
    const begun = elapsed();
    if (held && begun < held.until) return held.overview;
    const overview = read(day, held?.overview ?? null);
    const mine = { day, until: Number.POSITIVE_INFINITY, overview };
    kept = mine;
    overview.then(
      () => {
        const took = elapsed() - begun;
        mine.until = begun + Math.max(leastRestMs, took * restPerWork);
      },
      () => {
        if (kept === mine) kept = null;
      },
    );
    return overview;
  };
}
