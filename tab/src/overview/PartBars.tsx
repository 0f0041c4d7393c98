import { HorizontalBarChart } from '@fluentui/react-charts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { inks, Picture } from './Picture.tsx';
import { RowsLink } from './RowsLink.tsx';

const useStyles = makeStyles({
  list: {
    listStyleType: '""',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
  },
  line: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: tokens.spacingHorizontalM },
  name: { overflowWrap: 'anywhere', minWidth: 0 },
  bar: {
    // The chart's own distance to the next bar; the list has one.
    '& svg': { display: 'block' },
    '& div': { marginBottom: 0 },
    // The rest of the line is no part of the figure.
    '& rect + rect': { fill: tokens.colorNeutralBackground4 },
    '@media (forced-colors: active)': { '& rect + rect': { fill: 'Canvas' } },
  },
  about: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** One bar: what it is of, its amount (no bar where `value` is null), and the register's query for what is behind it. */
export type Part = {
  key: string;
  name: string;
  value: number | null;
  text: string;
  about?: string;
  query: string | null;
};

/** Bars under each other, each with its name, its amount and the way to its rows. */
export function PartBars({ parts }: { parts: readonly Part[] }) {
  const styles = useStyles();
  const most = Math.max(1, ...parts.map(({ value }) => value ?? 0));
  return (
    <ul className={styles.list}>
      {parts.map(({ key, name, value, text, about, query }) => (
        <li key={key}>
          <div className={styles.line}>
            <span className={styles.name}>
              {name} {about !== undefined && <span className={styles.about}>{about}</span>}
            </span>{' '}
            <RowsLink query={query} label={`${text}, ${name}`}>
              {text}
            </RowsLink>
          </div>
          {value !== null && (
            <Picture className={styles.bar}>
              <HorizontalBarChart
                data={[
                  {
                    chartData: [{ legend: name, color: inks.first, horizontalBarChartdata: { x: value, total: most } }],
                  },
                ]}
                barHeight={8}
                chartDataMode="hidden"
                hideTooltip
              />
            </Picture>
          )}
        </li>
      ))}
    </ul>
  );
}
