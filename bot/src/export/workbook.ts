import { Writable } from 'node:stream';
import { type Row, WorkbookWriter, type WorksheetWriter } from '@cj-tech-master/excelts';
import type { Asset } from '../domain/asset.ts';
import { looksLikeFormula } from '../domain/formulas.ts';
import { decimalsOf, type Money } from '../domain/money.ts';
import { wordsFor } from '../domain/words/words.ts';
import { namesOf, narrowingIn } from './about.ts';
import { type Column, columnsIn } from './columns.ts';
import type { ExportSpec, ExportWriter } from './export-spec.ts';

const dayFormat = 'yyyy-mm-dd';
const instantFormat = 'yyyy-mm-dd hh:mm';
/** Excel's format for text: kept as text also when someone edits the cell. */
const textFormat = '@';

const columnFormat: Record<Column['kind'], string | null> = {
  text: null,
  count: '#,##0',
  money: moneyFormat(2),
  day: dayFormat,
  instant: instantFormat,
};

/**
 * Writes an Excel workbook: the rows, typed (numbers, dates, text; never a formula), and a sheet that says what they are.
 * Strings stand in their cells instead of a table of all strings, which would have to be kept until the end.
 */
export function workbookWriter(spec: ExportSpec): ExportWriter {
  const words = wordsFor(spec.locale);
  const columns = columnsIn(words, spec.priceBook);
  const names = namesOf(spec);
  let ready: Uint8Array<ArrayBuffer>[] = [];
  const sink = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      ready.push(Uint8Array.from(chunk));
      done();
    },
  });
  const workbook = new WorkbookWriter({
    stream: sink,
    useStyles: true,
    useSharedStrings: false,
    creator: spec.by,
    lastModifiedBy: spec.by,
    created: new Date(spec.at),
    modified: new Date(spec.at),
  });
  const sheet = workbook.addWorksheet(words.tab.export.sheet, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ kind, title, width }) => {
    const numFmt = columnFormat[kind];
    return { header: title, width, ...(numFmt !== null && { style: { numFmt } }) };
  });
  const head = sheet.getRow(1);
  head.font = { bold: true };
  head.commit();
  const last = head.getCell(columns.length).address;
  sheet.autoFilter = `A1:${last}`;

  const taken = () => {
    const bytes = ready;
    ready = [];
    return bytes;
  };
  return {
    async write({ assets, duplicates }) {
      const marked = new Set(duplicates);
      for (const asset of assets) {
        names.learn(asset);
        writeRow(sheet.addRow([]), columns, asset, marked.has(asset.id));
      }
      return taken();
    },
    async end() {
      sheet.commit();
      writeAbout(workbook.addWorksheet(words.tab.export.about.title), spec, names.nameOf);
      await workbook.commit();
      return taken();
    },
  };
}

function writeRow(row: Row, columns: readonly Column[], asset: Asset, isDuplicate: boolean): void {
  columns.forEach((column, at) => {
    const cell = at + 1;
    switch (column.kind) {
      case 'text':
        writeText(row, cell, column.of(asset, isDuplicate));
        break;
      case 'count': {
        const count = column.of(asset, isDuplicate);
        if (count !== null) row.getCell(cell).value = count;
        break;
      }
      case 'money':
        writeMoney(row, cell, column.of(asset, isDuplicate));
        break;
      case 'day': {
        const day = column.of(asset, isDuplicate);
        if (day !== null) row.getCell(cell).value = new Date(`${day}T00:00:00Z`);
        break;
      }
      default: {
        const instant = column.of(asset, isDuplicate);
        if (instant !== null) row.getCell(cell).value = new Date(instant);
      }
    }
  });
  row.commit();
}

function writeText(row: Row, at: number, text: string | null): void {
  if (text === null || text === '') return;
  const cell = row.getCell(at);
  cell.value = cellText(text);
  if (looksLikeFormula(text)) cell.numFmt = textFormat;
}

function writeMoney(row: Row, at: number, money: Money | null): void {
  if (!money) return;
  const places = decimalsOf(money.currency);
  const cell = row.getCell(at);
  cell.value = money.minor / 10 ** places;
  if (places !== 2) cell.numFmt = moneyFormat(places);
}

function moneyFormat(places: number): string {
  return places === 0 ? '#,##0' : `#,##0.${'0'.repeat(places)}`;
}

/** Who made it, when, of what, and how its rows are to be read. */
function writeAbout(sheet: WorksheetWriter, spec: ExportSpec, nameOf: (id: string) => string): void {
  const words = wordsFor(spec.locale);
  const { about } = words.tab.export;
  sheet.columns = [{ width: 26 }, { width: 60 }];
  const line = (title: string, write: (row: Row) => void) => {
    const row = sheet.addRow([]);
    row.getCell(1).value = cellText(title);
    row.getCell(1).font = { bold: true };
    write(row);
    row.commit();
  };
  const text = (title: string, value: string) => line(title, (row) => writeText(row, 2, value));

  text(about.by, spec.by);
  line(about.at, (row) => {
    row.getCell(2).value = new Date(spec.at);
    row.getCell(2).numFmt = instantFormat;
    row.getCell(2).alignment = { horizontal: 'left' };
  });
  const count = (title: string, value: number) =>
    line(title, (row) => {
      row.getCell(2).value = value;
      row.getCell(2).numFmt = '#,##0';
      row.getCell(2).alignment = { horizontal: 'left' };
    });
  count(about.rows, spec.total);
  const { query, locale } = spec;
  if (query === null) text(about.filter, about.picked);
  else {
    const narrowing = narrowingIn(words, { query, locale }, nameOf);
    if (narrowing.length === 0) text(about.filter, about.everything);
    for (const [title, value] of narrowing) text(about.filterOn(title), value);
    const titles: Record<string, string> = words.tab.list.column;
    text(about.order, about.orderBy(titles[query.sort.by] ?? query.sort.by, query.sort.isDescending));
  }
  const amount = (title: string, money: Money) =>
    line(title, (row) => {
      writeMoney(row, 2, money);
      const cell = row.getCell(2);
      cell.numFmt = moneyFormat(decimalsOf(money.currency));
      cell.alignment = { horizontal: 'left' };
    });
  for (const money of spec.totals) amount(about.perMonth(money.currency), money);
  for (const money of spec.estimates) amount(about.estimate(money.currency), money);
  if (spec.unpriced > 0) count(about.unpriced, spec.unpriced);
  text(about.version, spec.version);
  text(about.reading, about.readingText);
  sheet.commit();
}

/** Excel reads `_x0041_` within a text as a character's number, and XML knows one line break only. */
function cellText(text: string): string {
  return text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_').replace(/\r\n?/g, '\n');
}
