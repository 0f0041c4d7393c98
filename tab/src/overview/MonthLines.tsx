import { LineChart } from '@fluentui/react-charts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import { useLocale } from '../components/locale.tsx';
import { inks, Picture } from './Picture.tsx';
import { stretches } from './stretches.ts';
import { useWidth } from './use-width.ts';

const height = 240;

const useStyles = makeStyles({
  root: { height: `${height}px` },
  picture: { height: '100%' },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalL,
    listStyleType: '""',
    margin: 0,
    padding: 0,
    fontSize: tokens.fontSizeBase200,
  },
  entry: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  sample: { width: '24px', height: '8px' },
});

/** A line over the months; null where a month has no value, which leaves a gap. */
export type Line = {
  legend: string;
  ink: keyof typeof inks;
  values: readonly { value: number | null; text: string }[];
};

type MonthLinesProps = {
  /** First days of the months. */
  months: readonly string[];
  lines: readonly Line[];
  most?: number;
  monthName: (day: string, length: 'short' | 'long') => string;
  scale: (value: number) => string;
};

/** Lines over the months, told apart by dashes as well as by colour. */
export function MonthLines({ months, lines, most, monthName, scale }: MonthLinesProps) {
  const styles = useStyles();
  const culture = useLocale();
  const ref = useRef<HTMLDivElement>(null);
  const width = useWidth(ref);
  const dates = months.map((month) => new Date(`${month}T00:00:00Z`));
  const nameOf = (date: Date, length: 'short' | 'long') => monthName(date.toISOString().slice(0, 10), length);
  return (
    <>
      <Picture>
        <ul className={styles.legend}>
          {lines.map(({ legend, ink }) => (
            <li key={legend} className={styles.entry}>
              <svg className={styles.sample} viewBox="0 0 24 8" role="presentation">
                <line x1="0" x2="24" y1="4" y2="4" stroke={inks[ink]} strokeWidth="3" strokeDasharray={dashes[ink]} />
              </svg>
              {legend}
            </li>
          ))}
        </ul>
      </Picture>
      <div ref={ref} className={styles.root}>
        {width !== null && (
          <Picture className={styles.picture}>
            <LineChart
              data={{
                lineChartData: lines.flatMap(({ legend, ink, values }) =>
                  stretches(values).map((stretch) => ({
                    legend,
                    color: inks[ink],
                    lineOptions: { strokeWidth: 3, strokeDasharray: dashes[ink], lineBorderWidth: 0 },
                    data: stretch.flatMap((at) => {
                      const date = dates[at];
                      const point = values[at];
                      if (!date || point?.value == null) return [];
                      return [
                        {
                          x: date,
                          y: point.value,
                          xAxisCalloutData: nameOf(date, 'long'),
                          yAxisCalloutData: point.text,
                        },
                      ];
                    }),
                  })),
                ),
              }}
              width={width}
              height={height}
              culture={culture}
              margins={{ top: 12, bottom: 32, left: 52, right: 16 }}
              hideLegend
              yMinValue={0}
              {...(most !== undefined && { yMaxValue: most })}
              yAxisTickCount={4}
              yAxisTickFormat={scale}
              tickValues={dates.filter((_, at) => (dates.length - 1 - at) % monthsPerTick(width) === 0)}
              customDateTimeFormatter={(date) => nameOf(date, 'short')}
            />
          </Picture>
        )}
      </div>
    </>
  );
}

/** Every so many months have a name under the scale, so that names don't run into each other. */
function monthsPerTick(width: number): number {
  return width < 360 ? 3 : width < 480 ? 2 : 1;
}

const dashes: Record<keyof typeof inks, string> = { first: '0', second: '6 4' };
