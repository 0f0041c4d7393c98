/** The word for a value that came from outside; one without a word is shown as it is. */
export function wordOf<Key extends string>(words: Readonly<Record<Key, string>>, value: string): string {
  return Object.hasOwn(words, value) ? words[value as Key] : value;
}
