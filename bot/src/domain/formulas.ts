/*
 * By OWASP's advice on CSV injection (owasp.org/www-community/attacks/CSV_Injection). A formula begins with `= + - @`, also
 * in full width, and maybe behind blanks, quotes or invisible characters, which some spreadsheets drop first.
 */
const formula = '[=+\\-@＝＋－＠−﹢﹣]';
const dropped = '[\\s\\p{Cf}\\p{Cc}"\'‘’“”`´]';
const beginning = new RegExp(`^(?:[\\t\\r\\n]|${dropped}*${formula})`, 'u');
/** Where a cell begins for who reads another separator than the comma, as Excel does in half of Europe. */
const cellWithin = new RegExp(`([;\\t\\r\\n](?:;|${dropped})*)(${formula}?)`, 'gu');

/** Whether a spreadsheet may take a text for a formula. */
export function looksLikeFormula(text: string): boolean {
  return beginning.test(text);
}

/**
 * A text for CSV that is a text in every spreadsheet, whatever separator that reads: an apostrophe stands before what looks
 * like a formula. So does one before a line within it that begins with a dash.
 */
export function defused(text: string): string {
  const within = text.replace(cellWithin, (_, before: string, sign: string) => (sign ? `${before}'${sign}` : before));
  return looksLikeFormula(text) ? `'${within}` : within;
}
