import { describe, expect, it } from 'vitest';
import { readArguments } from '../../kernels/cli/notebookArguments';

describe('the words after `npm run notebook --`', () => {
  it.each([
    [['a.ipynb'], { file: 'a.ipynb', output: 'a.executed.ipynb' }],
    [['a.ipynb', '--in-place'], { file: 'a.ipynb', output: 'a.ipynb' }],
    [['--output', 'b.ipynb', 'a.ipynb'], { file: 'a.ipynb', output: 'b.ipynb' }],
    [['notes'], { file: 'notes', output: 'notes.executed.ipynb' }],
  ])('%j', (words, expected) => {
    expect(readArguments(words)).toEqual({ ...expected, parameters: new Map(), timeoutMs: Number.POSITIVE_INFINITY });
  });

  it.each([
    [[], 'Which notebook?'],
    [['a', 'b'], 'One notebook at a time'],
    [['a', '--in-place', '--output', 'b'], 'not both'],
    [['a', '--colour'], '--colour'],
  ])('refuses %j', (words, reason) => {
    expect(readArguments(words)).toContain(reason);
  });
});
