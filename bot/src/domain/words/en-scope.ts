/** English words for an approval and what goes beyond it, in the tab. */
export const enScope = {
  approved: 'Approved',
  beyond: 'Beyond it',
  seats: (count: string, isOne: boolean) => (isOne ? '1 seat' : `${count} seats`),
  trial: 'as a free trial',
  said: (scope: string, who: string, when: string) => `${scope}: ${who}, ${when}`,
  /** What goes beyond, without how it stands. */
  more: (count: string) => `${count} more`,
  paidNow: 'now paid',
  dearer: 'costs more',
  otherTerm: 'another term',
  waits: (approved: string, more: string) => `${approved} approved, ${more} waiting`,
  rejected: (approved: string, more: string) => `${approved} approved, ${more} rejected`,
  paidWaits: 'Approved as a trial; paid now, waiting',
  paidNeedsPrice: 'Approved as a trial; paid now, price not told yet',
  paidRejected: 'Approved as a trial; paid now, rejected',
  changedWaits: 'Approved otherwise; a change is waiting',
  changedRejected: 'Approved otherwise; a change was rejected',
  next: {
    waits: (names: string, when: string) =>
      `What goes beyond the approval waits for ${names} to decide, since ${when}.`,
    waitsForNobody: (when: string) =>
      `What goes beyond the approval waits since ${when}, and nobody may decide about it.`,
    needsPrice: (name: string, when: string) => `Paid since ${when}: waits for ${name} to say what it costs.`,
    rejected: (name: string) =>
      `${name} rejected what goes beyond the approval. It is to be given back where it was bought.`,
  },
  for: (more: string, money: string) => `${more}, ${money}`,
};
