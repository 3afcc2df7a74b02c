import { type Activation, curveOf, lineStyleOf } from '../../kernels/activations';

/** Small pictures of an activation for menus and hovers: SVG as a data URI, coloured for the editor's theme. */
export type PictureTheme = 'light' | 'dark';

const ink = {
  light: { foreground: '#3b3b3b', grid: '#d8d8d8', axis: '#9a9a9a' },
  dark: { foreground: '#cccccc', grid: '#3a3a3a', axis: '#7d7d7d' },
} as const;

/** 16 by 16: the curve from −3 to 3 with the axes through 0. */
export function curveIcon(activation: Activation, theme: PictureTheme): string {
  const place = ([x, y]: Point): Point => [8 + x * 2.5, 11 - Math.min(Math.max(y, -1.6), 3.6) * 2.5];
  const curve = sample(curveOf(activation).f, -3, 3, 48).map(place);
  const axes = `M0 11H16M8 0V16`;
  return picture(
    16,
    16,
    `<path d="${axes}" stroke="${ink[theme].axis}" stroke-width=".6" fill="none"/>${line(curve, lineStyleOf(activation.id)[theme], 1.8)}`,
  );
}

/** Pixels: with the lines above it as tall as a hover may be before it scrolls. */
export const plotHeight = 104;

/** f solid and f′ dashed from −4 to 4, with numbers on the axes. */
export function curvePlot(activation: Activation, theme: PictureTheme): string {
  const [width, height, left, top, right, bottom] = [280, plotHeight, 24, 8, 26, 18];
  const [low, high] = [-1.5, 4];
  const place = ([x, y]: Point): Point => [
    left + ((x + 4) / 8) * (width - left - right),
    top + ((high - y) / (high - low)) * (height - top - bottom),
  ];
  const { f, derivative } = curveOf(activation);
  const colour = lineStyleOf(activation.id)[theme];
  const { foreground, grid, axis } = ink[theme];
  const rule = (from: Point, to: Point, stroke: string) => line([from, to].map(place), stroke, 1);
  const label = (at: Point, text: string, anchor: string, dx: number, dy: number) => {
    const [x, y] = place(at);
    return `<text x="${round(x + dx)}" y="${round(y + dy)}" text-anchor="${anchor}" fill="${foreground}">${text}</text>`;
  };
  const clip = `<clipPath id="c"><rect x="${left}" y="${top}" width="${width - left - right}" height="${height - top - bottom}"/></clipPath>`;
  const grids = [-4, -2, 2, 4].map((x) => rule([x, low], [x, high], grid)).join('');
  const rows = [-1, 1, 2, 3].map((y) => rule([-4, y], [4, y], grid)).join('');
  const zero = rule([0, low], [0, high], axis) + rule([-4, 0], [4, 0], axis);
  const xs = [-4, -2, 0, 2, 4].map((x) => label([x, low], sign(x), 'middle', 0, 13)).join('');
  const ys = [-1, 0, 1, 2, 3].map((y) => label([-4, y], sign(y), 'end', -5, 4)).join('');
  const curves =
    line(sample(derivative, -4, 4, 200).map(place), foreground, 1.2, '4 3') +
    line(sample(f, -4, 4, 200).map(place), colour, 2);
  const ends = label([4, clamped(f(4))], 'f', 'start', 5, 4) + label([4, clamped(derivative(4))], 'f′', 'start', 5, 4);
  const font = `<g font-family="sans-serif" font-size="10">${xs}${ys}${ends}</g>`;
  return picture(width, height, `${clip}${grids}${rows}${zero}<g clip-path="url(#c)">${curves}</g>${font}`);

  function clamped(y: number): number {
    return Math.min(Math.max(y, low), high);
  }
}

type Point = readonly [x: number, y: number];

function sample(f: (x: number) => number, from: number, to: number, steps: number): Point[] {
  return Array.from({ length: steps + 1 }, (_, i) => {
    const x = from + ((to - from) * i) / steps;
    return [x, f(x)];
  });
}

function line(points: readonly Point[], stroke: string, width: number, dash = ''): string {
  const path = points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
  const dashes = dash ? ` stroke-dasharray="${dash}"` : '';
  return `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${width}"${dashes} stroke-linejoin="round"/>`;
}

function picture(width: number, height: number, body: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}

/** Far out of the picture is far enough. */
function round(value: number): number {
  return Math.round(Math.min(Math.max(value, -1e4), 1e4) * 10) / 10;
}

function sign(value: number): string {
  return String(value).replace('-', '−');
}
