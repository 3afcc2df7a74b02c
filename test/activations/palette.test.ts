import { describe, expect, it } from 'vitest';
import { activations, lineStyleOf } from '../../kernels/activations';

const styles = activations.map(({ id }) => ({ id, ...lineStyleOf(id) }));

describe('lineStyleOf', () => {
  it('keeps the eye on TeLU and xIELU', () => {
    expect(lineStyleOf('telu')).toEqual({ light: '#d55e00', dark: '#ff8a3d', dash: [], width: 2 });
    expect(lineStyleOf('TanhExp')).toEqual(lineStyleOf('telu'));
  });

  it('tells any two activations apart, by colour or dash', () => {
    const looks = styles.map(({ light, dash }) => `${light} ${dash}`);
    expect(new Set(looks).size).toBe(looks.length);
  });

  it.each(styles)('gives $id a contrast of 3:1 on both backgrounds', ({ light, dark }) => {
    expect(contrast(light, '#ffffff')).toBeGreaterThanOrEqual(3);
    expect(contrast(dark, '#1e1e1e')).toBeGreaterThanOrEqual(3);
  });

  it('gives each the look it came with, whatever came later', () => {
    expect(lineStyleOf('leakyRelu')).toEqual({
      light: '#8c564b',
      dark: '#c9917f',
      dash: [10, 3, 2, 3, 2, 3],
      width: 1.5,
    });
    expect(lineStyleOf('tanh')).toEqual({ light: '#8c564b', dark: '#c9917f', dash: [1, 4], width: 1.5 });
  });

  it('has looks left for activations that a notebook defines', () => {
    const mine = Array.from({ length: 40 - styles.length }, (_, i) => lineStyleOf(`mine ${i}`));
    const looks = [...styles, ...mine].map(({ light, dash }) => `${light} ${dash}`);
    expect(new Set(looks).size).toBe(40);
  });

  it('answers for a name that is not in the catalogue, the same each time', () => {
    expect(lineStyleOf('my own')).toEqual(lineStyleOf('my own'));
  });
});

/** WCAG 2.2: (lighter + 0.05) / (darker + 0.05) of the relative luminances. */
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((p, q) => p - q);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
