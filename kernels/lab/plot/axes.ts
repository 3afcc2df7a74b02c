import { type ScaleContinuousNumeric, scaleLinear, scaleLog } from 'd3-scale';
import { element, label, segment, textWidth } from './svg';

export type Scale = ScaleContinuousNumeric<number, number>;

/** Where a panel's data is drawn; axes and titles stand around it. */
export interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Axis {
  title: string;
  domain: readonly [number, number];
  log?: boolean;
  /** Steps that are counted: no tick at epoch 2.5. */
  wholeNumbers?: boolean;
  /** Ends the axis at ticks: right for data, not for a chosen window. */
  nice?: boolean;
}

export interface Panel {
  frame: Frame;
  x: Scale;
  y: Scale;
  /** Grid, ticks and titles. */
  markup: string;
}

const pixelsPerTick = { x: 80, y: 45 };

function scaleOf({ domain, log = false, nice = false }: Axis, range: [number, number], ticks: number): Scale {
  const scale: Scale = log ? scaleLog(domain, range) : scaleLinear(domain, range);
  return nice ? scale.nice(ticks) : scale;
}

interface Tick {
  at: number;
  text: string;
  zero: boolean;
}

function ticksOf(scale: Scale, axis: Axis, count: number): Tick[] {
  // On a log axis the default is SI prefixes: '300m' for 0.3.
  const format = axis.wholeNumbers ? String : scale.tickFormat(count, axis.log ? '~g' : undefined);
  return scale
    .ticks(count)
    .filter((value) => !axis.wholeNumbers || Number.isInteger(value))
    .map((value) => ({ at: scale(value), text: format(value), zero: value === 0 }));
}

const titleOf = ({ title, log = false }: Axis): string => (log ? `${title} (log scale)` : title);

/** Room for the tick labels on the left of a panel. */
export function leftMarginOf(axis: Axis): number {
  const scale = scaleOf(axis, [1, 0], 6);
  return 10 + Math.max(...ticksOf(scale, axis, 6).map(({ text }) => textWidth(text, 11)), 0);
}

export const topMargin = 24;
export const bottomMargin = 40;

/** A light grid and no box. The y title lies on top, where it can be read without turning the head. */
export function composePanel(frame: Frame, xAxis: Axis, yAxis: Axis): Panel {
  const { left, top, width, height } = frame;
  const bottom = top + height;
  const xTicks = Math.max(2, Math.round(width / pixelsPerTick.x));
  const yTicks = Math.max(2, Math.round(height / pixelsPerTick.y));
  const x = scaleOf(xAxis, [left, left + width], xTicks);
  const y = scaleOf(yAxis, [bottom, top], yTicks);
  const tick = { quiet: true, size: 11 } as const;
  const vertical = ticksOf(x, xAxis, xTicks).map(
    ({ at, text, zero }) =>
      segment(at, top, at, bottom, { kind: zero ? 'zero' : 'grid' }) +
      label(text, at, bottom + 16, { ...tick, anchor: 'middle' }),
  );
  const horizontal = ticksOf(y, yAxis, yTicks).map(
    ({ at, text, zero }) =>
      segment(left, at, left + width, at, { kind: zero ? 'zero' : 'grid' }) +
      label(text, left - 6, at + 4, { ...tick, anchor: 'end' }),
  );
  const titles =
    label(titleOf(xAxis), left + width / 2, bottom + 34, { anchor: 'middle', quiet: true }) +
    label(titleOf(yAxis), left, top - 10, { quiet: true });
  return { frame, x, y, markup: [...vertical, ...horizontal, titles].join('') };
}

/** Content that ends at the frame. A nested svg clips without an id, which could collide with another figure's. */
export function clipped({ left, top, width, height }: Frame, content: string): string {
  const box = { x: left, y: top, width, height, viewBox: `${left} ${top} ${width} ${height}`, overflow: 'hidden' };
  return element('svg', box, content);
}
