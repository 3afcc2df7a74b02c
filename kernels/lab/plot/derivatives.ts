import { type Activation, curveOf, getActivation, type LineStyle, lineStyleOf } from '../../activations/index';
import { currentHost } from '../currentHost';
import { formatNumber } from '../number';
import { type Axis, bottomMargin, clipped, composePanel, type Frame, leftMarginOf, topMargin } from './axes';
import { composeFigure, composeLegend, type Figure } from './figure';
import { legendSample, type Place, stroke } from './lines';

export interface DerivativesOptions {
  /** Catalogue ids, drawn in this order. */
  activations?: readonly string[];
  /** The range of x. */
  range?: readonly [number, number];
  /** Parameter values by activation: `{ xielu: { alphaP: 0.3 } }`; initial ones when absent. */
  parameters?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  title?: string;
}

interface Traced {
  activation: Activation;
  style: LineStyle;
  f: readonly Place[];
  slope: readonly Place[];
  /** f′ far on the left, where the functions differ most. */
  leftSlope: number;
}

const defaultSet = ['relu', 'gelu', 'silu', 'telu', 'xielu'];
const width = 760;
const gutter = 36;
const panelHeight = 270;
const samples = 400;
/** Where the slopes on the left are compared in the title. */
const leftX = -3;
/** Shows f and f′ side by side: `lab.plot.derivatives(['relu', 'telu', 'xielu'])`. */
export function derivatives(what?: readonly string[] | DerivativesOptions): void {
  const { svg, text } = derivativesFigure(what);
  currentHost().display({ 'image/svg+xml': svg, 'text/plain': text });
}

export function derivativesFigure(what: readonly string[] | DerivativesOptions = {}): Figure {
  const options: DerivativesOptions = isIds(what) ? { activations: what } : what;
  const range = options.range ?? [-5, 3];
  const traced = (options.activations ?? defaultSet).map((id) => trace(id, range, options.parameters?.[id]));
  if (traced.length === 0) throw new RangeError("No activation to draw. Name some: lab.plot.derivatives(['telu']).");
  const legend = composeLegend(
    traced.map(({ activation, style }) => ({ name: activation.title, sample: legendSample(style) })),
    width,
  );
  return composeFigure({
    width,
    height: legend.height + topMargin + panelHeight + bottomMargin,
    title: options.title ?? messageOf(traced),
    subtitle: `f on the left, its derivative f′ on the right. ${parametersOf(traced, options)}`.trim(),
    body: legend.markup + panels(traced, range, legend.height + topMargin),
    text: traced
      .map(
        ({ activation, leftSlope }) => `${activation.title}: f′(${formatNumber(leftX)}) = ${formatNumber(leftSlope)}`,
      )
      .join('\n'),
  });
}

const isIds = (what: readonly string[] | DerivativesOptions): what is readonly string[] => Array.isArray(what);

function trace(
  id: string,
  [from, to]: readonly [number, number],
  parameters?: Readonly<Record<string, number>>,
): Traced {
  const activation = getActivation(id);
  const curve = curveOf(activation, parameters);
  const xs = Array.from({ length: samples + 1 }, (_, index) => from + ((to - from) * index) / samples);
  return {
    activation,
    style: lineStyleOf(activation.id),
    f: xs.map((x) => [x, curve.f(x)]),
    slope: xs.map((x) => [x, curve.derivative(x)]),
    leftSlope: curve.derivative(leftX),
  };
}

function panels(traced: readonly Traced[], range: readonly [number, number], top: number): string {
  const x: Axis = { title: 'x', domain: range };
  const fValues = traced.flatMap(({ f }) => f.map(([, y]) => y));
  const slopeValues = traced.flatMap(({ slope }) => slope.map(([, y]) => y));
  const alone = traced.length === 1;
  const fWindow: Interval = alone ? everything : [-2, Math.max(1, range[1])];
  const f: Axis = { title: 'f(x)', domain: windowOf(fValues, fWindow) };
  const slope: Axis = { title: 'f′(x)', domain: windowOf(slopeValues, alone ? everything : [-1.5, 1.6]) };
  const half = (width - gutter) / 2;
  const frameAt = (left: number, y: Axis): Frame => {
    const margin = leftMarginOf(y);
    return { left: left + margin, top, width: half - margin - 6, height: panelHeight };
  };
  return (
    panel(
      frameAt(0, f),
      x,
      f,
      traced.map((curve) => ({ style: curve.style, places: curve.f })),
    ) +
    panel(
      frameAt(half + gutter, slope),
      x,
      slope,
      traced.map((curve) => ({ style: curve.style, places: curve.slope })),
    )
  );
}

type Interval = readonly [low: number, high: number];
const everything: Interval = [-Infinity, Infinity];

/** The values' extent with a little air, cut to the limits: a curve that leaves must not flatten the others. */
function windowOf(values: readonly number[], [floor, ceiling]: Interval): Interval {
  const finite = values.filter(Number.isFinite);
  const low = Math.max(floor, Math.min(...finite));
  const high = Math.min(ceiling, Math.max(...finite));
  const air = (high - low || 1) * 0.05;
  return [low - air, high + air];
}

function panel(
  frame: Frame,
  xAxis: Axis,
  yAxis: Axis,
  curves: { style: LineStyle; places: readonly Place[] }[],
): string {
  const { x, y, markup } = composePanel(frame, xAxis, yAxis);
  const lines = curves.map(({ style, places }) =>
    stroke(
      places.filter(([, value]) => Number.isFinite(value)).map(([px, py]): Place => [x(px), y(py)]),
      style,
    ),
  );
  return markup + clipped(frame, lines.join(''));
}

function messageOf(traced: readonly Traced[]): string {
  const [steepest] = [...traced].sort((a, b) => Math.abs(b.leftSlope) - Math.abs(a.leftSlope));
  if (steepest === undefined || traced.length === 1) return `${traced[0]?.activation.title}: f and f′`;
  const slope = formatNumber(Math.abs(steepest.leftSlope));
  const flat = traced.filter(({ leftSlope }) => leftSlope === 0).map(({ activation }) => activation.title);
  const rest = flat.length > 0 ? `; ${flat.join(' and ')} ${flat.length > 1 ? 'have' : 'has'} none` : '';
  return `At x = ${formatNumber(leftX)}, ${steepest.activation.title} keeps the largest slope, |f′| = ${slope}${rest}`;
}

function parametersOf(traced: readonly Traced[], { parameters = {} }: DerivativesOptions): string {
  return traced
    .filter(({ activation: { id, parameters: own } }) => id in parameters || own.some(({ trainable }) => trainable))
    .map(({ activation }) => {
      const given = parameters[activation.id];
      const values = activation.parameters.map(
        ({ name, symbol, initial }) => `${symbol} = ${formatNumber(given?.[name] ?? initial)}`,
      );
      return `${activation.title}: ${values.join(', ')}${given === undefined ? ' (initial)' : ''}.`;
    })
    .join(' ');
}
