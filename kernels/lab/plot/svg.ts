import { escapeMarkup } from '../markup';

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Two decimals are finer than any screen, and keep figures small. */
function attributeText(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : escapeMarkup(value);
}

/** One SVG element. `content` is markup: text goes through `label`. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const list = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => ` ${key}="${attributeText(value ?? '')}"`)
    .join('');
  return content === '' ? `<${name}${list}/>` : `<${name}${list}>${content}</${name}>`;
}

export interface LabelOptions {
  size?: number;
  anchor?: 'start' | 'middle' | 'end';
  weight?: 'bold' | 'normal';
  /** Secondary text: ticks, axis titles. */
  quiet?: boolean;
}

/** Reads on white and on #1e1e1e; VS Code's own colour replaces it where the figure stands inside the editor. */
const neutral = '#808080';

export function label(text: string, x: number, y: number, options: LabelOptions = {}): string {
  const { size = 12, anchor = 'start', weight, quiet = false } = options;
  return element(
    'text',
    {
      x,
      y,
      fill: neutral,
      class: quiet ? 'al-quiet' : 'al-text',
      'font-size': size,
      'font-weight': weight,
      'text-anchor': anchor === 'start' ? undefined : anchor,
    },
    escapeMarkup(text),
  );
}

export interface SegmentOptions {
  /** 'grid' is light, 'zero' stronger. */
  kind: 'grid' | 'zero';
}

export function segment(x1: number, y1: number, x2: number, y2: number, { kind }: SegmentOptions): string {
  const opacity = kind === 'zero' ? 0.6 : 0.2;
  return element('line', { x1, y1, x2, y2, stroke: neutral, 'stroke-opacity': opacity });
}

/** Close enough to lay text out without a browser; errs on the wide side. */
export function textWidth(text: string, size = 12): number {
  return text.length * size * 0.58;
}

/** Greedy lines no wider than `width`. */
export function wrapText(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
