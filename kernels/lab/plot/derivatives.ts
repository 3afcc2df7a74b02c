import { currentHost } from '../currentHost';
import { topMargin } from './axes';
import { composeDerivativePanels, derivativePanelsHeight } from './derivativePanels';
import { derivativesMessage, derivativesSubtitle, slopesInWords } from './derivativesWords';
import { composeFigure, composeLegend, type Figure } from './figure';
import { legendSample } from './lines';
import { traceActivation } from './tracedActivation';

export interface DerivativesOptions {
  /** Catalogue ids, drawn in this order. */
  activations?: readonly string[];
  /** The range of x. */
  range?: readonly [number, number];
  /** Parameter values by activation: `{ xielu: { alphaP: 0.3 } }`; initial ones when absent. */
  parameters?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  title?: string;
}

const defaultSet = ['relu', 'gelu', 'silu', 'telu', 'xielu'];
const width = 640;

/** Shows f and f′ side by side: `lab.plot.derivatives(['relu', 'telu', 'xielu'])`. */
export function derivatives(what?: readonly string[] | DerivativesOptions): void {
  const { svg, text } = derivativesFigure(what);
  currentHost().display({ 'image/svg+xml': svg, 'text/plain': text });
}

export function derivativesFigure(what: readonly string[] | DerivativesOptions = {}): Figure {
  const {
    activations = defaultSet,
    range = [-5, 3],
    parameters = {},
    title,
  } = isIds(what) ? { activations: what } : what;
  if (activations.length === 0) {
    throw new RangeError("No activation to draw. Name some: lab.plot.derivatives(['telu']).");
  }
  if (!(range[0] < range[1]))
    throw new RangeError(`The range of x runs from ${range[0]} to ${range[1]}. Give [low, high].`);
  const traced = activations.map((id) => traceActivation(id, range, parameters[id]));
  const entries = traced.map(({ activation, style }) => ({ name: activation.title, sample: legendSample(style) }));
  const legend = composeLegend(entries, width);
  return composeFigure({
    width,
    height: legend.height + derivativePanelsHeight,
    title: title ?? derivativesMessage(traced),
    subtitle: derivativesSubtitle(traced),
    body: legend.markup + composeDerivativePanels(traced, range, width, legend.height + topMargin),
    text: slopesInWords(traced),
  });
}

function isIds(what: readonly string[] | DerivativesOptions): what is readonly string[] {
  return Array.isArray(what);
}
