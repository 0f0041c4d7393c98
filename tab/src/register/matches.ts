/**
 * Where words of a text begin with a word that is searched for, whatever the case and the accents: `[from, to)` in the text.
 * The search finds words by their beginnings (the replica's FTS5 index), so these are what it found them by.
 */
export function matchesIn(text: string, search: string): [from: number, to: number][] {
  const wanted = [...search.matchAll(word)].map(([found]) => folded(found)).filter((one) => one !== '');
  if (wanted.length === 0) return [];
  return [...text.matchAll(word)].flatMap(({ 0: found, index }): [number, number][] => {
    const plain = folded(found);
    const longest = wanted.filter((one) => plain.startsWith(one)).sort((a, b) => b.length - a.length)[0];
    return longest === undefined ? [] : [[index, index + lengthOf(found, longest.length)]];
  });
}

const word = /[\p{L}\p{M}\p{N}]+/gu;

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** How much of a word as it is written its first folded letters are. */
function lengthOf(written: string, letters: number): number {
  let length = 0;
  for (const sign of written) {
    if (folded(written.slice(0, length)).length >= letters && !/\p{M}/u.test(sign)) break;
    length += sign.length;
  }
  return length;
}
