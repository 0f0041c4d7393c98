import { Button, makeStyles, ToggleButton, tokens } from '@fluentui/react-components';
import { Copy16Regular } from '@fluentui/react-icons/svg/copy';
import { Table16Regular } from '@fluentui/react-icons/svg/table';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useAnnounce } from '../components/Announcer.tsx';
import { useWords } from '../components/locale.tsx';
import { Panel } from '../components/Panel.tsx';
import { FigureTableView } from './FigureTableView.tsx';
import { HowCounted } from './HowCounted.tsx';
import { type ChartKey, type OverviewView, overviewPath, parseOverview, withToggled } from './overview-view.ts';
import { copiedText, type FigureTable } from './tables.ts';

const useStyles = makeStyles({
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  nothing: { margin: 0, color: tokens.colorNeutralForeground3 },
});

type ChartPanelProps = {
  chart: ChartKey;
  heading: string;
  explained: readonly string[];
  asOf: string;
  view: OverviewView;
  table: FigureTable;
  /** Said where there is nothing to draw; null where there is. */
  nothing?: string | null;
  className?: string;
  children: ReactNode;
};

/** A chart with how it is counted, and its table: shown instead when asked for, always there for screen readers, and to be copied. */
export function ChartPanel({
  chart,
  heading,
  explained,
  asOf,
  view,
  table,
  nothing = null,
  className,
  children,
}: ChartPanelProps) {
  const styles = useStyles();
  const text = useWords().tab.overviewPage;
  const navigate = useNavigate();
  const announce = useAnnounce();
  const isTable = view.tables.includes(chart);
  const toggle = () => {
    // What is drawn follows the address a moment later: a second chart may be turned over before that.
    const shown = parseOverview(new URLSearchParams(window.location.search));
    void navigate(overviewPath(withToggled(shown, chart)), { preventScrollReset: true });
  };
  const copy = () =>
    navigator.clipboard.writeText(copiedText(table)).then(
      () => announce(text.copied),
      () => announce(text.notCopied),
    );
  return (
    <Panel
      heading={heading}
      {...(className !== undefined && { className })}
      beside={
        <div className={styles.ways}>
          <HowCounted what={heading} explained={explained} asOf={asOf} />
          {nothing === null && (
            <>
              <ToggleButton
                size="small"
                appearance="subtle"
                icon={<Table16Regular />}
                checked={isTable}
                aria-label={text.tableNamed(heading)}
                onClick={toggle}
              >
                {text.table}
              </ToggleButton>
              <Button
                size="small"
                appearance="subtle"
                icon={<Copy16Regular />}
                aria-label={text.copyNamed(heading)}
                onClick={() => void copy()}
              >
                {text.copy}
              </Button>
            </>
          )}
        </div>
      }
    >
      {nothing !== null ? (
        <p className={styles.nothing}>{nothing}</p>
      ) : (
        <>
          {!isTable && children}
          <FigureTableView caption={heading} table={table} isShown={isTable} />
        </>
      )}
    </Panel>
  );
}
