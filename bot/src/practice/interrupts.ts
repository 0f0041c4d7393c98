/** npm hands Ctrl-C on to what it runs, which the terminal has told already: what comes so soon is the same press. */
const samePressMs = 500;

/** What to do each time that somebody wants an end: stop in order at first, and end at once when they have waited enough. */
export function interrupts(
  now: () => number,
  { stop, endAtOnce }: Record<'stop' | 'endAtOnce', () => void>,
): () => void {
  let since: number | null = null;
  return () => {
    if (since !== null && now() - since > samePressMs) return endAtOnce();
    since ??= now();
    stop();
  };
}
