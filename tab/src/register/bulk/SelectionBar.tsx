import {
  Button,
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import { Archive20Regular } from '@fluentui/react-icons/svg/archive';
import { ChatHelp20Regular } from '@fluentui/react-icons/svg/chat-help';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { Payment20Regular } from '@fluentui/react-icons/svg/payment';
import { PersonEdit20Regular } from '@fluentui/react-icons/svg/person-edit';
import { useEffect, useRef, useState } from 'react';
import type { ManyAction } from '../../../../bot/src/http/contract.ts';
import { useChangingMany } from '../../api/bulk.ts';
import { useExport } from '../../api/export.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { useFormats, useWords } from '../../components/locale.tsx';
import { headingId } from '../../components/Page.tsx';
import { narrow, useSharedStyles } from '../../components/styles.ts';
import { ExportMenu } from '../ExportMenu.tsx';
import { ExportNotDone } from '../ExportNotDone.tsx';
import { BulkDialog } from './BulkDialog.tsx';
import type { Selecting } from './use-selection.ts';

const icons = {
  'set-owner': <PersonEdit20Regular />,
  'set-cost-centre': <Payment20Regular />,
  'ask-again': <ChatHelp20Regular />,
  retire: <Archive20Regular />,
} satisfies Record<ManyAction, unknown>;
const manyActions = Object.keys(icons) as ManyAction[];
/** After these nothing more is to be done to an asset. */
const ends: ReadonlySet<ManyAction> = new Set(['ask-again', 'retire']);

const useStyles = makeStyles({
  bar: {
    position: 'sticky',
    bottom: tokens.spacingVerticalM,
    zIndex: 4,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow16,
    [narrow]: { bottom: tokens.spacingVerticalS },
  },
  count: { fontWeight: tokens.fontWeightSemibold, whiteSpace: 'nowrap', marginRight: tokens.spacingHorizontalXS },
  note: { flexBasis: '100%', fontSize: tokens.fontSizeBase200 },
  rest: { marginLeft: 'auto' },
});

type SelectionBarProps = {
  selecting: Selecting;
  /** What the register is narrowed and sorted by, as the API has it. */
  query: string;
  /** How many match it; null while that is being looked for. */
  total: number | null;
  isNarrow: boolean;
};

/** How much is selected and what can be done with it. Takes no focus; it follows the rows in the order of Tab. */
export function SelectionBar({ selecting, query, total, isNarrow }: SelectionBarProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const announce = useAnnounce();
  const { idsOf } = useChangingMany();
  const { selection, set, clear } = selecting;
  const { bulk } = words.tab;
  const [matching, setMatching] = useState<'idle' | 'asking' | 'failed' | { cut: number; of: number }>('idle');
  // The assets as they were selected when the dialog was opened.
  const [open, setOpen] = useState<{ action: ManyAction; ids: readonly string[] } | null>(null);
  const { exporting, start: startExport, dismiss } = useExport((file) => announce(words.tab.export.done(file)));
  const returnsHere = useRestoreFocusTarget();

  const { size } = selection;
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) announce(size === 0 ? bulk.cleared : bulk.selected(formats.count(size), size === 1));
    isFirst.current = false;
  }, [size, announce, bulk, formats]);

  const selectMatching = async () => {
    setMatching('asking');
    try {
      const { ids, total: of } = await idsOf(query);
      set(ids, true);
      setMatching(ids.length < of ? { cut: ids.length, of } : 'idle');
    } catch {
      setMatching('failed');
    }
  };
  const toHeading = () =>
    requestAnimationFrame(() => document.getElementById(headingId)?.focus({ preventScroll: true }));
  const close = (changed: readonly string[]) => {
    setOpen(null);
    // What has got an owner or a cost centre may have left the list by it, and is wanted for what comes next.
    if (open && !ends.has(open.action)) return;
    set(changed, false);
    // With nothing left selected the bar is gone, and what opened the dialog with it.
    if (changed.length === size) toHeading();
  };
  if (size === 0 && !open) return null;
  const start = (action: ManyAction) => setOpen({ action, ids: [...selection] });
  return (
    <>
      <section className={styles.bar} aria-label={bulk.bar}>
        <span className={styles.count}>{bulk.selected(formats.count(size), size === 1)}</span>
        {total !== null && total > size && (
          <Button
            size="small"
            appearance="transparent"
            disabledFocusable={matching === 'asking'}
            onClick={() => void selectMatching()}
          >
            {matching === 'asking' ? bulk.selecting : bulk.selectMatching(formats.count(total))}
          </Button>
        )}
        {isNarrow ? (
          <Menu positioning={{ position: 'above', align: 'start' }}>
            <MenuTrigger disableButtonEnhancement>
              <MenuButton size="small" {...returnsHere}>
                {bulk.actions}
              </MenuButton>
            </MenuTrigger>
            <MenuPopover className={shared.popup}>
              <MenuList>
                {manyActions.map((action) => (
                  <MenuItem key={action} icon={icons[action]} onClick={() => start(action)}>
                    {bulk.action[action]}
                  </MenuItem>
                ))}
              </MenuList>
            </MenuPopover>
          </Menu>
        ) : (
          manyActions.map((action) => (
            <Button key={action} size="small" icon={icons[action]} onClick={() => start(action)} {...returnsHere}>
              {bulk.action[action]}
            </Button>
          ))
        )}
        <ExportMenu
          place="selection"
          exporting={exporting}
          size="small"
          onExport={(format) => {
            announce(words.tab.export.started);
            void startExport(format, { ids: [...selection] });
          }}
        />
        <Button
          className={styles.rest}
          size="small"
          appearance="subtle"
          icon={<Dismiss20Regular />}
          aria-label={bulk.clear}
          onClick={() => {
            clear();
            setMatching('idle');
            toHeading();
          }}
        />
        {typeof matching === 'object' && (
          <span className={styles.note}>{bulk.onlyFirst(formats.count(matching.cut), formats.count(matching.of))}</span>
        )}
        <ExportNotDone exporting={exporting} onClose={dismiss} />
        {matching === 'failed' && (
          <span className={styles.note} role="alert">
            {bulk.selectFailed}
          </span>
        )}
      </section>
      {open && <BulkDialog action={open.action} ids={open.ids} onClose={close} />}
    </>
  );
}
