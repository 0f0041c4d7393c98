/** The places of values that follow each other without a gap. */
export function stretches(values: readonly { value: number | null }[]): number[][] {
  const found: number[][] = [];
  let isOpen = false;
  values.forEach(({ value }, at) => {
    if (value === null) {
      isOpen = false;
      return;
    }
    if (isOpen) found.at(-1)?.push(at);
    else found.push([at]);
    isOpen = true;
  });
  return found;
}
