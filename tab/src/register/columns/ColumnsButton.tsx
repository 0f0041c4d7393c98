import { Button, useRestoreFocusTarget } from '@fluentui/react-components';
import { TableSettings20Regular } from '@fluentui/react-icons/svg/table-settings';
import { useState } from 'react';
import { useWords } from '../../components/locale.tsx';
import { ColumnsDialog } from './ColumnsDialog.tsx';
import { columnsFor } from './columns.tsx';
import type { Layout } from './layout.ts';

type ColumnsButtonProps = { layout: Layout; width: number; onChange: (layout: Layout) => void };

/** Opens the choice of columns. */
export function ColumnsButton({ layout, width, onChange }: ColumnsButtonProps) {
  const words = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const returnsHere = useRestoreFocusTarget();
  return (
    <>
      <Button
        size="small"
        appearance="subtle"
        icon={<TableSettings20Regular />}
        onClick={() => setIsOpen(true)}
        {...returnsHere}
      >
        {words.tab.views.columns}
      </Button>
      {isOpen && (
        <ColumnsDialog
          layout={layout}
          shown={columnsFor(width, layout).map(({ key }) => key)}
          onApply={(next) => {
            setIsOpen(false);
            onChange(next);
          }}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
