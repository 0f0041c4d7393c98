import { strFromU8, unzipSync } from 'fflate';

/** A cell as it stands in the file: its type there, its text, and the number format that it is shown in. */
export type SheetCell = { type: string; text: string; format: string };
export type Sheet = { name: string; rows: SheetCell[][]; xml: string };

/** Reads a workbook's XML by hand, so that no writer of workbooks is checked by its own reader. */
export function sheetsOf(file: Uint8Array): Sheet[] {
  const parts = unzipSync(file);
  const part = (path: string) => strFromU8(parts[path] ?? new Uint8Array());
  const formats = formatsOf(part('xl/styles.xml'));
  const targets = new Map(
    elements(part('xl/_rels/workbook.xml.rels'), 'Relationship').map(({ attributes }) => [
      attributes.Id ?? '',
      attributes.Target ?? '',
    ]),
  );
  return elements(part('xl/workbook.xml'), 'sheet').map(({ attributes }) => {
    const xml = part(`xl/${targets.get(attributes['r:id'] ?? '')}`);
    const rows = elements(xml, 'row').map(({ inner }) => {
      const cells: SheetCell[] = [];
      for (const { attributes: cell, inner: content } of elements(inner, 'c')) {
        const text = elements(content, 'v')[0]?.inner ?? '';
        cells[columnOf(cell.r ?? '')] = {
          type: content.includes('<f') ? 'formula' : (cell.t ?? 'n'),
          text: unescaped(text),
          format: formats[Number(cell.s ?? 0)] ?? '',
        };
      }
      return cells;
    });
    return { name: unescaped(attributes.name ?? ''), rows, xml };
  });
}

/** Excel's day zero, from which it counts days: a number's date. */
export function dateOf({ text }: SheetCell): string {
  return new Date(Date.UTC(1899, 11, 30) + Math.round(Number(text) * 86_400_000)).toISOString();
}

/** Number formats that Excel has without a file naming them: ECMA-376 part 1, 18.8.30. */
const builtIn: Record<string, string> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  14: 'mm-dd-yy',
  49: '@',
};

function formatsOf(styles: string): string[] {
  const named = new Map(
    elements(styles, 'numFmt').map(({ attributes }) => [attributes.numFmtId, unescaped(attributes.formatCode ?? '')]),
  );
  const [cells] = elements(styles, 'cellXfs');
  return elements(cells?.inner ?? '', 'xf').map(
    ({ attributes: { numFmtId = '0' } }) => named.get(numFmtId) ?? builtIn[numFmtId] ?? '',
  );
}

type Element = { attributes: Record<string, string>; inner: string };

/** Elements of one name that don't hold others of the same. */
function elements(xml: string, name: string): Element[] {
  const pattern = new RegExp(`<${name}((?:\\s+[\\w:.]+="[^"]*")*)\\s*(?:/>|>(.*?)</${name}>)`, 'gs');
  return [...xml.matchAll(pattern)].map(([, attributes = '', inner = '']) => ({
    attributes: Object.fromEntries(
      [...attributes.matchAll(/([\w:.]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
    ),
    inner,
  }));
}

function columnOf(reference: string): number {
  const letters = /^[A-Z]+/.exec(reference)?.[0] ?? '';
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function unescaped(text: string): string {
  return text
    .replace(/&(lt|gt|quot|apos);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&amp;', '&')
    .replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
