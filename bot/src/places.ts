/**
 * Places for work that takes memory or a processor: few at once, and fewer for each person, so that nobody takes all of
 * them, however slow they are.
 */
export type Places = {
  /** Why nothing more of a person's can begin just now: theirs are all taken, or everybody's are. */
  full(personId: string): 'theirs' | 'all' | null;
  /** How much of a person's waits for a place. */
  waiting(personId: string): number;
  /**
   * Takes a place of a person's, and waits for one where there is none: whoever has waited longest is next, among those who
   * may have one. What comes back gives the place back.
   *
   * @throws the signal's reason where it is called off while it waits
   */
  take(personId: string, calledOff?: AbortSignal): Promise<() => void>;
  /** Does a piece of work of a person's in a place, once there is one. */
  during<T>(personId: string, work: () => Promise<T>): Promise<T>;
};

export function places({ most, mostEach }: { most: number; mostEach: number }): Places {
  const taken = new Map<string, number>();
  const queue: { personId: string; go: () => void }[] = [];
  let all = 0;

  const full: Places['full'] = (personId) => {
    if ((taken.get(personId) ?? 0) >= mostEach) return 'theirs';
    return all >= most ? 'all' : null;
  };

  function claim(personId: string, by: 1 | -1): void {
    all += by;
    const theirs = (taken.get(personId) ?? 0) + by;
    if (theirs === 0) taken.delete(personId);
    else taken.set(personId, theirs);
  }

  function claimed(personId: string): () => void {
    claim(personId, 1);
    return () => {
      claim(personId, -1);
      const next = queue.findIndex((one) => full(one.personId) === null);
      if (next >= 0) queue.splice(next, 1)[0]?.go();
    };
  }

  const take: Places['take'] = async (personId, calledOff) => {
    calledOff?.throwIfAborted();
    if (full(personId) === null) return claimed(personId);
    const { promise, resolve, reject } = Promise.withResolvers<() => void>();
    const one = { personId, go: () => resolve(claimed(personId)) };
    queue.push(one);
    calledOff?.addEventListener(
      'abort',
      () => {
        const at = queue.indexOf(one);
        if (at >= 0) queue.splice(at, 1);
        reject(calledOff.reason);
      },
      { once: true },
    );
    return promise;
  };

  return {
    full,
    waiting: (personId) => queue.filter((one) => one.personId === personId).length,
    take,
    async during(personId, work) {
      const leave = await take(personId);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
