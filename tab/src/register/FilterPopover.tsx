import {
  Button,
  CounterBadge,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  tokens,
} from '@fluentui/react-components';
import { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down';
import { type ReactNode, useId } from 'react';
import { useFormats, useWords } from '../components/locale.tsx';

const useStyles = makeStyles({
  chosen: { marginLeft: tokens.spacingHorizontalXS },
  surface: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    width: '300px',
    maxWidth: 'calc(100vw - 24px)',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalM,
    maxHeight: 'min(560px, 80vh)',
    overflowY: 'auto',
  },
});

type FilterPopoverProps = {
  label: string;
  size: 'small' | 'medium';
  /** How much of it is chosen. */
  count: number;
  isOpen?: boolean;
  /** There is nothing to set it to (yet): a popover that holds nothing to focus would keep screen readers out for good. */
  isEmpty?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  onClear: () => void;
  /** `labelId` is the id of its heading. */
  children: (labelId: string) => ReactNode;
};

/** A button that opens what one filter can be set to, and says how much of it is chosen. */
export function FilterPopover(props: FilterPopoverProps) {
  const { label, size, count, isOpen, isEmpty = false, onOpenChange, onClear, children } = props;
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const labelId = useId();
  return (
    <Popover
      trapFocus
      positioning={{ position: 'below', align: 'start' }}
      {...(isOpen !== undefined && { open: isOpen })}
      onOpenChange={(_, { open }) => onOpenChange?.(open)}
    >
      <PopoverTrigger disableButtonEnhancement>
        <Button
          size={size}
          disabledFocusable={isEmpty}
          icon={<ChevronDown16Regular />}
          iconPosition="after"
          {...(count > 0 && { 'aria-label': words.tab.list.selected(label, formats.count(count)) })}
        >
          {label}
          {count > 0 && <CounterBadge className={styles.chosen} count={count} size="small" color="brand" aria-hidden />}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-labelledby={labelId}>
        <strong id={labelId}>{label}</strong>
        {children(labelId)}
        {count > 0 && (
          <Button appearance="subtle" onClick={onClear}>
            {words.tab.list.clear}
          </Button>
        )}
      </PopoverSurface>
    </Popover>
  );
}
