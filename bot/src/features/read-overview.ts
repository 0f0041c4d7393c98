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
const restMs = 1_000;

/**
 * Reads what the register comes to. `elapsed`: milliseconds of a clock that only runs forward.
 *
 * @throws {Refusal} `action.forbidden`
 */
export function readOverview(
  { projection, routing, now }: Pick<Deps, 'projection' | 'routing' | 'now'>,
  elapsed: () => number = () => performance.now(),
): (actor: Actor) => Promise<SeenOverview> {
  let kept: { day: Day; at: number; overview: Promise<SeenOverview> } | null = null;

  async function read(day: Day, before: Promise<SeenOverview> | null): Promise<SeenOverview> {
    const known = before && (await before);
    return known?.version === (await projection.version()) ? known : projection.overview(day);
  }

  return async (actor) => {
    if (!may('register.list-all', relationsOf(actor, null, routing)))
      throw new Refusal('forbidden', 'action.forbidden');
    const day = dayOf(now());
    const held = kept?.day === day ? kept : null;
    if (held && elapsed() - held.at < restMs) return held.overview;
    const overview = read(day, held?.overview ?? null);
    kept = { day, at: elapsed(), overview };
    overview.catch(() => {
      kept = null;
    });
    return overview;
  };
}
