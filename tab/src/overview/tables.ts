import { defused } from '../../../bot/src/domain/formulas.ts';
import { decimalText, type Money } from '../../../bot/src/domain/money.ts';
import type { Words } from '../../../bot/src/domain/words/en.ts';
import type { Behind, CurrencySpend, Median, OverviewAnswer, SpendParts } from '../../../bot/src/http/contract.ts';
import type { Formats } from '../components/formats.ts';
import type { FigureFormats } from './figures.ts';

/** One figure or name: as it is read, as it is copied, and the register's query for what is behind it. */
export type Cell = { text: string; copied: string; query: string | null };
export type FigureTable = {
  /** The first column names the rows; the others hold figures. */
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly Cell[] }[];
};

/** How a reader writes what stands in tables. */
export type TableWriter = { words: Words; formats: Formats; figures: FigureFormats };

/** A table as spreadsheets take it from the clipboard: tabs between cells, names that look like formulas defused. */
export function copiedText({ columns, rows }: FigureTable): string {
  const lines = [columns.map(copiedName), ...rows.map(({ cells }) => cells.map(({ copied }) => copied))];
  return lines.map((cells) => cells.join('\t')).join('\n');
}

/** A text that people wrote, in one cell. */
function copiedName(text: string): string {
  return defused(text.replace(/\s+/g, ' ').trim());
}

const name = (text: string): Cell => ({ text, copied: copiedName(text), query: null });
const nothing: Cell = { text: '–', copied: '', query: null };

function writing({ formats, figures }: TableWriter) {
  return {
    count: ({ count, query }: Behind): Cell => ({ text: formats.count(count), copied: String(count), query }),
    number: (count: number): Cell => ({ text: formats.count(count), copied: String(count), query: null }),
    money: (money: Money, query: string | null = null): Cell => ({
      text: formats.money(money),
      copied: decimalText(money),
      query,
    }),
    share: (part: Behind, whole: Behind): Cell =>
      whole.count === 0
        ? nothing
        : { text: figures.share(part.count, whole.count), copied: String(part.count / whole.count), query: null },
    median: ({ minutes, assets }: Median): Cell =>
      minutes === null ? nothing : { text: figures.duration(minutes), copied: String(minutes), query: assets.query },
  };
}

export function monthsTable(answer: OverviewAnswer, spend: CurrencySpend, writer: TableWriter): FigureTable {
  const { column } = writer.words.tab.overviewPage;
  const write = writing(writer);
  return {
    columns: [column.month, column.perMonth(spend.currency), column.purchases],
    rows: spend.months.map(({ perMonth, assets }, at) => ({
      key: monthFrom(answer, at),
      cells: [monthCell(answer, at, writer), write.money(perMonth, assets.query), write.count(assets)],
    })),
  };
}

export function partsTable(
  of: 'product' | 'department' | 'publisher',
  { parts, others }: SpendParts,
  currency: string,
  writer: TableWriter,
): FigureTable {
  const { overviewPage: text } = writer.words.tab;
  const write = writing(writer);
  const rows = parts.map(({ value, perMonth, assets }) => ({
    key: value === null ? 'none' : `value ${value}`,
    cells: [name(value ?? text.nobodysDepartment), write.money(perMonth, assets.query), write.count(assets)],
  }));
  const rest = others && {
    key: 'others',
    cells: [
      name(text.others(writer.formats.count(others.values), others.values === 1)),
      write.money(others.perMonth),
      write.count(others.assets),
    ],
  };
  return {
    columns: [text.column[of], text.column.perMonth(currency), text.column.purchases],
    rows: rest ? [...rows, rest] : rows,
  };
}

export function growthTable(answer: OverviewAnswer, spend: CurrencySpend, writer: TableWriter): FigureTable {
  const { column } = writer.words.tab.overviewPage;
  const write = writing(writer);
  const { currency } = spend;
  return {
    columns: [
      column.product,
      column.before(writer.formats.day(answer.since), currency),
      column.now(currency),
      column.growth(currency),
      column.seatsBefore,
      column.seatsNow,
    ],
    rows: spend.growth.map(({ product, before, now }) => ({
      key: product,
      cells: [
        name(product),
        write.money(before.perMonth, before.assets.query),
        write.money(now.perMonth, now.assets.query),
        write.money({ minor: now.perMonth.minor - before.perMonth.minor, currency }),
        write.number(before.seats),
        write.number(now.seats),
      ],
    })),
  };
}

export function sharesTable(answer: OverviewAnswer, writer: TableWriter): FigureTable {
  const { column } = writer.words.tab.overviewPage;
  const write = writing(writer);
  return {
    columns: [column.month, column.known, column.declared, column.declaredShare, column.decided, column.decidedShare],
    rows: answer.shares.map(({ known, declared, decided }, at) => ({
      key: monthFrom(answer, at),
      cells: [
        monthCell(answer, at, writer),
        write.count(known),
        write.count(declared),
        write.share(declared, known),
        write.count(decided),
        write.share(decided, known),
      ],
    })),
  };
}

export function timesTable(answer: OverviewAnswer, writer: TableWriter): FigureTable {
  const { column } = writer.words.tab.overviewPage;
  const write = writing(writer);
  const unknown: Median = { minutes: null, assets: { count: 0, query: null } };
  return {
    columns: [column.month, column.toDeclare, column.toDeclareCount, column.toDecide, column.toDecideCount],
    rows: answer.months.map(({ from }, at) => {
      const toDeclare = answer.toDeclare.months[at] ?? unknown;
      const toDecide = answer.toDecide.months[at] ?? unknown;
      return {
        key: from,
        cells: [
          monthCell(answer, at, writer),
          write.median(toDeclare),
          write.count(toDeclare.assets),
          write.median(toDecide),
          write.count(toDecide.assets),
        ],
      };
    }),
  };
}

function monthFrom({ months }: OverviewAnswer, at: number): string {
  return months[at]?.from ?? '';
}

function monthCell(answer: OverviewAnswer, at: number, { figures }: TableWriter): Cell {
  const from = monthFrom(answer, at);
  return { text: figures.month(from, 'long'), copied: from.slice(0, 7), query: null };
}
