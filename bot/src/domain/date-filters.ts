/**
 * Days that narrow a list. `heldOn`: bought by then and not retired yet; `knownOn`: on the register by then and not retired
 * yet, both as of the end of that day in UTC; the others from a day on, or before it.
 */
export const dateFilters = [
  'heldOn',
  'knownOn',
  'declaredAfter',
  'declaredBefore',
  'decidedAfter',
  'decidedBefore',
] as const;
export type DateFilter = (typeof dateFilters)[number];
