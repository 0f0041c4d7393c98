/** Puts an answer together, unless the same question has one that is young enough, in milliseconds. */
export type Share<T> = (question: string, maxAgeMs: number, compose: () => Promise<T>) => Promise<T>;

/**
 * Answers that many ask for at once, put together once for all of them: under constant writing, hundreds of readers who
 * may be shown what is `longestMs` old cost no more than one. One that failed is shared with those who wait for it and not kept.
 * `elapsed`: milliseconds of a clock that only runs forward.
 */
export function shareAnswers<T>(longestMs: number, elapsed: () => number = () => performance.now()): Share<T> {
  const kept = new Map<string, { at: number; answer: Promise<T> }>();
  return (question, maxAgeMs, compose) => {
    const at = elapsed();
    // In the order in which they were put together: what nobody takes any more comes first.
    for (const [other, { at: since }] of kept) {
      if (at - since < longestMs) break;
      kept.delete(other);
    }
    const known = kept.get(question);
    if (known && at - known.at < maxAgeMs) return known.answer;
    const answer = compose();
    kept.delete(question);
    kept.set(question, { at, answer });
    answer.catch(() => {
      if (kept.get(question)?.answer === answer) kept.delete(question);
    });
    return answer;
  };
}
