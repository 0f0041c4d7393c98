/** Where somebody else's words begin: a forwarded or answered mail. */
const header =
  /^(?:[-_ ]*(?:original message|forwarded message|begin forwarded message)|(?:fw|fwd|re|aw|wg) ?:|(?:from|von|sent|to|subject) ?: |on .{5,80} wrote ?:|.{1,60} (?:wrote|writes) ?:$|\[\d)/i;

/** What the writer says themselves: without lines that are quoted, and without all that follows the head of a mail. */
export function ownWords(text: string): string {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => header.test(line));
  const own = end < 0 ? lines : lines.slice(0, end);
  return own
    .filter((line) => !/^(?:>|&gt;)/.test(line))
    .map((line) => line.replace(/^\d{1,2}\) /, '- '))
    .join('\n');
}
