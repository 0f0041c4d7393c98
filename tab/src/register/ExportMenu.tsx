import {
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  mergeClasses,
  Spinner,
} from '@fluentui/react-components';
import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download';
import type { ExportFormat } from '../../../bot/src/http/contract.ts';
import type { Exporting } from '../api/export.ts';
import { useFormats, useWords } from '../components/locale.tsx';
import { popupPlace, useSharedStyles } from '../components/styles.ts';

const formats = ['xlsx', 'csv'] as const satisfies readonly ExportFormat[];

/** The toolbar is one line, but not a long one: the icon has to do, and the words are for screen readers. */
const tight = '@media (min-width: 720px) and (max-width: 1199px)';

const useStyles = makeStyles({
  button: { flexShrink: 0, whiteSpace: 'nowrap' },
  last: { marginLeft: 'auto', [tight]: { minWidth: 'auto' } },
  spare: {
    [tight]: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  },
});

type ExportMenuProps = {
  /** Last in the toolbar, or among what can be done with a selection. */
  place: 'toolbar' | 'selection';
  exporting: Exporting;
  size: 'small' | 'medium';
  onExport: (format: ExportFormat) => void;
};

/** Takes rows of the register away as a file. While one is made the button says how far it is, and keeps the focus. */
export function ExportMenu({ place, exporting, size, onExport }: ExportMenuProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const { count } = useFormats();
  const isLast = place === 'toolbar';
  const isWorking = exporting.status === 'working';
  const megabytes = isWorking ? Math.round(exporting.bytes / 100_000) / 10 : 0;
  return (
    <Menu inline positioning={isLast ? popupPlace : { position: 'above', align: 'start' }}>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          className={mergeClasses(styles.button, isLast && styles.last)}
          size={size}
          disabledFocusable={isWorking}
          icon={isWorking ? <Spinner size="extra-tiny" /> : <ArrowDownload20Regular />}
        >
          <span className={mergeClasses(isLast && styles.spare)}>
            {isWorking ? words.tab.export.working(words.tab.export.megabytes(count(megabytes))) : words.tab.export.open}
          </span>
        </MenuButton>
      </MenuTrigger>
      <MenuPopover className={shared.popup}>
        <MenuList>
          {formats.map((format) => (
            <MenuItem key={format} onClick={() => onExport(format)}>
              {words.tab.export[format]}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
