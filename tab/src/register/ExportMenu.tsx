import {
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
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
  button: { marginLeft: 'auto', flexShrink: 0, whiteSpace: 'nowrap', [tight]: { minWidth: 'auto' } },
  words: {
    [tight]: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  },
});

type ExportMenuProps = { exporting: Exporting; size: 'small' | 'medium'; onExport: (format: ExportFormat) => void };

/** Takes what the register shows away as a file. While one is made the button says how far it is, and keeps the focus. */
export function ExportMenu({ exporting, size, onExport }: ExportMenuProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const { count } = useFormats();
  const isWorking = exporting.status === 'working';
  const megabytes = isWorking ? Math.round(exporting.bytes / 100_000) / 10 : 0;
  return (
    <Menu inline positioning={popupPlace}>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          className={styles.button}
          size={size}
          disabledFocusable={isWorking}
          icon={isWorking ? <Spinner size="extra-tiny" /> : <ArrowDownload20Regular />}
        >
          <span className={styles.words}>
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
