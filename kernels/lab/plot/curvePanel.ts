import { area } from 'd3-shape';
import type { LineStyle } from '../../activations/index';
import {
  type Axis,
  bottomMargin,
  clipped,
  composePanel,
  type Frame,
  leftMarginOf,
  type Panel,
  topMargin,
} from './axes';
import { spreadLabels } from './directLabels';
import { leader, type Place, stroke, withLineStyles } from './lines';
import type { CurveGroup, MeanCurve } from './meanCurves';
import { element, label, textWidth } from './svg';

export const groupTitleHeight = 20;
const labelGap = 15;
const labelIndent = 12;
const crossSize = 4;

interface StyledCurve {
  curve: MeanCurve;
  style: LineStyle;
}

/** The curves of one group in their cell of the figure, each with its name at its right end. */
export function composeGroupPanel(group: CurveGroup, y: Axis, cell: Frame, named: boolean): string {
  const left = leftMarginOf(y);
  const right = labelIndent + Math.max(...group.curves.map((curve) => textWidth(endLabelOf(curve))));
  const head = topMargin + (named ? groupTitleHeight : 0);
  const frame = {
    left: cell.left + left,
    top: cell.top + head,
    width: cell.width - left - right,
    height: cell.height - head - bottomMargin,
  };
  const panel = composePanel(frame, stepAxis(group), y);
  const styled = withLineStyles(group.curves);
  const title = named ? label(group.name, cell.left, cell.top + 13, { weight: 'bold' }) : '';
  const bands = styled.map((curve) => band(panel, curve)).join('');
  const lines = styled.map((curve) => strokes(panel, curve)).join('');
  return title + panel.markup + clipped(frame, bands + lines) + endLabels(panel, styled);
}

function stepAxis({ stepUnit, curves }: CurveGroup): Axis {
  const steps = curves.flatMap(({ mean }) => mean.map(({ step }) => step));
  const low = Math.min(...steps);
  const high = Math.max(...steps);
  const air = low === high ? 1 : 0;
  return { title: stepUnit, domain: [low - air, high + air], wholeNumbers: steps.every(Number.isInteger) };
}

/** Mean ± sd, over the steps where at least two runs give an sd. */
function band({ x, y }: Panel, { curve, style }: StyledCurve): string {
  const [lowest = 0] = y.domain();
  const shape = area<MeanCurve['mean'][number]>()
    .defined(({ sd }) => sd !== undefined)
    .x(({ step }) => x(step))
    // On a log axis the lower edge may fall below 0, where there is no place for it.
    .y0(({ mean, sd = 0 }) => y(Math.max(lowest, mean - sd)))
    .y1(({ mean, sd = 0 }) => y(mean + sd));
  const d = shape([...curve.mean]) ?? '';
  if (d === '') return '';
  const colours = { fill: style.light, style: `--al-dark:${style.dark}`, class: 'al-band' };
  return element('path', { d, ...colours, 'fill-opacity': 0.13 });
}

function strokes(panel: Panel, { curve, style }: StyledCurve): string {
  const placeOf = ({ step, value }: { step: number; value: number }): Place => [panel.x(step), panel.y(value)];
  const isDrawable = (place: Place) => place.every(Number.isFinite);
  const single = curve.runs.map((points) => stroke(points.map(placeOf).filter(isDrawable), style, { faint: true }));
  const mean = curve.mean.map(({ step, mean: value }) => placeOf({ step, value })).filter(isDrawable);
  const crosses = curve.brokenOff.map((point) => cross(placeOf(point), style));
  return [...(curve.runs.length > 1 ? single : []), stroke(mean, style), ...crosses].join('');
}

/** Where a run stopped being numbers. */
function cross([x, y]: Place, style: LineStyle): string {
  const arms = { light: style.light, dark: style.dark, dash: [], width: 2 };
  const arm = (dx: number, dy: number) =>
    stroke(
      [
        [x - dx, y - dy],
        [x + dx, y + dy],
      ],
      arms,
    );
  return arm(crossSize, crossSize) + arm(crossSize, -crossSize);
}

/** A mean over the surviving runs alone must say so. */
function endLabelOf({ name, diverged, runs }: MeanCurve): string {
  return diverged === 0 ? name : `${name} (${diverged} of ${runs.length} diverged)`;
}

function endLabels({ frame, x, y }: Panel, styled: readonly StyledCurve[]): string {
  const ends = styled.flatMap(({ curve, style }) => {
    const last = curve.mean.at(-1);
    return last === undefined ? [] : [{ text: endLabelOf(curve), style, place: [x(last.step), y(last.mean)] as const }];
  });
  const bottom = frame.top + frame.height;
  const heights = spreadLabels(
    ends.map(({ place }) => place[1]),
    labelGap,
    frame.top,
    bottom,
  );
  const right = frame.left + frame.width;
  return ends
    .map(({ text, style, place }, index) => {
      const height = heights[index] ?? place[1];
      return leader(place, [right + labelIndent - 3, height], style) + label(text, right + labelIndent, height + 4);
    })
    .join('');
}
