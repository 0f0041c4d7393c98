import { VerticalBarChart } from '@fluentui/react-charts';
import { makeStyles } from '@fluentui/react-components';
import { useRef } from 'react';
import { useLocale } from '../components/locale.tsx';
import { inks, Picture } from './Picture.tsx';
import { useWidth } from './use-width.ts';

const height = 240;

const useStyles = makeStyles({ root: { height: `${height}px` }, picture: { height: '100%' } });

export type Bar = { label: string; value: number; name: string; text: string };

type MonthBarsProps = {
  bars: readonly Bar[];
  legend: string;
  scale: (value: number) => string;
};

/** A bar for each month. */
export function MonthBars({ bars, legend, scale }: MonthBarsProps) {
  const styles = useStyles();
  const culture = useLocale();
  const ref = useRef<HTMLDivElement>(null);
  const width = useWidth(ref);
  return (
    <div ref={ref} className={styles.root}>
      {width !== null && (
        <Picture className={styles.picture}>
          <VerticalBarChart
            data={bars.map(({ label, value, name, text }) => ({
              x: label,
              y: value,
              legend,
              color: inks.first,
              xAxisCalloutData: name,
              yAxisCalloutData: text,
            }))}
            width={width}
            height={height}
            culture={culture}
            barWidth="auto"
            maxBarWidth={32}
            margins={{ top: 12, bottom: 32, left: 52, right: 8 }}
            hideLegend
            hideLabels
            useSingleColor
            yMinValue={0}
            yAxisTickCount={4}
            roundedTicks
            yAxisTickFormat={scale}
          />
        </Picture>
      )}
    </div>
  );
}
