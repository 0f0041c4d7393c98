import { makeStyles, tokens } from '@fluentui/react-components';

/** Below this width of the window the tab is laid out for a phone, or for a high zoom. */
export const narrow = '@media (max-width: 719px)';

/** Where a menu opens that is drawn within its landmark: out of every box that scrolls. */
export const popupPlace = { position: 'below', align: 'end', strategy: 'fixed', autoSize: true } as const;

/** Styles that every view uses in the same way. */
export const useSharedStyles = makeStyles({
  /** Read by screen readers only. */
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    margin: '-1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
  /** A white sheet on the page's ground. Its border is transparent in most themes, and a line in high contrast. */
  sheet: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    boxShadow: tokens.shadow2,
    minWidth: 0,
  },
  /** What stands on a sheet, away from its edges. */
  padded: {
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXL}`,
    [narrow]: { padding: tokens.spacingHorizontalM },
  },
  muted: { color: tokens.colorNeutralForeground3 },
  /** Figures stand under each other digit by digit and don't break. */
  figures: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  warning: { color: tokens.colorStatusWarningForeground1 },
  danger: { color: tokens.colorStatusDangerForeground2 },
  /** A menu within its landmark instead of at the end of the page, over everything that sticks. */
  popup: { zIndex: 20 },
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
  },
  /** A link that covers all of what it stands in, which is placed `relative`. */
  covering: {
    color: 'inherit',
    textDecorationLine: 'none',
    '::after': { content: '""', position: 'absolute', inset: 0 },
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outlineStyle: 'none' },
    ':focus-visible::after': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  /** A list whose items are parted by lines. An empty marker keeps Safari from forgetting that it is a list. */
  lines: {
    listStyleType: '""',
    margin: 0,
    padding: 0,
    '& > li:not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  /** What people wrote: may hold anything, at any length. */
  prose: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', unicodeBidi: 'plaintext' },
});
