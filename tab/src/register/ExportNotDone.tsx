import type { Exporting } from '../api/export.ts';
import { useWords } from '../components/locale.tsx';
import { NotDone } from '../components/NotDone.tsx';

type ExportNotDoneProps = { exporting: Exporting; onClose: () => void };

/** Why a file was not made, once it wasn't. */
export function ExportNotDone({ exporting, onClose }: ExportNotDoneProps) {
  const { failed, brokeOff } = useWords().tab.export;
  if (exporting.status !== 'failed') return null;
  return <NotDone title={failed} trouble={exporting.trouble} otherwise={brokeOff} onClose={onClose} />;
}
