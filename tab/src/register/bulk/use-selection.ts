import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Item } from '../../../../bot/src/http/contract.ts';
import { useChangingMany } from '../../api/bulk.ts';
import type { Places } from '../../api/places.ts';
import { between, type Selection, withSelected } from './selection.ts';

export type Selecting = {
  selection: Selection;
  /**
   * Turns one row round; with `isRange`, makes every row from the one turned last up to it what that one is. Rows between
   * them that are not here are asked for first.
   */
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
export function useSelection(places: Places<Item>, query: string): Selecting {
  const { idsOf } = useChangingMany();
  const client = useQueryClient();
  const [selection, setSelection] = useState<Selection>(() => client.getQueryData<Selection>(key) ?? new Set());
  useEffect(() => void client.setQueryData(key, selection), [client, selection]);

  const anchor = useRef<string | null>(null);
  const shown = useRef({ places, query });
  useEffect(() => {
    shown.current = { places, query };
  }, [places, query]);

  const toggle = useCallback(
    (id: string, isRange: boolean) => {
      const from = anchor.current;
      if (!isRange || from === null) {
        anchor.current = id;
        setSelection((before) => withSelected(before, [id], !before.has(id)));
        return;
      }
      const select = (ids: readonly string[]) => setSelection((before) => withSelected(before, ids, before.has(from)));
      const { rows, placeOf } = shown.current.places;
      const here = between({ indexOf: (of) => placeOf.get(of) ?? -1, at: (index) => rows.get(index)?.id }, from, id);
      if (here) {
        select(here);
        return;
      }
      idsOf(shown.current.query).then(
        ({ ids }) => select(between(ids, from, id) ?? [id]),
        // The rows between can't be known now: the one that was pressed is taken.
        () => select([id]),
      );
    },
    [idsOf],
  );
  const set = useCallback(
    (ids: readonly string[], isSelected: boolean) => setSelection((before) => withSelected(before, ids, isSelected)),
    [],
  );
  const clear = useCallback(() => setSelection(new Set()), []);
  return { selection, toggle, set, clear };
}
