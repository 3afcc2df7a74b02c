import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from '../../kernels/notebook/modules/nearest';

describe('nearest', () => {
  it.each([
    ['same', 'same', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['depe', 'deep', 1],
    ['ab', 'ba', 1],
  ])('counts the edits from %s to %s', (from, to, edits) => {
    expect(editDistance(from, to)).toBe(edits);
    expect(editDistance(to, from)).toBe(edits);
  });

  it('suggests what is near, and nothing when nothing is', () => {
    expect(nearest('utill', ['other', 'util', 'until'])).toBe('util');
    expect(nearest('Readme', ['readme.md', 'README'])).toBe('README');
    expect(nearest('tensor', ['layers', 'model'])).toBeUndefined();
    expect(nearest('x', [])).toBeUndefined();
  });
});
