const slip =
  '(?:sorry|no|nope|oops|ups|whoops|actually|rather|i mean|i meant|make that|scratch that|correction|wait|or rather|well|er|erm|uh|um)';
const amount =
  '(?:[$€£¥₹] ?)?(?:\\d[\\d.,]*\\d|\\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty)(?: ?(?:[$€£¥₹]|usd|eur|gbp|dollars|euros|pounds))?';
/** "3, sorry 4": what was said first is taken back. */
const takenBack = new RegExp(
  `(?<![\\w.,$€£¥₹])${amount},?(?: ?[-–—.(…]+)? ?(?:${slip}[\\s,:-]*){1,4}(?=${amount}(?![\\w]))`,
  'giu',
);

/** "Pro—3 seats"; not "40–50". */
const tightDash = /(?<=[^\s\d])[—–](?=\S)|(?<=\S)[—–](?=[^\s\d])/g;

/** A text without what its writer takes back in the same breath: "I bought 3, sorry 4," becomes "I bought 4,". */
export function corrected(text: string): string {
  return text
    .replace(tightDash, ' – ')
    .replace(takenBack, '')
    .replace(/(?<=\d),(?= (?:[A-Z]|licen|seats?))/g, '');
}

/** "…. Sorry, 4.": another number than the one before, and it isn't told of what. */
export function isCorrectedLater(text: string): boolean {
  return /\b(?:sorry|oops|correction|i meant?|make that|scratch that)\b[\s,:-]*\d/i.test(text);
}
