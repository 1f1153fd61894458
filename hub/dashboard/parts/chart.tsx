// A chart and, below it, the same numbers as a table: for who cannot see the bars, or wants to be exact.
import { useEffect, useRef, type ReactNode } from 'react';
import type { ECharts } from 'echarts/core';
import { useWords } from '../i18n/i18n.ts';
import { openChart, toOption, type ChartData } from './draw-chart.ts';

type ChartProps = {
  /** What a screen reader says of the picture. */
  label: string;
  data: ChartData;
  /** A bar was touched. */
  onPick(index: number): void;
  table: ReactNode;
};

export function Chart({ label, data, onPick, table }: ChartProps) {
  const { t } = useWords();
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  }, [onPick]);
  useEffect(() => {
    if (!element.current) return undefined;
    const opened = openChart(element.current, (index) => pick.current(index));
    chart.current = opened;
    const watch = new ResizeObserver(() => opened.resize());
    watch.observe(element.current);
    return () => {
      watch.disconnect();
      opened.dispose();
    };
  }, []);
  useEffect(() => {
    const font = element.current ? getComputedStyle(element.current).fontFamily : 'sans-serif';
    chart.current?.setOption(toOption(data, font), { notMerge: true });
  }, [data]);
  return (
    <figure className="chart">
      {data.series.length > 1 && (
        <p className="chart-key" aria-hidden="true">
          {data.series.map(({ name, color }) => (
            <span key={name} className={`key-${color}`}>
              {name}
            </span>
          ))}
        </p>
      )}
      <div ref={element} className="chart-canvas" role="img" aria-label={label} />
      <details>
        <summary>{t('figure.asTable')}</summary>
        {table}
      </details>
    </figure>
  );
}
