import type { TypedEntry } from '../register/person-data.ts';

/** What a person typed in one entry, in a line for whoever has to look whether it is personal. */
export function lineOf({ entryId, at, texts, isSealed }: TypedEntry): string {
  const names = { product: 'product', publisher: 'publisher', costCentre: 'cost centre' };
  const said = texts.map(({ text, value }) => `${names[text]} “${value}”`).join(', ');
  const note = isSealed ? '' : ' (written by an earlier version: it can leave lists and cards, not the history)';
  return `${entryId}, ${at.slice(0, 10)}: ${said}${note}`;
}

/**
 * Which entries an operator names: ids separated by commas, or `none`. One that is not among those found has nothing left to
 * erase, as where a run is repeated.
 *
 * @throws {Error} in words, for anything else
 */
export function choiceOf(text: string): Set<string> {
  if (text === 'none') return new Set();
  const ids = text.split(',').map((id) => id.trim());
  const wrong = ids.find((id) => !/^\w+-\d+$/.test(id));
  if (wrong !== undefined) throw new Error(`“${wrong}” names no entry: --typed takes ids such as s3-17,s4-2, or none.`);
  return new Set(ids);
}

/** What an operator is told who has not chosen yet. */
export function needsChoice(found: readonly TypedEntry[]): string {
  return [
    'They typed these products, publishers and cost centres, which may hold personal words:',
    ...found.map((one) => `  ${lineOf(one)}`),
    'Say which are to be erased too, by the ids at the beginning: --typed s3-17,s4-2, or --typed none.',
  ].join('\n');
}
