import uPlot from 'uplot';
import type { Theme } from '../theme';
import { type DirectLabel, directLabels, labelRoom } from './directLabels';
import { axis, frame } from './frame';
import type { LineLook } from './lineLook';
import { type Extent, steppedRange } from './steppedRange';

export interface FunctionLines {
  xs: readonly number[];
  columns: readonly (readonly (number | null)[])[];
  names: readonly string[];
  looks: readonly LineLook[];
  label: string;
  extent: Extent;
  isLog: boolean;
}

const widthForLabels = 300;

/** Functions of x. Charts of one `syncKey` share their crosshair. */
export class FunctionChart {
  private plot: uPlot | undefined;
  private built = '';
  private range: Extent = { min: 0, max: 1 };

  constructor(
    private readonly place: HTMLElement,
    private readonly syncKey: string,
    private readonly onCursor: (index: number | undefined) => void,
  ) {
    new ResizeObserver(() => this.plot?.setSize(this.size())).observe(place);
  }

  get canvas(): HTMLCanvasElement | undefined {
    return this.plot?.ctx.canvas;
  }

  show(lines: FunctionLines, theme: Theme): void {
    const data: uPlot.AlignedData = [[...lines.xs], ...lines.columns.map((column) => [...column])];
    this.range = steppedRange(lines.extent, lines.isLog, this.range);
    const { names, looks, label, isLog, xs } = lines;
    const shape = JSON.stringify([names, looks, label, isLog, xs[0], xs.at(-1), theme]);
    if (this.plot && shape === this.built) {
      this.plot.setData(data);
      return;
    }
    this.plot?.destroy();
    this.built = shape;
    this.range = steppedRange(lines.extent, lines.isLog);
    this.plot = new uPlot(this.optionsFor(lines, theme), data, this.place);
  }

  private size(): { width: number; height: number } {
    return { width: this.place.clientWidth, height: Math.max(160, this.place.clientHeight) };
  }

  private optionsFor({ xs, names, looks, label, isLog }: FunctionLines, theme: Theme): uPlot.Options {
    const labels: DirectLabel[] = names.map((text, i) => ({ text, color: looks[i]?.stroke ?? '', series: i + 1 }));
    const room = labelRoom(names, theme);
    const hasRoom = () => this.place.clientWidth >= widthForLabels;
    return {
      ...this.size(),
      padding: [30, () => (hasRoom() ? room : 12), 0, 0],
      legend: { show: false },
      scales: {
        x: { time: false, range: () => [xs[0] ?? 0, xs.at(-1) ?? 1] },
        y: { distr: isLog ? 3 : 1, range: () => [this.range.min, this.range.max] },
      },
      axes: [axis({ scale: 'x', label: 'x', isLog: false }, theme), axis({ scale: 'y', label, isLog }, theme)],
      series: [{}, ...looks.map(({ stroke, width, dash }) => ({ stroke, width, dash, points: { show: false } }))],
      cursor: {
        y: false,
        drag: { x: false, y: false },
        points: { size: 8, width: 0, fill: (_, i) => looks[i - 1]?.stroke ?? 'transparent' },
        sync: { key: this.syncKey },
      },
      plugins: [frame(label, theme), directLabels(() => (hasRoom() ? labels : []), theme)],
      hooks: { setCursor: [(u) => this.onCursor(u.cursor.idx ?? undefined)] },
    };
  }
}
