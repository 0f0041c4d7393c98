/**
 * Keeps what was made for each list of arguments: Intl's formatters take far longer to make than to use.
 * The arguments are locales and the like, so that few are ever kept.
 */
export function kept<A extends readonly (string | number)[], F>(make: (...args: A) => F): (...args: A) => F {
  const made = new Map<string, F>();
  return (...args) => {
    const key = args.join('|');
    let formatter = made.get(key);
    if (formatter === undefined) {
      formatter = make(...args);
      made.set(key, formatter);
    }
    return formatter;
  };
}
