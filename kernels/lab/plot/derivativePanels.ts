import { type Axis, bottomMargin, clipped, composePanel, type Frame, leftMarginOf, topMargin } from './axes';
import { type Place, stroke } from './lines';
import type { TracedActivation } from './tracedActivation';

const gutter = 36;
const plotHeight = 270;
const rightMargin = 6;

type Interval = readonly [low: number, high: number];
const everything: Interval = [-Infinity, Infinity];

/** f on the left, f′ on the right, from `top` down. */
export function composeDerivativePanels(
  traced: readonly TracedActivation[],
  range: Interval,
  width: number,
  top: number,
): string {
  const alone = traced.length === 1;
  const half = (width - gutter) / 2;
  const curvesOf = (which: 'f' | 'slope') => traced.map((curve) => ({ style: curve.style, places: curve[which] }));
  const panelAt = (left: number, title: string, which: 'f' | 'slope', limits: Interval) => {
    const curves = curvesOf(which);
    const y: Axis = { title, domain: windowOf(curves, alone ? everything : limits) };
    const margin = leftMarginOf(y);
    const frame = { left: left + margin, top, width: half - margin - rightMargin, height: plotHeight };
    return panel(frame, { title: 'x', domain: range }, y, curves);
  };
  return panelAt(0, 'f(x)', 'f', [-2, Math.max(1, range[1])]) + panelAt(half + gutter, 'f′(x)', 'slope', [-1.5, 1.6]);
}

export const derivativePanelsHeight = topMargin + plotHeight + bottomMargin;

type Line = Pick<TracedActivation, 'style'> & { places: readonly Place[] };

/** The values' extent with a little air, cut to the limits: a curve that leaves must not flatten the others. */
function windowOf(curves: readonly Line[], [floor, ceiling]: Interval): Interval {
  const values = curves.flatMap(({ places }) => places.map(([, y]) => y)).filter(Number.isFinite);
  const low = Math.max(floor, Math.min(...values));
  const high = Math.min(ceiling, Math.max(...values));
  const air = (high - low || 1) * 0.05;
  return [low - air, high + air];
}

function panel(frame: Frame, xAxis: Axis, yAxis: Axis, curves: readonly Line[]): string {
  const { x, y, markup } = composePanel(frame, xAxis, yAxis);
  const lines = curves.map(({ style, places }) => {
    const finite = places.filter(([, value]) => Number.isFinite(value));
    return stroke(
      finite.map(([px, py]): Place => [x(px), y(py)]),
      style,
    );
  });
  return markup + clipped(frame, lines.join(''));
}
