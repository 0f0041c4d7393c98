import { Refusal } from '../domain/errors.ts';
import { places } from '../places.ts';

/** What people change at once, from wherever they do it. */
export type FewChanges = {
  /**
   * Does one thing that a person asks for, as one of few of theirs.
   *
   * @throws {Refusal} `request.too-many` for one too many, without anything being done
   */
  during<T>(personId: string, change: () => Promise<T>): Promise<T>;
  /**
   * Whether somebody who was refused is to hear of it where that takes a message of its own: the first time only, until
   * something of theirs is taken again, since as many answers as there were messages would be a flood too.
   */
  isNews(personId: string): boolean;
};

/**
 * How much one person has under way at once, from tab and chat together: far more than anyone has who works in several
 * windows; one bulk change is one. How many come in a while is limited elsewhere; that alone would let all of them come in
 * one moment.
 */
export const mostChangesAtOnce = 40;
/** When it is worth trying again. */
const againAfterSeconds = 1;

export function fewChangesAtOnce(mostEach = mostChangesAtOnce): FewChanges {
  const few = places({ most: Number.POSITIVE_INFINITY, mostEach });
  const told = new Set<string>();
  return {
    async during(personId, change) {
      if (few.full(personId)) throw new Refusal('too-many', 'request.too-many', { seconds: againAfterSeconds });
      told.delete(personId);
      return few.during(personId, change);
    },
    isNews(personId) {
      if (told.has(personId)) return false;
      told.add(personId);
      return true;
    },
  };
}
