import {
  makeStyles,
  mergeClasses,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { memo } from 'react';
import type { ColumnKey, SortKey } from '../../../bot/src/http/contract.ts';
import { useWords } from '../components/locale.tsx';
import { SelectBox } from './bulk/SelectBox.tsx';
import type { Column } from './columns/columns.tsx';
import { SizeHandle } from './columns/SizeHandle.tsx';
import { useRowStyles } from './RegisterRow.tsx';
import { roomy, toolbarHeight } from './sticky.ts';
import { headerRow } from './use-grid-focus.ts';
import type { Sort } from './views/view.ts';

/** In pixels. */
export const headerHeight = 44;

const useStyles = makeStyles({
  header: {
    display: 'block',
    position: 'sticky',
    top: 0,
    [roomy]: { top: toolbarHeight },
    zIndex: 2,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: `${tokens.borderRadiusLarge} ${tokens.borderRadiusLarge} 0 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  row: { height: `${headerHeight}px`, borderBottomStyle: 'none' },
  cell: { fontWeight: tokens.fontWeightSemibold, fontSize: tokens.fontSizeBase200 },
  end: { flexDirection: 'row-reverse' },
});

type RegisterHeaderProps = {
  columns: readonly Column[];
  template: string;
  sort: Sort;
  /** The column that Tab leads to. */
  activeColumn: number;
  /** How many of the rows that are here are selected; null where nothing can be. */
  selected: 'all' | 'some' | 'none' | null;
  onSelectAll: () => void;
  onSort: (key: SortKey) => void;
  /** Hears to what width a column is dragged, in pixels. */
  onDrag: (key: ColumnKey, width: number) => void;
  /** Hears where it was let go; null where it stays as it was. */
  onDrop: (key: ColumnKey, width: number | null) => void;
  /** Hears that it is to be as wide as usual. */
  onReset: (key: ColumnKey) => void;
};

/** The heads of the register's columns: sort by them, size them. Drawn anew only when they change, not while rows scroll by. */
export const RegisterHeader = memo((props: RegisterHeaderProps) => {
  const { columns, template, sort, activeColumn, selected, onSelectAll, onSort, onDrag, onDrop, onReset } = props;
  const styles = useStyles();
  const row = useRowStyles();
  const words = useWords();
  const before = selected === null ? 0 : 1;
  return (
    <TableHeader className={styles.header}>
      <TableRow
        className={mergeClasses(row.row, styles.row)}
        style={{ gridTemplateColumns: template }}
        aria-rowindex={1}
      >
        {selected !== null && (
          <TableCell role="columnheader" aria-label={words.tab.bulk.column} className={row.select}>
            <SelectBox
              label={words.tab.bulk.selectLoaded}
              share={selected}
              onToggle={onSelectAll}
              tabIndex={activeColumn === 0 ? 0 : -1}
              data-row={headerRow}
              data-column={0}
            />
          </TableCell>
        )}
        {columns.map(({ key, align }, at) => (
          <TableHeaderCell
            key={key}
            sortable
            {...(sort.key === key && { sortDirection: sort.isDescending ? 'descending' : 'ascending' })}
            className={mergeClasses(row.cell, styles.cell, align === 'end' && row.end)}
            button={{
              className: align === 'end' ? styles.end : undefined,
              tabIndex: before + at === activeColumn ? 0 : -1,
              onClick: () => onSort(key),
              ...{ 'data-row': headerRow, 'data-column': before + at },
            }}
            aside={
              <SizeHandle
                onDrag={(width) => onDrag(key, width)}
                onDrop={(width) => onDrop(key, width)}
                onReset={() => onReset(key)}
              />
            }
          >
            {words.tab.list.column[key]}
          </TableHeaderCell>
        ))}
      </TableRow>
    </TableHeader>
  );
});
