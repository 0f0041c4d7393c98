import { stringify } from 'csv-stringify/sync';
import type { Asset } from '../domain/asset.ts';
import { defused } from '../domain/formulas.ts';
import { decimalText } from '../domain/money.ts';
import { wordsFor } from '../domain/words/words.ts';
import { type Column, columnsIn } from './columns.ts';
import type { ExportSpec, ExportWriter } from './export-spec.ts';

/** Quoted is all that might hold anyone's separator or line break. */
const notPlain = /[^\w.:-]/;

/**
 * Writes CSV as RFC 4180 has it, in UTF-8 with a byte order mark, without which Excel takes it for an older encoding.
 * Days and instants are ISO 8601, amounts plain decimal numbers, texts never formulas.
 */
export function csvWriter({ locale, priceBook }: ExportSpec): ExportWriter {
  const columns = columnsIn(wordsFor(locale), priceBook);
  const encoder = new TextEncoder();
  const lines = (records: string[][], bom = false) => {
    return encoder.encode(stringify(records, { bom, record_delimiter: 'windows', quoted_match: notPlain }));
  };
  let isFirst = true;
  const head = () => {
    if (!isFirst) return [];
    isFirst = false;
    return [lines([columns.map(({ title }) => title)], true)];
  };
  return {
    async write({ assets, duplicates }) {
      const marked = new Set(duplicates);
      const recordOf = (asset: Asset) => columns.map((column) => fieldOf(column, asset, marked.has(asset.id)));
      return [...head(), lines(assets.map(recordOf))];
    },
    end: async () => head(),
  };
}

function fieldOf(column: Column, asset: Asset, isDuplicate: boolean): string {
  switch (column.kind) {
    case 'text':
      return defused(column.of(asset, isDuplicate) ?? '');
    case 'count':
      return String(column.of(asset, isDuplicate) ?? '');
    case 'money': {
      const money = column.of(asset, isDuplicate);
      return money ? decimalText(money) : '';
    }
    default:
      return column.of(asset, isDuplicate) ?? '';
  }
}
