/** Runs a task for every item, at most `width` at once; one failure doesn't stop the others. Results keep the items' order. */
export async function inSlices<T, R>(
  items: readonly T[],
  width: number,
  task: (item: T) => Promise<R>,
): Promise<PromiseSettledResult<R>[]> {
  const results: PromiseSettledResult<R>[] = new Array(items.length);
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const at = next++;
      const [result] = await Promise.allSettled([task(items[at] as T)]);
      results[at] = result;
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  return results;
}
