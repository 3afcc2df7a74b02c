import uPlot from 'uplot';
import { type DirectLabel, directLabels, labelRoom } from '../chart/directLabels';
import { axis, frame } from '../chart/frame';
import type { LineLook } from '../chart/lineLook';
import { type Extent, steppedRange, steppedRunRange } from '../chart/steppedRange';
import { faded, type Theme } from '../theme';
import { type Column, extentOf, type Figure, figureOf, type Scales } from './figure';
import type { Line } from './lines';

export interface DrawnLines extends Scales {
  lines: readonly Line[];
  looks: readonly LineLook[];
  metric: string;
  stepUnit: string;
}

/** Below this width the names at the line ends would take the curves' room: the table below has them all. */
const widthForLabels = 380;

/** The drawing surface. It is built anew when its lines or scales change, and otherwise only given the newer points. */
export class CurvesChart {
  private plot: uPlot | undefined;
  private built = '';
  private ranges: { x?: Extent; y?: Extent } = {};
  private isZoomed = false;

  constructor(
    private readonly place: HTMLElement,
    private readonly onCursor: (step: number | undefined) => void,
  ) {
    new ResizeObserver(() => this.plot?.setSize(this.size())).observe(place);
  }

  get canvas(): HTMLCanvasElement | undefined {
    return this.plot?.ctx.canvas;
  }

  show(drawn: DrawnLines, theme: Theme): void {
    const figure = figureOf(drawn.lines, drawn);
    const data: uPlot.AlignedData = [figure.steps, ...figure.columns.map((column) => column.values)];
    const shape = JSON.stringify([
      drawn.looks,
      drawn.metric,
      drawn.isLogX,
      drawn.isLogY,
      theme,
      figure.columns.map(({ line, role }) => [line, role]),
    ]);
    this.stretch(figure, drawn);
    if (this.plot && shape === this.built) {
      this.plot.setData(data, !this.isZoomed);
      return;
    }
    this.clear();
    this.built = shape;
    this.plot = new uPlot(this.optionsFor(figure, drawn, theme), data, this.place);
  }

  clear(): void {
    this.plot?.destroy();
    this.plot = undefined;
    this.built = '';
    this.isZoomed = false;
  }

  /** A new metric or scale begins with new axes. */
  forgetRanges(): void {
    this.ranges = {};
    this.isZoomed = false;
  }

  private stretch(figure: Figure, { isLogX, isLogY }: Scales): void {
    const steps = { min: figure.steps[0] ?? Number.NaN, max: figure.steps.at(-1) ?? Number.NaN };
    this.ranges.x = steppedRunRange(steps, isLogX, this.ranges.x);
    this.ranges.y = steppedRange(extentOf(figure), isLogY, this.ranges.y);
  }

  private size(): { width: number; height: number } {
    return { width: this.place.clientWidth, height: Math.max(160, this.place.clientHeight) };
  }

  private optionsFor(figure: Figure, drawn: DrawnLines, theme: Theme): uPlot.Options {
    const labels: DirectLabel[] = figure.columns.flatMap(({ role, line }, i) =>
      role === 'mean'
        ? [{ text: drawn.lines[line]?.name ?? '', color: drawn.looks[line]?.stroke ?? '', series: i + 1 }]
        : [],
    );
    const room = labelRoom(
      labels.map(({ text }) => text),
      theme,
    );
    const hasRoom = () => this.place.clientWidth >= widthForLabels;
    const isWhole = figure.steps.every(Number.isInteger);
    return {
      ...this.size(),
      padding: [30, () => (hasRoom() ? room : 16), 0, 0],
      legend: { show: false },
      scales: {
        x: { time: false, distr: drawn.isLogX ? 3 : 1, range: () => boundsOf(this.ranges.x) },
        y: { distr: drawn.isLogY ? 3 : 1, range: () => boundsOf(this.ranges.y) },
      },
      axes: [
        axis({ scale: 'x', label: drawn.stepUnit, isLog: drawn.isLogX, finest: isWhole ? 1 : 0 }, theme),
        axis({ scale: 'y', label: drawn.metric, isLog: drawn.isLogY }, theme),
      ],
      series: [{}, ...figure.columns.map((column) => seriesOf(column, drawn.looks[column.line], theme))],
      bands: bandsOf(figure.columns, drawn.looks, theme),
      cursor: {
        y: false,
        drag: { x: true, y: true, uni: 30 },
        points: cursorPoints(figure, drawn.looks),
        move: toNearestStep,
      },
      plugins: [
        frame(drawn.isLogY ? `${drawn.metric} (log)` : drawn.metric, theme),
        directLabels(() => (hasRoom() ? labels : []), theme),
      ],
      hooks: {
        setCursor: [
          (u) =>
            this.onCursor(
              u.cursor.idx === null || u.cursor.idx === undefined
                ? undefined
                : (u.data[0]?.[u.cursor.idx] ?? undefined),
            ),
        ],
        setSelect: [
          (u) => {
            this.isZoomed = this.isZoomed || u.select.width > 0;
          },
        ],
        ready: [
          (u) =>
            u.over.addEventListener('dblclick', () => {
              this.isZoomed = false;
            }),
        ],
      },
    };
  }
}

/** The pointer marks the means; what is drawn faintly stays so. */
function cursorPoints({ columns }: Figure, looks: readonly LineLook[]): uPlot.Cursor.Points {
  const colorOf = (_: uPlot, i: number) => looks[columns[i - 1]?.line ?? -1]?.stroke ?? 'transparent';
  const size = (_: uPlot, i: number) => (columns[i - 1]?.role === 'mean' ? 8 : 0);
  return { size, width: 0, fill: colorOf, stroke: colorOf };
}

/** Between two epochs there is nothing to read: the crosshair stands on the nearest one. */
const toNearestStep: uPlot.Cursor.MousePosRefiner = (u, left, top) => {
  const step = u.data[0]?.[u.posToIdx(left)];
  return [left < 0 || step === null || step === undefined ? left : u.valToPos(step, 'x'), top];
};

function boundsOf(range: Extent | undefined): uPlot.Range.MinMax {
  return [range?.min ?? 0, range?.max ?? 1];
}

function seriesOf({ role }: Column, look: LineLook | undefined, theme: Theme): uPlot.Series {
  const stroke = look?.stroke ?? theme.foreground;
  if (role === 'high' || role === 'low') return { width: 0, stroke: 'transparent', points: { show: false } };
  if (role === 'seed') return { stroke: faded(stroke, 0.3), width: 1, points: { show: false } };
  const points = { size: 5, fill: theme.background, stroke, width: look?.width ?? 1 };
  return { stroke, width: look?.width ?? 1, dash: look?.dash ?? [], points };
}

function bandsOf(columns: readonly Column[], looks: readonly LineLook[], theme: Theme): uPlot.Band[] {
  return columns.flatMap(({ role, line }, i) =>
    role === 'high'
      ? [{ series: [i + 1, i + 2] as uPlot.Band.Bounds, fill: faded(looks[line]?.stroke ?? theme.foreground, 0.14) }]
      : [],
  );
}
