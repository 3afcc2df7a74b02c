import type { BenchmarkRow } from '../../kernels/lab/benchmark';
import type { LineLook } from '../chart/lineLook';
import { linearTicks, tickLabels } from '../chart/ticks';
import { svg } from '../dom';
import { counted } from '../numbers';

export interface BoxRow extends BenchmarkRow {
  title: string;
  look: LineLook;
}

export interface BoxPlotOptions {
  width: number;
  /** Room for the names, whose width only the page's font knows. */
  left: number;
  label: string;
}

const rowHeight = 30;
const axisHeight = 34;
const rightRoom = 64;

/** One line per activation: every repetition as a faint dot, a box from the lower to the upper quartile, the median as a bar. */
export function boxPlot(rows: readonly BoxRow[], { width, left, label }: BoxPlotOptions): SVGElement {
  const right = width - rightRoom;
  const most = axisEnd(rows);
  const at = (milliseconds: number) => left + ((right - left) * milliseconds) / most;
  const bottom = rows.length * rowHeight;
  const ticks = linearTicks(0, most, Math.max(2, Math.floor((right - left) / 80)));
  return svg('svg', { width, height: bottom + axisHeight, role: 'img', 'aria-label': label }, [
    ...ticks.map((tick) =>
      svg('line', { class: tick === 0 ? 'zero' : 'grid', x1: at(tick), x2: at(tick), y1: 0, y2: bottom }),
    ),
    ...tickLabels(ticks, false).map((text, i) => words(text, at(ticks[i] ?? 0), bottom + 16, 'middle', 'quiet')),
    words('ms', right + 12, bottom + 16, 'start', 'quiet'),
    ...rows.flatMap((row, i) => drawRow(row, (i + 0.5) * rowHeight, left, most, at)),
  ]);
}

/** Past the widest box with some air. A pause of the machine far beyond must not squeeze the boxes: it is counted instead. */
export function axisEnd(rows: readonly BenchmarkRow[]): number {
  const widest = Math.max(...rows.map(({ q3 }) => q3));
  const slowest = Math.max(...rows.flatMap(({ samples }) => samples));
  return Math.min(slowest, widest * 1.25) || 1;
}

function drawRow(
  { title, look, samples, q1, q3, median }: BoxRow,
  y: number,
  left: number,
  most: number,
  at: (milliseconds: number) => number,
): SVGElement[] {
  const inside = samples.filter((sample) => sample <= most);
  const beyond = samples.length - inside.length;
  const color = { stroke: look.stroke, fill: look.stroke };
  return [
    words(title, left - 12, y + 4, 'end', ''),
    ...inside.map((sample, i) =>
      svg('circle', { class: 'sample', cx: at(sample), cy: y + (((i * 7) % 11) - 5) * 1.3, r: 1.6, fill: look.stroke }),
    ),
    svg('rect', { class: 'box', x: at(q1), y: y - 8, width: Math.max(1, at(q3) - at(q1)), height: 16, ...color }),
    svg('line', { class: 'median', x1: at(median), x2: at(median), y1: y - 11, y2: y + 11, stroke: look.stroke }),
    ...(beyond > 0
      ? [words(`+${beyond} →`, at(most) + 6, y + 4, 'start', 'quiet', `${counted(beyond, 'repetition')} took longer`)]
      : []),
  ];
}

function words(text: string, x: number, y: number, anchor: string, kind: string, explanation?: string): SVGElement {
  const made = svg('text', { x, y, 'text-anchor': anchor, class: kind }, [text]);
  if (explanation) made.append(svg('title', {}, [explanation]));
  return made;
}
