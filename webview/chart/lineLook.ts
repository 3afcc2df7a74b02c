import { findActivation, type LineStyle, lineStyleOf } from '../../kernels/activations';
import type { Theme } from '../theme';

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
 * colours instead, the nearest in hue, since the user chose them to be seen; dashes and labels still tell lines apart.
 */
export function lookOf(activation: string | undefined, order: number, theme: Theme): LineLook {
  const style = styleOf(activation, order);
  const own = theme.kind === 'light' ? style.light : style.dark;
  return {
    stroke: theme.isHighContrast ? nearestInHue(own, theme.chartColors, theme.foreground) : own,
    dash: style.dash,
    width: theme.isHighContrast ? style.width + 1 : style.width,
  };
}

function styleOf(activation: string | undefined, order: number): LineStyle {
  if (activation !== undefined && findActivation(activation)) return lineStyleOf(activation);
  return others[order % others.length] ?? lineStyleOf(activation ?? '');
}

function nearestInHue(color: string, palette: readonly string[], otherwise: string): string {
  const wanted = hueOf(color);
  if (wanted === undefined) return otherwise;
  const colored = palette.flatMap((candidate) => {
    const hue = hueOf(candidate);
    return hue === undefined
      ? []
      : [{ candidate, distance: Math.min(Math.abs(hue - wanted), 360 - Math.abs(hue - wanted)) }];
  });
  return colored.sort((a, b) => a.distance - b.distance)[0]?.candidate ?? otherwise;
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
