import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Item } from '../../../../bot/src/http/contract.ts';
import { between, type Selection, withSelected } from './selection.ts';

export type Selecting = {
  selection: Selection;
  /** Turns one row round; with `isRange`, makes every row from the one turned last up to it what that one is. */
  toggle: (id: string, isRange: boolean) => void;
  /** Adds rows or takes them away. */
  set: (ids: readonly string[], isSelected: boolean) => void;
  clear: () => void;
};

const key = ['selection'];

/**
 * The rows that a person has picked. They stay picked while the list is paged, sorted, filtered and changed by others,
 * and while an asset is looked at in between.
 */
export function useSelection(items: readonly Item[]): Selecting {
  const client = useQueryClient();
  const [selection, setSelection] = useState<Selection>(() => client.getQueryData<Selection>(key) ?? new Set());
  useEffect(() => void client.setQueryData(key, selection), [client, selection]);

  const anchor = useRef<string | null>(null);
  const rows = useRef(items);
  useEffect(() => {
    rows.current = items;
  }, [items]);

  const toggle = useCallback((id: string, isRange: boolean) => {
    const from = anchor.current;
    if (!isRange) anchor.current = id;
    setSelection((before) => {
      if (!isRange || from === null) return withSelected(before, [id], !before.has(id));
      const ids = rows.current.map((item) => item.id);
      return withSelected(before, between(ids, from, id), before.has(from));
    });
  }, []);
  const set = useCallback(
    (ids: readonly string[], isSelected: boolean) => setSelection((before) => withSelected(before, ids, isSelected)),
    [],
  );
  const clear = useCallback(() => setSelection(new Set()), []);
  return { selection, toggle, set, clear };
}
