import {
  Button,
  makeStyles,
  mergeClasses,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  tokens,
} from '@fluentui/react-components';
import { ShieldCheckmark16Regular } from '@fluentui/react-icons/svg/shield-checkmark';
import { ShieldError16Filled } from '@fluentui/react-icons/svg/shield-error';
import { useId } from 'react';
import type { HistoryRows } from '../api/asset.ts';
import { useFormats, useWords } from '../components/locale.tsx';

const useStyles = makeStyles({
  badge: { fontWeight: tokens.fontWeightRegular },
  intact: { color: tokens.colorStatusSuccessForeground1 },
  altered: { color: tokens.colorStatusDangerForeground2, fontWeight: tokens.fontWeightSemibold },
  surface: { maxWidth: 'min(360px, calc(100vw - 56px))' },
  hash: {
    display: 'block',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
});

/** A small seal that says whether the history was left as written, and explains itself when pressed. */
export function IntegrityBadge({ history }: { history: HistoryRows }) {
  const styles = useStyles();
  const { history: words } = useWords().tab;
  const formats = useFormats();
  const title = useId();
  const { isIntact, entries, total = entries.length } = history;
  const latest = entries[0];
  return (
    <Popover trapFocus positioning={{ position: 'below', align: 'end' }}>
      <PopoverTrigger disableButtonEnhancement>
        <Button
          size="small"
          appearance={isIntact ? 'subtle' : 'outline'}
          className={mergeClasses(styles.badge, isIntact ? styles.intact : styles.altered)}
          icon={
            isIntact ? (
              <ShieldCheckmark16Regular className={styles.intact} />
            ) : (
              <ShieldError16Filled className={styles.altered} />
            )
          }
        >
          {isIntact ? words.intact : words.altered}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-labelledby={title} tabIndex={-1}>
        <strong id={title}>{isIntact ? words.intactTitle : words.alteredTitle}</strong>
        <p>{isIntact ? words.intactText(formats.count(total)) : words.alteredText}</p>
        {latest && (
          <>
            {words.latest}
            <code className={styles.hash}>{latest.hash}</code>
          </>
        )}
      </PopoverSurface>
    </Popover>
  );
}
