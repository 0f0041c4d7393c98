/** What the servers have answered for, to be held against what they have kept. */
export type Promises = {
  /** Ids of declarations that were answered as taken. */
  declared: Set<string>;
  /** Ids of declarations that were sent, whether or not an answer came. */
  sent: Set<string>;
  /** Ids of declarations whose approval was shown to the one who pressed. */
  approved: Set<string>;
  /** Milliseconds until the answer, by kind of request. */
  samples: Map<string, number[]>;
  /** Honest answers that something had changed meanwhile. */
  conflicts: number;
  /** Answers that were none of what they should have been. */
  errors: string[];
};

export function noPromises(): Promises {
  return { declared: new Set(), sent: new Set(), approved: new Set(), samples: new Map(), conflicts: 0, errors: [] };
}

/** All of several phases together, without their times. */
export function together(phases: readonly Promises[]): Pick<Promises, 'declared' | 'sent' | 'approved'> {
  return {
    declared: new Set(phases.flatMap(({ declared }) => [...declared])),
    sent: new Set(phases.flatMap(({ sent }) => [...sent])),
    approved: new Set(phases.flatMap(({ approved }) => [...approved])),
  };
}

/** A product named after its declaration, so that a card or a row tells which one it is about. */
export const productOf = (declarationId: string) => `Load ${declarationId}`;

/** The declaration that a text, such as a card's, is about. */
export function declarationIn(text: string): string | null {
  return /Load ([0-9A-HJKMNP-TV-Z]{26})/.exec(text)?.[1] ?? null;
}
