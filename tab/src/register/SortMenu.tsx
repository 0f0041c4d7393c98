import {
  Menu,
  MenuButton,
  MenuDivider,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { ArrowSort20Regular } from '@fluentui/react-icons/svg/arrow-sort';
import type { SortKey } from '../../../bot/src/http/contract.ts';
import { useWords } from '../components/locale.tsx';
import { popupPlace, useSharedStyles } from '../components/styles.ts';
import { allColumns } from './columns/columns.tsx';
import { nextSort, type Sort } from './views/view.ts';

/** The order, where there are no column headers to choose it by. */
export function SortMenu({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  const shared = useSharedStyles();
  const words = useWords();
  const checkedValues = { key: [sort.key], direction: [sort.isDescending ? 'descending' : 'ascending'] };
  return (
    <Menu
      inline
      positioning={popupPlace}
      checkedValues={checkedValues}
      onCheckedValueChange={(_, { name, checkedItems: [value] }) => {
        if (name === 'direction') onSort({ key: sort.key, isDescending: value === 'descending' });
        else if (value) onSort(nextSort(sort, value as SortKey));
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton size="small" icon={<ArrowSort20Regular />}>
          {words.tab.list.sort}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover className={shared.popup}>
        <MenuList>
          {allColumns.map((key) => (
            <MenuItemRadio key={key} name="key" value={key}>
              {words.tab.list.column[key]}
            </MenuItemRadio>
          ))}
          <MenuDivider />
          <MenuItemRadio name="direction" value="ascending">
            {words.tab.list.ascending}
          </MenuItemRadio>
          <MenuItemRadio name="direction" value="descending">
            {words.tab.list.descending}
          </MenuItemRadio>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
