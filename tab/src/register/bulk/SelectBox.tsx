import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type InputHTMLAttributes, useEffect, useRef } from 'react';

const forced = '@media (forced-colors: active)';

/** All of the room is the box to press, the square is drawn in its middle: a whole Fluent checkbox a row would make scrolling heavy. */
const useStyles = makeStyles({
  box: {
    appearance: 'none',
    position: 'relative',
    display: 'block',
    width: '100%',
    height: '100%',
    minHeight: '32px',
    margin: 0,
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusSmall,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-4px' },
    '::before': {
      content: '""',
      position: 'absolute',
      inset: 0,
      margin: 'auto',
      boxSizing: 'border-box',
      width: '16px',
      height: '16px',
      border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
      borderRadius: tokens.borderRadiusSmall,
      backgroundColor: tokens.colorNeutralBackground1,
    },
    ':hover::before': { border: `1px solid ${tokens.colorNeutralStrokeAccessibleHover}` },
    ':checked::before': {
      backgroundColor: tokens.colorCompoundBrandBackground,
      border: `1px solid ${tokens.colorCompoundBrandBackground}`,
      [forced]: { forcedColorAdjust: 'none', backgroundColor: 'Highlight', border: '1px solid Highlight' },
    },
    ':indeterminate::before': { border: `1px solid ${tokens.colorCompoundBrandStroke}` },
    '::after': { content: '""', position: 'absolute', inset: 0, margin: 'auto', display: 'none' },
    ':checked::after': {
      display: 'block',
      width: '10px',
      height: '10px',
      clipPath: 'polygon(12% 45%, 0% 58%, 38% 92%, 100% 22%, 88% 10%, 38% 66%)',
      backgroundColor: tokens.colorNeutralForegroundInverted,
      [forced]: { forcedColorAdjust: 'none', backgroundColor: 'HighlightText' },
    },
    ':indeterminate::after': {
      display: 'block',
      clipPath: 'none',
      width: '8px',
      height: '8px',
      backgroundColor: tokens.colorCompoundBrandForeground1,
      borderRadius: tokens.borderRadiusSmall,
      [forced]: { forcedColorAdjust: 'none', backgroundColor: 'Highlight' },
    },
  },
});

type SelectBoxProps = {
  label: string;
  share: 'all' | 'some' | 'none';
  /** `isRange`: Shift was held. */
  onToggle: (isRange: boolean) => void;
} & Pick<InputHTMLAttributes<HTMLInputElement>, 'tabIndex' | 'className'> & {
    [data: `data-${string}`]: string | number;
  };

/** A box that selects a row, or all of them. */
export function SelectBox({ label, share, onToggle, className, ...spot }: SelectBoxProps) {
  const styles = useStyles();
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = share === 'some';
  }, [share]);
  return (
    <input
      ref={ref}
      type="checkbox"
      className={mergeClasses(styles.box, className)}
      aria-label={label}
      checked={share === 'all'}
      onChange={({ nativeEvent }) => onToggle(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
      {...spot}
    />
  );
}
