import { findActivation } from './find';
import { styleOrder } from './styleOrder';

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

export const namedStyles: Readonly<Record<string, LineStyle>> = {
  relu: { light: '#6b6b6b', dark: '#a8a8a8', dash: solid, width: 1 },
  telu: { light: '#d55e00', dark: '#ff8a3d', dash: solid, width: 2 },
  xielu: { light: '#0072b2', dark: '#4fb0e8', dash: solid, width: 2 },
  gelu: { light: '#009e73', dark: '#35c79b', dash: dashed, width: 1.5 },
  silu: { light: '#b0568f', dark: '#e08cc0', dash: dotted, width: 1.5 },
  mish: { light: '#b88600', dark: '#e6b422', dash: dashDot, width: 1.5 },
  elu: { light: '#3a8fc4', dark: '#7cc4ee', dash: longDash, width: 1.5 },
};

/** For the others, in the order of `styleOrder`: at least 3:1 on white and on #1e1e1e, apart from the colours above. */
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
/** The second time round, when the pairs above are used up. */
const rarerDashes = [
  [7, 7],
  [5, 2, 1, 2],
  [18, 3, 3, 3],
  [3, 6],
];

export function lineStyleOf(activationId: string): LineStyle {
  const id = findActivation(activationId)?.id ?? activationId;
  const style = namedStyles[id] ?? styleAt(placeOf(id));
  return { ...style, dash: [...style.dash] };
}

/** Colours and dashes go round at different lengths: forty activations pass before a pair returns. */
function styleAt(place: number): LineStyle {
  const [light, dark] = colours[place % colours.length] ?? colours[0];
  const isSecondTime = Math.floor(place / (colours.length * dashes.length)) % 2 === 1;
  const dash = (isSecondTime ? rarerDashes : dashes)[place % dashes.length];
  return { light, dark, dash: dash ?? solid, width: 1.5 };
}

/** What the catalogue lacks is placed as it is asked for, after it. */
const strangers: string[] = [];

function placeOf(id: string): number {
  const shipped = styleOrder.indexOf(id);
  if (shipped >= 0) return shipped;
  if (!strangers.includes(id)) strangers.push(id);
  return styleOrder.length + strangers.indexOf(id);
}
