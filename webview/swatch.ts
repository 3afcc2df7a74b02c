import type { LineLook } from './chart/lineLook';
import { svg } from './dom';

/** A short piece of a line, as a legend shows it. */
export function swatch({ stroke, dash, width }: LineLook): SVGElement {
  const line = svg('line', {
    x1: 1,
    x2: 27,
    y1: 6,
    y2: 6,
    stroke,
    'stroke-width': width + 0.5,
    'stroke-dasharray': dash.join(' '),
  });
  return svg('svg', { class: 'swatch', width: 28, height: 12, viewBox: '0 0 28 12', 'aria-hidden': 'true' }, [line]);
}
