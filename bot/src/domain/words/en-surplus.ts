const seats = (count: number) => (count === 1 ? '1 seat' : `${count} seats`);

/** English words for what goes beyond an approval, on cards. */
export const enSurplus = {
  heading: 'Beyond what was approved',
  what: {
    seats: (count: number, product: string) => `${count} more of ${product} than approved`,
    paid: (product: string) => `The trial of ${product} turned into a paid subscription`,
    dearer: (product: string) => `${product} costs more than approved`,
    term: (product: string) => `${product} is bought for another term than approved`,
  },
  title: (what: string) => `${what}: a decision is needed`,
  asked: (count: number, money: string) => `${count} more for ${money}`,
  askedAll: (count: number, money: string) => `${seats(count)} for ${money}`,
  approved: (by: string, at: string, scope: string) => `Approved by ${by}, ${at}: ${scope}`,
  now: 'In all now',
  rejectLead: 'If you reject this, what was approved stays approved.',
  decides: (names: string) => `${names} decides about it.`,
  waits: (names: string) =>
    `${names} decides about it. What was approved stays approved; this card will show the decision.`,
  priceHeading: 'Your trial is paid now',
  priceLead:
    'It was approved as a trial. Please tell what it costs and what you need it for; then it goes to whoever decides.',
  pricedFirst: (product: string) => `${product} is paid now, and its owner is asked what it costs`,
  over: (product: string) => `${product} is not beyond its approval any more`,
  overLead: 'There is nothing to decide.',
  decided: {
    approved: (by: string, count: number, product: string) =>
      count === 0 ? `Approved by ${by}: ${product} as it is now` : `Approved by ${by}: ${count} more of ${product}`,
    rejected: (by: string, count: number, product: string) =>
      count === 0 ? `Rejected by ${by}: ${product} as it is now` : `Rejected by ${by}: ${count} more of ${product}`,
  },
  stays: {
    approved: (scope: string) => `Approved in all: ${scope}`,
    rejected: (scope: string) => `Stays approved: ${scope}`,
  },
  next: {
    seats: (count: number, by: string | null) =>
      by === null
        ? `Please give ${seats(count)} back where you bought them. Until then they go on costing.`
        : `Please give ${seats(count)} back where you bought them, before ${by}. Until then they go on costing.`,
    all: (by: string | null) =>
      by === null
        ? 'Please cancel it where you bought it, or go back to what was approved. ITAM staff can help.'
        : `Please cancel it where you bought it, or go back to what was approved, before ${by}. ITAM staff can help.`,
    others: (name: string) => `${name} is asked to go back to what was approved.`,
  },
  channel: {
    waits: (what: string, names: string) => `${what}: waits for ${names}`,
    waitsForNobody: (what: string) => `${what}: nobody may decide about it`,
    needsPrice: (what: string, name: string) => `${what}: ${name} is asked what it costs`,
    rejected: (what: string) => `${what}: rejected`,
  },
};
