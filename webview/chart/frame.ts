import type uPlot from 'uplot';
import { faded, type Theme } from '../theme';
import { linearTicks, logTicks, tickLabels } from './ticks';

export interface AxisOptions {
  scale: 'x' | 'y';
  label: string;
  isLog: boolean;
  /** Ticks no closer than this: 1 for epochs. */
  finest?: number;
}

/** An axis in the one look: light grid, no box, few round ticks. The y axis bears its label on top, where it is read. */
export function axis({ scale, label, isLog, finest }: AxisOptions, theme: Theme): uPlot.Axis {
  const spacing = scale === 'x' ? 60 : 36;
  const splits: uPlot.Axis.Splits = (u, _, min, max) => {
    const count = Math.max(2, Math.floor((scale === 'x' ? u.bbox.width : u.bbox.height) / devicePixelRatio / spacing));
    return isLog ? logTicks(min, max, count) : linearTicks(min, max, count, finest);
  };
  return {
    scale,
    stroke: theme.description,
    font: theme.font,
    splits,
    filter: (_, ticks) => ticks,
    values: (_, ticks) => tickLabels(ticks, isLog),
    grid: { stroke: faded(theme.foreground, theme.isHighContrast ? 0.3 : 0.1), width: 1 },
    ticks: { show: false },
    border: { show: false },
    ...(scale === 'x'
      ? { label: isLog ? `${label} (log)` : label, labelFont: theme.font, labelSize: 24, size: 26, gap: 6 }
      : { size: yAxisSize, gap: 8 }),
  };
}

/** As wide as its widest number, so that figures with small numbers waste nothing. */
const yAxisSize: uPlot.Axis.Size = (u, values) => {
  const widest = Math.max(0, ...(values ?? []).map((value) => u.ctx.measureText(value).width));
  return Math.ceil(widest / devicePixelRatio) + 14;
};

/** Draws what stands still: the y label above the axis and the zero lines, stronger than the grid. */
export function frame(label: string, theme: Theme): uPlot.Plugin {
  return { hooks: { drawAxes: [(u) => drawZeroLines(u, theme)], draw: [(u) => drawLabel(u, label, theme)] } };
}

function drawLabel({ ctx, bbox }: uPlot, label: string, theme: Theme): void {
  ctx.save();
  ctx.font = pixelFont(theme);
  ctx.fillStyle = theme.description;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.fillText(label, 2 * devicePixelRatio, bbox.top - 8 * devicePixelRatio);
  ctx.restore();
}

function drawZeroLines(u: uPlot, theme: Theme): void {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.strokeStyle = faded(theme.foreground, theme.isHighContrast ? 0.9 : 0.4);
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  for (const scale of ['x', 'y']) {
    const { min = 0, max = 0, distr } = u.scales[scale] ?? {};
    if (distr === 3 || min > 0 || max < 0) continue;
    const at = Math.round(u.valToPos(0, scale, true)) + 0.5;
    if (scale === 'x') line(ctx, at, bbox.top, at, bbox.top + bbox.height);
    else line(ctx, bbox.left, at, bbox.left + bbox.width, at);
  }
  ctx.stroke();
  ctx.restore();
}

function line(ctx: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
}

/** The canvas counts device pixels; a theme's font is in CSS pixels. */
export function pixelFont(theme: Theme): string {
  return theme.font.replace(/^[\d.]+/, (size) => String(Number(size) * devicePixelRatio));
}
