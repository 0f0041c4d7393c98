/** Reads CSV as RFC 4180 has it, to the letter: CRLF between records, nothing else read into a field. */
export function recordsOf(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        if (at >= text.length) throw new Error('A quoted field has no end');
        if (text[at] === '"') at += 1;
        field += text[at];
      }
      at += 1;
    } else {
      for (; at < text.length && text[at] !== ',' && text[at] !== '\r'; at += 1) {
        if (text[at] === '"' || text[at] === '\n') throw new Error(`A field needs quotes: ${field}`);
        field += text[at];
      }
    }
    record.push(field);
    if (text[at] === ',') {
      at += 1;
    } else {
      if (text.slice(at, at + 2) !== '\r\n') throw new Error(`No CRLF after ${JSON.stringify(field)}`);
      at += 2;
      records.push(record);
      record = [];
    }
  }
  return records;
}
