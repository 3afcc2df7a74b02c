import { line } from 'd3-shape';
import { type LineStyle, lineStyleOf } from '../../activations/index';
import { sampleWidth } from './figure';
import { element } from './svg';

/** For curves that name no activation, in order: at least 3:1 on white and on #1e1e1e. */
const unnamed: readonly LineStyle[] = [
  { light: '#2f6f9f', dark: '#78b7e3', dash: [], width: 1.5 },
  { light: '#a8552a', dark: '#e39b74', dash: [6, 4], width: 1.5 },
  { light: '#4b7f1f', dark: '#8fc45a', dash: [2, 3], width: 1.5 },
  { light: '#7a5195', dark: '#b78ad6', dash: [8, 3, 2, 3], width: 1.5 },
];
/** Tells apart the curves of one activation: 'TeLU, lr 0.1' and 'TeLU, lr 0.01'. */
const variants = [
  [5, 3],
  [2, 2],
  [9, 3, 2, 3],
  [14, 4],
];

/** Each curve with its line style; styles differ while they last. */
export function withLineStyles<Curve extends { activation: string | undefined }>(
  curves: readonly Curve[],
): { curve: Curve; style: LineStyle }[] {
  const seen = new Map<string | undefined, number>();
  return curves.map((curve) => {
    const earlier = seen.get(curve.activation) ?? 0;
    seen.set(curve.activation, earlier + 1);
    return { curve, style: styleOf(curve.activation, earlier) };
  });
}

function styleOf(activation: string | undefined, earlier: number): LineStyle {
  if (activation === undefined) return unnamed[earlier % unnamed.length] ?? lineStyleOf('');
  const style = lineStyleOf(activation);
  return earlier === 0 ? style : { ...style, dash: variants[(earlier - 1) % variants.length] ?? style.dash };
}

export type Place = readonly [x: number, y: number];

export interface StrokeOptions {
  /** A single run under the mean: thin, faint, solid. */
  faint?: boolean;
}

/** A curve through the places. Attributes carry the light colour; inside VS Code a rule swaps in the dark one. */
export function stroke(places: readonly Place[], style: LineStyle, { faint = false }: StrokeOptions = {}): string {
  return element('path', {
    d: line<Place>()(places) ?? '',
    fill: 'none',
    stroke: style.light,
    style: `--al-dark:${style.dark}`,
    class: faint ? 'al-line' : 'al-line al-mean',
    'stroke-width': faint ? 1 : style.width,
    'stroke-dasharray': faint ? undefined : style.dash.join(' '),
    'stroke-opacity': faint ? 0.28 : undefined,
    'stroke-linejoin': 'round',
  });
}

/** A thin line from the end of a curve to its label, where the label had to move. */
export function leader([x1, y1]: Place, [x2, y2]: Place, style: LineStyle): string {
  const colours = { stroke: style.light, style: `--al-dark:${style.dark}`, class: 'al-line' };
  return element('line', { x1, y1, x2, y2, ...colours, 'stroke-opacity': 0.5 });
}

export const legendSample =
  (style: LineStyle) =>
  (x: number, y: number): string =>
    stroke(
      [
        [x, y],
        [x + sampleWidth, y],
      ],
      style,
    );
