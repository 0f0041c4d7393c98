import { Refusal } from '../domain/errors.ts';

/** Far more than anyone has under way who works in several windows; one bulk change is one. */
export const mostChangesAtOnce = 40;

/**
 * Lets each person have only so many requests under way at once. How many come in a while is limited elsewhere; that alone
 * would let all of them come in one moment and hold up everyone's.
 *
 * @returns what does a person's request; it throws {@link Refusal} `request.too-many` for one too many
 */
export function fewAtOnce(most: number): <T>(personId: string, work: () => Promise<T>) => Promise<T> {
  const underWay = new Map<string, number>();
  return async (personId, work) => {
    const already = underWay.get(personId) ?? 0;
    if (already >= most) throw new Refusal('too-many', 'request.too-many', { seconds: 1 });
    underWay.set(personId, already + 1);
    try {
      return await work();
    } finally {
      const left = (underWay.get(personId) ?? 1) - 1;
      if (left > 0) underWay.set(personId, left);
      else underWay.delete(personId);
    }
  };
}
