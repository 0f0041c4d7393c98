import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { HTMLAttributes } from 'react';

/** They look and behave as Fluent's row and cell: hundreds of whole Fluent components would make the first rows and scrolling heavy. */
const useStyles = makeStyles({
  row: {
    boxSizing: 'border-box',
    color: tokens.colorNeutralForeground1,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover, color: tokens.colorNeutralForeground1Hover },
    ':active': { backgroundColor: tokens.colorSubtleBackgroundPressed, color: tokens.colorNeutralForeground1Pressed },
    '@media (forced-colors: active)': {
      ':hover': { color: 'Highlight', borderBottomColor: 'Highlight' },
    },
  },
  cell: {
    position: 'relative',
    ':focus-visible': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
      borderRadius: tokens.borderRadiusMedium,
    },
  },
});

/** `data-…`: by which the grid finds a place again. */
type PartProps = HTMLAttributes<HTMLDivElement> & { [data: `data-${string}`]: string | number };

/** A row of the grid. */
export function GridRow({ className, ...props }: PartProps) {
  const styles = useStyles();
  // biome-ignore lint/a11y/useSemanticElements: rows of a native table can't be placed one by one.
  // biome-ignore lint/a11y/useFocusableInteractive: the focus moves from cell to cell.
  return <div role="row" className={mergeClasses(styles.row, className)} {...props} />;
}

/** A cell of the grid; one that the focus can be moved to has a `tabIndex`. */
export function GridCell({ className, ...props }: PartProps) {
  const styles = useStyles();
  // biome-ignore lint/a11y/useSemanticElements: as for rows.
  // biome-ignore lint/a11y/useFocusableInteractive: what the focus moves to may stand in it.
  return <div role="gridcell" className={mergeClasses(styles.cell, className)} {...props} />;
}
