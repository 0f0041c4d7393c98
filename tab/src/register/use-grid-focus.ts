import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { Item } from '../../../bot/src/http/contract.ts';
import type { Places } from '../api/places.ts';
import { placeAfter } from './grid-keys.ts';

export const headerRow = 'header';
/** The header's place among the rows, as `placeAfter` has it. */
const headerIndex = -1;

type GridFocus = {
  /** Where Tab leads within the grid. */
  activeIndex: number;
  activeColumn: number;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: (event: { target: EventTarget }) => void;
};

type Options = {
  grid: RefObject<HTMLElement | null>;
  places: Places<Item>;
  columns: number;
  startColumn: number;
  /** The asset that the focus comes back to at first; one of the rows, or null. */
  returnTo: string | null;
  rowsPerPage: () => number;
  scrollTo: (index: number) => void;
};

/**
 * Moves the focus by keys over a grid of which only a part is drawn. The row is remembered by its asset, so the focus
 * stays on it while rows come, go and move. The active row must be drawn wherever the page is scrolled to. A row that is
 * not here yet gets the focus as soon as it is.
 */
export function useGridFocus(options: Options): GridFocus {
  const { grid, places, columns, startColumn, returnTo, rowsPerPage, scrollTo } = options;
  const [activeId, setActiveId] = useState<string | null>(returnTo);
  const [column, setColumn] = useState(startColumn);
  const { total, rows, placeOf } = places;
  const activeIndex = (activeId !== null && placeOf.get(activeId)) || 0;
  // Where a key leads while its row is not drawn yet. The focus is fetched from wherever it is only on coming back.
  const goal = useRef(returnTo === null ? null : { row: activeIndex, column: startColumn, isReturn: true });
  const activeColumn = Math.min(column, columns - 1);

  // Tried at once and after each drawing: a row that comes into sight only now is not drawn before.
  const reachGoal = () => {
    if (!goal.current) return;
    const { column: place, isReturn } = goal.current;
    if (!isReturn && !grid.current?.contains(document.activeElement)) {
      goal.current = null;
      return;
    }
    const row = goal.current.row === headerIndex ? headerRow : rows.get(goal.current.row)?.id;
    if (row === undefined) return;
    const cell = grid.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row)}"][data-column="${place}"]`);
    if (!cell) return;
    goal.current = null;
    cell.focus({ preventScroll: true });
  };
  useEffect(reachGoal);

  const onKeyDown = (event: KeyboardEvent) => {
    const spot = spotOf(event.target);
    if (!spot || event.altKey || event.metaKey) return;
    const row = spot.row === headerRow ? headerIndex : (placeOf.get(spot.row) ?? activeIndex);
    if (event.key === 'Enter' && row >= 0 && !(event.target instanceof HTMLAnchorElement)) {
      grid.current?.querySelector<HTMLElement>(`a[data-row="${CSS.escape(spot.row)}"]`)?.click();
      return;
    }
    const bounds = { rows: total, columns, rowsPerPage: rowsPerPage() };
    // Keys that follow each other faster than rows are read go on from where the one before leads.
    const next = placeAfter(event.key, event.ctrlKey, goal.current ?? { row, column: spot.column }, bounds);
    if (!next) return;
    event.preventDefault();
    goal.current = { ...next, isReturn: false };
    setColumn(next.column);
    const item = rows.get(next.row);
    if (item) setActiveId(item.id);
    if (next.row !== headerIndex) scrollTo(next.row);
    reachGoal();
  };

  const onFocus = ({ target }: { target: EventTarget }) => {
    const spot = spotOf(target);
    if (!spot) return;
    goal.current = null;
    setColumn(spot.column);
    if (spot.row !== headerRow) setActiveId(spot.row);
  };

  return { activeIndex, activeColumn, onKeyDown, onFocus };
}

/** The asset in whose row an element stands; null elsewhere, as in the header. */
export function rowOf(target: EventTarget): string | null {
  const row = spotOf(target)?.row;
  return row === undefined || row === headerRow ? null : row;
}

function spotOf(target: EventTarget): { row: string; column: number } | null {
  if (!(target instanceof HTMLElement)) return null;
  const { row, column } = target.dataset;
  return row === undefined || column === undefined ? null : { row, column: Number(column) };
}
