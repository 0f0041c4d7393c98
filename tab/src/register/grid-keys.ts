/** A cell by its place: row -1 is the header. */
export type Place = { row: number; column: number };

type Bounds = { rows: number; columns: number; rowsPerPage: number };

/** Where a key leads in a grid, as ARIA's grid pattern has it; null for keys that don't move. */
export function placeAfter(key: string, isControl: boolean, from: Place, bounds: Bounds): Place | null {
  const row = (wanted: number) => ({ ...from, row: clamp(wanted, -1, bounds.rows - 1) });
  const column = (wanted: number) => ({ ...from, column: clamp(wanted, 0, bounds.columns - 1) });
  switch (key) {
    case 'ArrowDown':
      return row(from.row + 1);
    case 'ArrowUp':
      return row(from.row - 1);
    case 'PageDown':
      return row(from.row + bounds.rowsPerPage);
    case 'PageUp':
      return row(Math.max(0, from.row - bounds.rowsPerPage));
    case 'ArrowRight':
      return column(from.column + 1);
    case 'ArrowLeft':
      return column(from.column - 1);
    case 'Home':
      return isControl ? { row: 0, column: 0 } : column(0);
    case 'End':
      return isControl ? { row: bounds.rows - 1, column: bounds.columns - 1 } : column(bounds.columns - 1);
    default:
      return null;
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
