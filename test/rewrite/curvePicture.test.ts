import { describe, expect, it } from 'vitest';
import { curveIcon, curvePlot } from '../../extension/rewrite/curvePicture';
import { activations, getActivation, lineStyleOf } from '../../kernels/activations';

function svgOf(uri: string): string {
  expect(uri).toMatch(/^data:image\/svg\+xml;base64,[\w+/=]+$/);
  return Buffer.from(uri.replace(/^.*,/, ''), 'base64').toString('utf8');
}

describe.each(activations)('the pictures of $title', (activation) => {
  it.each(['light', 'dark'] as const)('have its own colour and finite lines (%s)', (theme) => {
    for (const svg of [curveIcon(activation, theme), curvePlot(activation, theme)].map(svgOf)) {
      expect(svg).toContain(lineStyleOf(activation.id)[theme]);
      expect(svg).not.toMatch(/NaN|Infinity/);
    }
  });
});

it('draw the curve where it is', () => {
  const [, path = ''] =
    /<path d="(M0[^"]+)"[^>]*stroke-width="1.8"/.exec(svgOf(curveIcon(getActivation('relu'), 'light'))) ?? [];
  const ys = [...path.matchAll(/[ML][\d.-]+ ([\d.-]+)/g)].map(([, y]) => Number(y));
  expect(ys.slice(0, 20).every((y) => y === 11)).toBe(true);
  expect(Math.min(...ys)).toBeLessThan(5);
});
