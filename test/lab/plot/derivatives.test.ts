import { describe, expect, it } from 'vitest';
import { plot } from '../../../kernels/lab/index';
import { derivativesFigure } from '../../../kernels/lab/plot/derivatives';
import { installRecordingHost, lastText } from '../support/recordingHost';
import { pathsOf, placesOf, textsOf, wellFormed } from '../support/svgReading';

describe('plot.derivatives', () => {
  it('draws each activation twice with its own colours, and names it once', () => {
    const { svg } = derivativesFigure(['relu', 'telu', 'xielu']);
    expect(wellFormed(svg)).toBe(true);
    // A sample in the legend, f and f′.
    expect(pathsOf(svg).filter(({ stroke }) => stroke === '#d55e00')).toHaveLength(3);
    for (const name of ['ReLU', 'TeLU', 'xIELU', 'f(x)', 'f′(x)', 'x']) expect(textsOf(svg)).toContain(name);
  });

  it('says in the title which slope survives on the left', () => {
    // f′(−3): ReLU 0, TeLU −0.0992, xIELU 0.8·(e⁻³ − 1) + 0.5 = −0.260
    const { text } = derivativesFigure(['relu', 'telu', 'xielu']);
    expect(text.split('\n')).toEqual([
      'At x = −3, xIELU keeps the largest slope, |f′| = 0.260; ReLU has none',
      'f on the left, its derivative f′ on the right. xIELU: αp = 0.800, αn = 0.800, β = 0.500 (initial).',
      'ReLU: f′(−3) = 0',
      'TeLU: f′(−3) = −0.0992',
      'xIELU: f′(−3) = −0.260',
    ]);
  });

  it('takes parameters and says so', () => {
    const { text } = derivativesFigure({ activations: ['xielu'], parameters: { xielu: { alphaN: 1.5 } } });
    expect(text).toContain('αn = 1.50');
    expect(text).not.toContain('(initial)');
  });

  it('is clear about an activation that does not exist', () => {
    expect(() => derivativesFigure(['tellu'])).toThrow(/no activation "tellu"/);
    expect(() => derivativesFigure([])).toThrow(/No activation to draw/);
    expect(() => derivativesFigure({ range: [3, -5] })).toThrow(/Give \[low, high\]/);
  });

  it('cuts a curve that leaves instead of flattening the others, but not a lone one', () => {
    const highest = (svg: string) => {
      const [, , slope] = pathsOf(svg).filter(({ stroke }) => stroke === '#0072b2');
      return Math.min(...placesOf(slope?.d).map(([, y]) => y));
    };
    // xIELU's slope at 3 is 5.3: above its frame (a negative place) beside others, inside it alone.
    expect(highest(derivativesFigure(['relu', 'xielu']).svg)).toBeLessThan(0);
    expect(highest(derivativesFigure(['xielu']).svg)).toBeGreaterThan(0);
  });

  it('shows itself as SVG and in words', () => {
    const host = installRecordingHost();
    plot.derivatives(['telu']);
    expect(Object.keys(host.displays[0]?.[0] ?? {})).toEqual(['image/svg+xml', 'text/plain']);
    expect(lastText(host)).toContain('TeLU: f and f′');
  });
});
