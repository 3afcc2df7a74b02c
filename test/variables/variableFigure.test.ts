import { describe, expect, it } from 'vitest';
import { variableFigure } from '../../extension/variables/variableFigure';

const count = (svg: string, tag: string) => svg.split(`<${tag} `).length - 1;

describe('the figure of a variable', () => {
  it('is a picture of what has rows and columns', () => {
    const svg = variableFigure('m', { shape: [2, 3], values: [0, 1, 2, 3, 4, 5], size: 6 });
    expect(count(svg, 'image')).toBe(1);
    expect(svg).toContain('Black is 0, white 5.');
  });

  it('is a line of a list, however long, with its peaks', () => {
    const values = Array.from({ length: 100_000 }, (_, index) => (index === 54_321 ? 1000 : Math.sin(index)));
    const svg = variableFigure('list', { shape: [values.length], values, size: values.length });
    expect(count(svg, 'path')).toBe(1);
    expect(svg).toContain('1,000');
    expect(svg.length).toBeLessThan(60_000);
  });

  it('is a histogram of all else, and of what is only in part here', () => {
    const values = Array.from({ length: 60 }, (_, index) => index);
    expect(count(variableFigure('w', { shape: [3, 4, 5], values, size: 60 }), 'rect')).toBe(40);
    const part = variableFigure('big', { shape: [1000, 1000], values, size: 1_000_000 });
    expect(count(part, 'rect')).toBe(40);
    expect(part).toContain('The first 60 of 1,000,000 values');
  });

  it('says what is not finite, and survives when nothing is', () => {
    expect(variableFigure('n', { shape: [2], values: [null, null], size: 2 })).toContain('2 are NaN or infinite');
    expect(variableFigure('none', { shape: [0], values: [], size: 0 })).toContain('0 values');
    expect(variableFigure('<b>', { shape: [2], values: [1, 1], size: 2 })).toContain('&lt;b&gt;');
  });
});
