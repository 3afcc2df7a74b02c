import { describe, expect, it } from 'vitest';
import { History } from '../../kernels/jupyter/history';

function filled(): History {
  const history = new History();
  for (const [index, input] of ['let a', 'a + 1', 'a + 2', 'a + 1'].entries()) history.add(index + 1, input);
  history.setOutput(2, '7');
  return history;
}

describe('history', () => {
  it('gives the tail', () => {
    expect(filled().find({ hist_access_type: 'tail', n: 2 })).toEqual([
      [1, 3, 'a + 2'],
      [1, 4, 'a + 1'],
    ]);
    expect(filled().find({ hist_access_type: 'tail', n: 100, output: true })[1]).toEqual([1, 2, ['a + 1', '7']]);
  });

  it('gives a range of this session, and nothing of others', () => {
    const range = (session: number) => filled().find({ hist_access_type: 'range', session, start: 2, stop: 4 });
    expect(range(0).map(([, line]) => line)).toEqual([2, 3]);
    expect(range(1)).toEqual(range(0));
    expect(range(5)).toEqual([]);
  });

  it('searches by the signs of file names', () => {
    const search = (pattern: string, more = {}) =>
      filled()
        .find({ hist_access_type: 'search', pattern, ...more })
        .map(([, line]) => line);
    expect(search('a + ?')).toEqual([2, 3, 4]);
    expect(search('*')).toEqual([1, 2, 3, 4]);
    expect(search('a + .')).toEqual([]);
    expect(search('a*', { unique: true })).toHaveLength(2);
    expect(search('*', { n: 1 })).toEqual([4]);
  });
});
