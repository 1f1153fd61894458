// Bars on a canvas. ECharts would set tooltips as HTML; here they are drawn, as the page's policy wants it.
import { BarChart, type BarSeriesOption } from 'echarts/charts';
import {
  GridComponent,
  TooltipComponent,
  type GridComponentOption,
  type TooltipComponentOption,
} from 'echarts/components';
import { init, use, type ComposeOption, type ECharts } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, GridComponent, TooltipComponent, CanvasRenderer]);

type Option = ComposeOption<BarSeriesOption | GridComponentOption | TooltipComponentOption>;

export type BarSeries = { name: string; color: 'bronze' | 'celadon'; values: readonly number[] };
export type ChartData = {
  /** What stands under each bar, and what its tooltip begins with. */
  labels: readonly string[];
  names: readonly string[];
  /** On top of each other, from below. */
  series: readonly BarSeries[];
  sayNumber(value: number): string;
};

const colors = { bronze: '#b9a277', celadon: '#2e5a4e' };
const ink = '#14110f';
const softInk = '#544a40';

export function openChart(element: HTMLElement, onPick: (index: number) => void): ECharts {
  const chart = init(element, undefined, { renderer: 'canvas' });
  chart.on('click', ({ dataIndex }) => {
    if (typeof dataIndex === 'number') onPick(dataIndex);
  });
  return chart;
}

export function toOption({ labels, names, series, sayNumber }: ChartData, font: string): Option {
  const text = { fontFamily: font, color: softInk, fontSize: 12 };
  return {
    animation: false,
    textStyle: { fontFamily: font },
    grid: { left: 4, right: 4, top: 16, bottom: 4, outerBoundsMode: 'same' },
    xAxis: {
      type: 'category',
      data: [...labels],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: ink } },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 4,
      axisLabel: { ...text, formatter: sayNumber },
      splitLine: { lineStyle: { color: '#d9ccb2' } },
    },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      axisPointer: { type: 'shadow', shadowStyle: { color: 'rgba(20, 17, 15, 0.06)' } },
      backgroundColor: ink,
      borderWidth: 0,
      padding: [8, 12],
      textStyle: { color: '#f4ede0', fontFamily: font, fontSize: 13 },
      formatter: (params) => sayPoint(params, { names, series, sayNumber }),
    },
    series: series.map(({ name, color, values }) => ({
      type: 'bar',
      name,
      stack: 'all',
      data: [...values],
      barMaxWidth: 28,
      barCategoryGap: '28%',
      itemStyle: { color: colors[color] },
      cursor: 'pointer',
    })),
  };
}

function sayPoint(params: unknown, { names, series, sayNumber }: Omit<ChartData, 'labels'>): string {
  const [first] = Array.isArray(params) ? (params as unknown[]) : [];
  const index =
    typeof first === 'object' && first !== null && 'dataIndex' in first ? Number(first.dataIndex) : -1;
  const lines = series.map(({ name, values }) => `${name}  ${sayNumber(values[index] ?? 0)}`);
  return [names[index] ?? '', ...lines].join('\n');
}
