// The charts of a printed report, drawn as lines and areas: bars of days, of hours, and lying bars
// for what has a name. Every bar's number can be read beside it or on the axis.
import { colours, contentWidth, page, type Paper } from './paper.ts';

export type Bar = {
  label: string;
  /** One above the other, in the order of the chart's parts. */
  parts: readonly number[];
  /** 0 to 1: how much of this stretch the kiosk was off. */
  off?: number;
};

export type ChartPart = { name: string; colour: string };

const countText = (value: number) => value.toLocaleString('en-US');

/** Standing bars with an axis of round numbers; time off hangs below the line, in grey. */
export function drawBars(
  paper: Paper,
  { bars, parts, offName }: { bars: readonly Bar[]; parts: readonly ChartPart[]; offName?: string },
): void {
  const { doc } = paper;
  const height = 138;
  const offHeight = offName === undefined ? 0 : 12;
  const left = page.left + 34;
  const width = page.right - left;
  const legend = offName === undefined ? parts : [...parts, { name: offName, colour: colours.grey }];
  if (legend.length > 1) drawLegend(paper, legend);
  const top = paper.y + 8;
  const base = top + height;
  const largest = Math.max(1, ...bars.map((bar) => sum(bar.parts)));
  const step = findStep(largest);
  const highest = Math.ceil(largest / step) * step;
  for (let value = 0; value <= highest; value += step) {
    const at = base - (value / highest) * height;
    doc
      .moveTo(left, at)
      .lineTo(page.right, at)
      .lineWidth(value === 0 ? 0.9 : 0.4);
    doc.stroke(value === 0 ? colours.ink : colours.aged);
    const style = { size: 7.5, colour: colours.grey, align: 'right' } as const;
    paper.line(countText(value), page.left, at - 5.5, 28, style);
  }
  const pitch = width / Math.max(1, bars.length);
  const thickness = Math.min(26, pitch * 0.72);
  for (const [index, bar] of bars.entries()) {
    const x = left + index * pitch + (pitch - thickness) / 2;
    let at = base;
    for (const [part, value] of bar.parts.entries()) {
      const tall = (value / highest) * height;
      if (tall > 0) doc.rect(x, at - tall, thickness, tall).fill(parts[part]?.colour ?? colours.ink);
      at -= tall;
    }
    if (bar.off) doc.rect(x, base + 1.5, thickness, Math.max(1, bar.off * offHeight)).fill(colours.grey);
  }
  drawLabels(paper, bars, { left, pitch, top: base + offHeight + 4 });
  paper.moveTo(base + offHeight + 30);
}

/** As many labels as fit side by side. */
function drawLabels(
  paper: Paper,
  bars: readonly Bar[],
  { left, pitch, top }: { left: number; pitch: number; top: number },
): void {
  const style = { size: 7.5, colour: colours.grey, align: 'center' } as const;
  const widest = Math.max(0, ...bars.map(({ label }) => paper.measure(label, style)));
  const every = Math.max(1, Math.ceil((widest + 5) / pitch));
  for (const [index, { label }] of bars.entries()) {
    if (index % every !== 0) continue;
    paper.line(label, left + (index + 0.5) * pitch - widest, top, widest * 2, style);
  }
}

export type NamedBar = { name: string; note: string; parts: readonly number[]; value: string };

/** Lying bars, one a line, each with its name before it and its number behind. */
export function drawNamedBars(
  paper: Paper,
  { bars, parts }: { bars: readonly NamedBar[]; parts: readonly ChartPart[] },
): void {
  const { doc } = paper;
  if (parts.length > 1) drawLegend(paper, parts);
  const nameWidth = 128;
  const valueWidth = 40;
  const noteWidth = 116;
  const left = page.left + nameWidth + 8;
  const width = contentWidth - nameWidth - valueWidth - noteWidth - 20;
  const largest = Math.max(1, ...bars.map((bar) => sum(bar.parts)));
  for (const { name, note, parts: values, value } of bars) {
    paper.need(19);
    paper.line(name, page.left, paper.y + 1.5, nameWidth, { size: 9.5 });
    let x = left;
    doc.rect(left, paper.y + 4, width, 9).fill(colours.paper);
    for (const [part, amount] of values.entries()) {
      const long = (amount / largest) * width;
      if (long > 0) doc.rect(x, paper.y + 4, long, 9).fill(parts[part]?.colour ?? colours.ink);
      x += long;
    }
    paper.line(value, left + width + 6, paper.y + 1.5, valueWidth, { size: 9.5, bold: true, align: 'right' });
    const noteStyle = { size: 8, colour: colours.bronzeText, align: 'right' } as const;
    paper.line(note, page.right - noteWidth, paper.y + 2.5, noteWidth, noteStyle);
    paper.down(19);
  }
  paper.down(20);
}

function drawLegend(paper: Paper, parts: readonly ChartPart[]): void {
  let x = page.left;
  for (const { name, colour } of parts) {
    paper.doc.rect(x, paper.y + 3, 8, 8).fill(colour);
    paper.line(name, x + 12, paper.y, contentWidth, { size: 8.5 });
    x += 12 + paper.measure(name, { size: 8.5 }) + 18;
  }
  paper.down(20);
}

/** 1, 2 or 5 of a power of ten, so that four to eight lines make the axis. */
export function findStep(largest: number): number {
  const rough = largest / 5;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  return Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? power);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
