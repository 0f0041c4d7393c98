import type { Words } from '../../../bot/src/domain/words/en.ts';
import type { Formats } from '../components/formats.ts';

/** `812 bytes`, `42 kB`, `1.2 MB`. */
export function sizeWord(bytes: number, words: Words, { count }: Formats): string {
  const text = words.tab.evidence;
  if (bytes < 1_000) return text.bytes(count(bytes));
  if (bytes < 1_000_000) return text.kilobytes(count(Math.round(bytes / 1_000)));
  return text.megabytes(count(Math.round(bytes / 100_000) / 10));
}
