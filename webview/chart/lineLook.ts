import { findActivation, type LineStyle, lineStyleOf } from '../../kernels/activations';
import type { ChartColor, Theme } from '../theme';

export interface LineLook {
  stroke: string;
  dash: number[];
  width: number;
}

/** For runs that name no activation, in the order they appear. */
const others: readonly LineStyle[] = [
  { light: '#7a4fbf', dark: '#b79bf0', dash: [8, 4], width: 1.5 },
  { light: '#a6483c', dark: '#ef9a8d', dash: [2, 3], width: 1.5 },
  { light: '#00707a', dark: '#5cc8d0', dash: [8, 3, 2, 3], width: 1.5 },
  { light: '#5d6d00', dark: '#b9cc4c', dash: [12, 4], width: 1.5 },
];

/**
 * An activation's own colour and dash; `order` is for the ones outside the catalogue. High contrast takes the theme's
 * colour of the same family instead, since the user chose it to be seen; dashes and labels still tell lines apart.
 */
export function lookOf(activation: string | undefined, order: number, theme: Theme): LineLook {
  const style = styleOf(activation, order);
  const own = theme.kind === 'light' ? style.light : style.dark;
  return {
    stroke: theme.isHighContrast ? familyColor(own, theme) : own,
    dash: style.dash,
    width: theme.isHighContrast ? style.width + 1 : style.width,
  };
}

function styleOf(activation: string | undefined, order: number): LineStyle {
  if (activation !== undefined && findActivation(activation)) return lineStyleOf(activation);
  return others[order % others.length] ?? lineStyleOf(activation ?? '');
}

/** Hue up to which a colour belongs to a family, degrees. Past the last one it is red again. */
const families: readonly (readonly [upTo: number, ChartColor])[] = [
  [35, 'red'],
  [70, 'yellow'],
  [180, 'green'],
  [250, 'blue'],
  [345, 'purple'],
];

function familyColor(color: string, { chartColors, foreground }: Theme): string {
  const hue = hueOf(color);
  if (hue === undefined) return foreground;
  const family = families.find(([upTo]) => hue < upTo)?.[1] ?? 'red';
  return chartColors[family];
}

/** Degrees; undefined for greys and for what is no #rrggbb. */
function hueOf(color: string): number | undefined {
  const parts = /^#(..)(..)(..)$/.exec(color.trim());
  if (!parts) return undefined;
  const [r = 0, g = 0, b = 0] = parts.slice(1).map((part) => Number.parseInt(part, 16));
  const high = Math.max(r, g, b);
  const spread = high - Math.min(r, g, b);
  if (spread < 24) return undefined;
  const sixth = high === r ? (g - b) / spread : high === g ? 2 + (b - r) / spread : 4 + (r - g) / spread;
  return (sixth * 60 + 360) % 360;
}
