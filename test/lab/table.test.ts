import { describe, expect, it } from 'vitest';
import { meanSd, table } from '../../kernels/lab/index';
import { tableBundle } from '../../kernels/lab/table';
import { installRecordingHost, lastText } from './support/recordingHost';

const rows = [
  { name: 'ReLU', accuracy: meanSd([0.84, 0.85]), time: 12.34 },
  { name: 'TeLU', accuracy: meanSd([0.86, 0.87]), time: 9.876 },
  { name: 'xIELU', accuracy: null, time: 111 },
];
const options = {
  columns: ['name', { key: 'accuracy', title: 'validation accuracy' }, { key: 'time', unit: 's' }],
  best: { accuracy: 'max', time: 'min' },
} as const;

describe('table', () => {
  it('aligns numbers at the point, marks the best with a word, states N and units', () => {
    expect(tableBundle(rows, options)['text/plain']).toBe(
      [
        'name   validation accuracy, mean ± sd, N = 2     time (s)',
        '─────  ─────────────────────────────────────  ───────────',
        'ReLU                      0.845 ± 0.007        12.3      ',
        'TeLU                      0.865 ± 0.007 best    9.88 best',
        'xIELU                     –                   111        ',
      ]
        .map((line) => line.trimEnd())
        .join('\n'),
    );
  });

  it('writes Markdown that GitHub shows as a table', () => {
    expect(String(tableBundle(rows, options)['text/markdown']).split('\n').slice(1, 4)).toEqual([
      '| :-- | --: | --: |',
      '| ReLU | 0.845 ± 0.007 | 12.3 |',
      '| TeLU | **0.865 ± 0.007** best | **9.88** best |',
    ]);
  });

  it('marks the best bold in HTML, and lets no markup through', () => {
    const html = String(
      tableBundle(
        [
          { name: '<img src=x>', loss: 1 },
          { name: 'b', loss: 2 },
        ],
        { best: { loss: 'min' } },
      )['text/html'],
    );
    expect(html).toContain('<b>1</b>');
    expect(html).not.toContain('<b>2</b>');
    expect(html).toContain('&lt;img src=x&gt;');
  });

  it('never calls NaN the best, nor the only value', () => {
    const text = (values: number[]) =>
      String(
        tableBundle(
          values.map((loss) => ({ loss })),
          { best: { loss: 'min' } },
        )['text/plain'],
      );
    expect(text([Number.NaN, 2, 1])).toMatch(/NaN\s+2\s+1 best/);
    expect(text([3])).not.toContain('best');
  });

  it('states a range of N when it differs', () => {
    const mixed = [{ loss: meanSd([1, 2]) }, { loss: meanSd([1, 2, 3]) }];
    expect(String(tableBundle(mixed)['text/plain'])).toContain('loss, mean ± sd, N = 2 to 3');
  });

  it('shows itself, all columns of the first row when none are named', () => {
    const host = installRecordingHost();
    table([{ a: 1, b: 'x' }], { caption: 'Two columns' });
    expect(lastText(host)).toBe('Two columns\na  b\n─  ─\n1  x');
  });
});
