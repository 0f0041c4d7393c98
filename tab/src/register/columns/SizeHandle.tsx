import { makeStyles, TableResizeHandle } from '@fluentui/react-components';
import { type PointerEvent, useRef } from 'react';

const useStyles = makeStyles({
  // Within its header, which cuts off what stands out of it.
  root: { width: '12px', margin: 0, touchAction: 'none', '::after': { left: 'auto', right: 0, width: '2px' } },
});

type SizeHandleProps = {
  /** The width to which the header was dragged so far, in pixels. */
  onDrag: (width: number) => void;
  /** It was let go; null where it was not moved, or the pointer was taken away. */
  onDrop: (width: number | null) => void;
  /** It was pressed twice: the column is to be as wide as usual. */
  onReset: () => void;
};

/** The edge of a column's header, dragged to size the column. By keys, columns are sized in their dialog. */
export function SizeHandle({ onDrag, onDrop, onReset }: SizeHandleProps) {
  const styles = useStyles();
  const isMoved = useRef(false);
  // From where the header begins now: it moves while columns before it give way.
  const widthAt = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const header = currentTarget.closest('[role="columnheader"]');
    return clientX - (header?.getBoundingClientRect().left ?? 0);
  };
  const isDragged = ({ currentTarget, pointerId }: PointerEvent<HTMLElement>) =>
    currentTarget.hasPointerCapture(pointerId);
  return (
    <TableResizeHandle
      className={styles.root}
      aria-hidden
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        isMoved.current = false;
      }}
      onPointerMove={(event) => {
        if (!isDragged(event) || event.movementX === 0) return;
        isMoved.current = true;
        onDrag(widthAt(event));
      }}
      onPointerUp={(event) => {
        if (isDragged(event)) onDrop(isMoved.current ? widthAt(event) : null);
      }}
      onPointerCancel={() => onDrop(null)}
      onDoubleClick={onReset}
    />
  );
}
