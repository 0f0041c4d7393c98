import { Button, makeStyles, Popover, PopoverSurface, PopoverTrigger, tokens } from '@fluentui/react-components';
import { Info16Regular } from '@fluentui/react-icons/svg/info';
import { type ReactNode, useId } from 'react';
import { useFormats, useWords } from '../components/locale.tsx';

const useStyles = makeStyles({
  surface: { maxWidth: 'min(420px, calc(100vw - 56px))', overflowWrap: 'anywhere' },
  paragraph: { margin: `${tokens.spacingVerticalS} 0 0` },
});

type HowCountedProps = {
  /** The figure or chart that is explained. */
  what: string;
  explained: readonly string[];
  /** As of when, by the server's clock. */
  asOf: string;
  children?: ReactNode;
};

/** Explains a figure when pressed: its formula, what is left out, and as of when. */
export function HowCounted({ what, explained, asOf, children }: HowCountedProps) {
  const styles = useStyles();
  const formats = useFormats();
  const text = useWords().tab.overviewPage;
  const title = useId();
  return (
    <Popover trapFocus positioning={{ position: 'below', align: 'start' }}>
      <PopoverTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" icon={<Info16Regular />} aria-label={text.howNamed(what)} />
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-labelledby={title} tabIndex={-1}>
        <strong id={title}>{text.howNamed(what)}</strong>
        {explained.map((paragraph) => (
          <p key={paragraph} className={styles.paragraph}>
            {paragraph}
          </p>
        ))}
        {children}
        <p className={styles.paragraph}>{text.countedAsOf(formats.exact(asOf))}</p>
      </PopoverSurface>
    </Popover>
  );
}
