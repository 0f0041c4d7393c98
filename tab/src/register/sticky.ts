/** Room enough for the toolbar to stay in sight while the rows scroll. */
export const roomy = '@media (min-width: 1280px) and (min-height: 560px)';
export const toolbarHeight = '56px';
/** What covers the top of the rows, in pixels: the toolbar and the column headers. */
export const coveredHeight = 104;
/** What covers their bottom while something is selected. */
export const barHeight = 80;
