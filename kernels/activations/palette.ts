import { activations } from './catalogue';
import { findActivation } from './find';

/** How an activation is drawn everywhere: panels, notebook figures, reports. */
export interface LineStyle {
  /** Colour on a light background, and on a dark one. */
  light: string;
  dark: string;
  /** Lengths of stroke and gap in pixels, as canvas and SVG take them; empty is solid. */
  dash: number[];
  /** Pixels. */
  width: number;
}

const solid: number[] = [];
const dashed = [6, 4];
const dotted = [2, 3];
const dashDot = [8, 3, 2, 3];
const longDash = [12, 4];

const named: Readonly<Record<string, LineStyle>> = {
  relu: { light: '#6b6b6b', dark: '#a8a8a8', dash: solid, width: 1 },
  telu: { light: '#d55e00', dark: '#ff8a3d', dash: solid, width: 2 },
  xielu: { light: '#0072b2', dark: '#4fb0e8', dash: solid, width: 2 },
  gelu: { light: '#009e73', dark: '#35c79b', dash: dashed, width: 1.5 },
  silu: { light: '#b0568f', dark: '#e08cc0', dash: dotted, width: 1.5 },
  mish: { light: '#b88600', dark: '#e6b422', dash: dashDot, width: 1.5 },
  elu: { light: '#3a8fc4', dark: '#7cc4ee', dash: longDash, width: 1.5 },
};

/** For the others, in catalogue order: at least 3:1 on white and on #1e1e1e, apart from the colours above. */
const colours = [
  ['#7a5195', '#b78ad6'],
  ['#8c564b', '#c9917f'],
  ['#4b7f1f', '#8fc45a'],
  ['#c2334d', '#f07a8e'],
  ['#2f6f73', '#6fc0c4'],
] as const;
const dashes = [
  [4, 2],
  [10, 3, 2, 3, 2, 3],
  [1, 4],
  [14, 6],
];

export function lineStyleOf(activationId: string): LineStyle {
  const id = findActivation(activationId)?.id ?? activationId;
  const style = named[id] ?? nextInOrder(id);
  return { ...style, dash: [...style.dash] };
}

/** Colours and dashes go round at different lengths, so that twenty activations pass before a pair returns. */
function nextInOrder(id: string): LineStyle {
  const others = activations.filter((activation) => !(activation.id in named)).map((activation) => activation.id);
  const place = others.includes(id) ? others.indexOf(id) : others.length;
  const [light, dark] = colours[place % colours.length] ?? colours[0];
  return { light, dark, dash: dashes[place % dashes.length] ?? solid, width: 1.5 };
}
