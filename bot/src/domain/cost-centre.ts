/** Spaces, and everything that is drawn as a dash: also the soft hyphen and the minus sign. */
const unheard = /[\s\p{Pd}\u00ad\u2212]/gu;

/**
 * What all spellings of one cost centre have in common: people write “CC-4711”, “cc 4711” and “CC4711” of the same. A name
 * that is nothing but dashes is one of its own.
 */
export function costCentreKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(unheard, '') || name;
}

/** Of some spellings, the one that was there first for the cost centre that a text names; else the text itself. */
export function knownSpelling(text: string, spellings: readonly string[]): string {
  const key = costCentreKey(text);
  return spellings.find((spelling) => costCentreKey(spelling) === key) ?? text;
}
