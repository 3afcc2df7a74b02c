import { encode } from 'fast-png';
import {
  type Axis,
  bottomMargin,
  composePanel,
  leftMarginOf,
  type Panel,
  topMargin,
} from '../../kernels/lab/plot/axes';
import { composeFigure } from '../../kernels/lab/plot/figure';
import { type Place, stroke, withLineStyles } from '../../kernels/lab/plot/lines';
import { element } from '../../kernels/lab/plot/svg';
import type { VariableValues } from '../../kernels/notebook/variables/report';
import { type Range, range } from './range';

const width = 640;
const height = 320;
const bins = 40;
/** No activation's colour: those belong to the activations. */
const [plain] = withLineStyles([{ activation: undefined }]);
/** Wider than the figure has pixels: each column then shows its least and its largest value. */
const columns = 600;

/** A figure that fits the values: a picture for what has rows and columns, a line for a list, else a histogram. */
export function variableFigure(name: string, given: VariableValues): string {
  const { shape, values, size } = given;
  const numbers = values.map((value) => value ?? Number.NaN);
  const spread = range(numbers);
  const part = size > values.length ? `The first ${values.length.toLocaleString('en')} of ` : '';
  const bad = values.filter((value) => value === null).length;
  const notFinite = bad > 0 ? ` ${bad.toLocaleString('en')} are NaN or infinite.` : '';
  const said = `${part}${size.toLocaleString('en')} values, shape [${shape.join(', ')}].${notFinite}`;
  if (!spread) return figure(name, said, '', 0);
  const channels = shape.length === 3 ? (shape[2] ?? 0) : 1;
  const isPicture =
    !part &&
    shape.every((length) => length > 1 || shape.length === 3) &&
    (shape.length === 2 || (shape.length === 3 && [1, 3].includes(channels)));
  if (isPicture) {
    const picture = { width: shape[1] ?? 1, height: shape[0] ?? 1, channels: channels as 1 | 3 };
    return figure(name, `${said} ${scaleWords(spread)}`, pictureBody(numbers, picture, spread), height);
  }
  if (shape.length <= 1) return figure(name, said, lineBody(numbers, spread), height + bottomMargin);
  return figure(`How the values of ${name} are spread`, said, histogramBody(numbers, spread), height + bottomMargin);
}

function figure(title: string, subtitle: string, body: string, bodyHeight: number): string {
  return composeFigure({ width, height: bodyHeight, title, subtitle, body, text: '' }).svg;
}

const scaleWords = ({ least, most }: Range) =>
  `Black is ${Number(least.toPrecision(3))}, white ${Number(most.toPrecision(3))}.`;

interface Size {
  width: number;
  height: number;
  channels: 1 | 3;
}

function pictureBody(values: readonly number[], size: Size, { least, most }: Range): string {
  const scale = 255 / (most - least || 1);
  const data = Uint8Array.from(values, (value) => Math.round((value - least) * scale));
  const href = `data:image/png;base64,${Buffer.from(encode({ ...size, depth: 8, data })).toString('base64')}`;
  const place = { x: 0, y: 0, width, height, preserveAspectRatio: 'xMinYMin meet' };
  return element('image', { ...place, href, style: 'image-rendering:pixelated' });
}

function lineBody(values: readonly number[], { least, most }: Range): string {
  const panel = panelOf(
    { title: 'index', domain: [0, Math.max(1, values.length - 1)], wholeNumbers: true },
    { title: 'value', domain: padded(least, most), nice: true },
  );
  const places = extremes(values).map(([index, value]): Place => [panel.x(index), panel.y(value)]);
  return panel.markup + (plain ? stroke(places, plain.style) : '');
}

function histogramBody(values: readonly number[], { least, most }: Range): string {
  const counts = new Array<number>(bins).fill(0);
  const step = (most - least || 1) / bins;
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.floor((value - least) / step));
    if (Number.isFinite(value)) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const panel = panelOf(
    { title: 'value', domain: [least, least + step * bins] },
    { title: 'how many', domain: [0, Math.max(...counts)], nice: true },
  );
  return panel.markup + counts.map((count, bin) => bar(panel, least + bin * step, step, count)).join('');
}

function bar({ x, y }: Panel, from: number, step: number, count: number): string {
  const { light, dark } = plain?.style ?? {};
  const box = {
    x: x(from) + 0.5,
    y: y(count),
    width: Math.max(0.5, x(from + step) - x(from) - 1),
    height: y(0) - y(count),
  };
  return element('rect', { ...box, fill: light, class: 'al-band', style: `--al-dark:${dark}` });
}

function panelOf(x: Axis, y: Axis): Panel {
  const left = leftMarginOf(y);
  return composePanel({ left, top: topMargin, width: width - left - 20, height: height - topMargin }, x, y);
}

function padded(least: number, most: number): [number, number] {
  return least === most ? [least - 1, most + 1] : [least, most];
}

/** Every value, or of each column its two ends, so that no peak is lost. */
function extremes(values: readonly number[]): [index: number, value: number][] {
  const all = values
    .map((value, index): [number, number] => [index, value])
    .filter(([, value]) => Number.isFinite(value));
  if (all.length <= 2 * columns) return all;
  return Array.from({ length: columns }, (_, column) => {
    const own = all.slice(
      Math.floor((column * all.length) / columns),
      Math.floor(((column + 1) * all.length) / columns),
    );
    const sorted = [...own].sort(([, a], [, b]) => a - b);
    const ends = [sorted[0], sorted.at(-1)].filter((end) => end !== undefined);
    return ends.sort(([a], [b]) => a - b);
  }).flat();
}
