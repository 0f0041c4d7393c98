import type { ColumnKey, Density } from '../../../../bot/src/http/contract.ts';
import { isSortKey } from './sort-keys.ts';

/** How the register is laid out. `columns`: those chosen, in order; null for those that fit. `widths` in pixels. */
export type Layout = {
  columns: readonly ColumnKey[] | null;
  widths: Readonly<Partial<Record<ColumnKey, number>>>;
  density: Density;
};

export const usualLayout: Layout = { columns: null, widths: {}, density: 'comfortable' };

/** The widths that a column may have, in pixels. */
export const widthBounds = { least: 48, most: 1_200 };

/** A width as a column may have it. */
export function boundedWidth(width: number): number {
  return Math.min(Math.max(Math.round(width), widthBounds.least), widthBounds.most);
}

/** Reads a layout from an address; what it doesn't know it leaves out. */
export function parseLayout(params: URLSearchParams): Layout {
  const columns = [...new Set(parts(params.get('columns')))].filter(isSortKey);
  const widths = parts(params.get('widths')).flatMap((part) => {
    const [key = '', text = ''] = part.split(':');
    const width = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
    return isSortKey(key) && width >= widthBounds.least && width <= widthBounds.most ? [[key, width] as const] : [];
  });
  return {
    columns: columns.length > 0 ? columns : null,
    widths: Object.fromEntries(widths),
    density: params.get('density') === 'compact' ? 'compact' : 'comfortable',
  };
}

/** A layout with a column of another width, in pixels, held within its bounds; null: as wide as usual. */
export function withWidth(layout: Layout, key: ColumnKey, width: number | null): Layout {
  const { [key]: _, ...others } = layout.widths;
  if (width === null) return { ...layout, widths: others };
  return { ...layout, widths: { ...others, [key]: boundedWidth(width) } };
}

/** Puts a layout into an address; what is as usual is left out. */
export function setLayoutParams(params: URLSearchParams, { columns, widths, density }: Layout): void {
  if (columns) params.set('columns', columns.join(','));
  const sized = Object.entries(widths).map(([key, width]) => `${key}:${width}`);
  if (sized.length > 0) params.set('widths', sized.sort().join(','));
  if (density !== 'comfortable') params.set('density', density);
}

/** The columns with one moved by a place, towards the start or the end; as they are where it stands there already. */
export function withMoved(columns: readonly ColumnKey[], key: ColumnKey, by: -1 | 1): ColumnKey[] {
  const from = columns.indexOf(key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= columns.length) return [...columns];
  const others = columns.filter((one) => one !== key);
  return [...others.slice(0, to), key, ...others.slice(to)];
}

function parts(text: string | null): string[] {
  return text === null ? [] : text.split(',');
}
