import { element } from '../dom';
import { alignedNumbers } from '../numbers';
import { swatch } from '../swatch';
import type { BoxRow } from './boxPlot';

/** The numbers of one pass, units in the header, the fastest marked by a word. */
export function resultTable(rows: readonly BoxRow[], baseline: string): HTMLElement {
  const head = [
    '',
    'median, ms',
    '25 %, ms',
    '75 %, ms',
    `× ${rows.find((row) => row.activation === baseline)?.title ?? 'baseline'}`,
    '',
  ];
  const kinds = ['', 'number', 'number quartile', 'number quartile', 'number', 'word'];
  const lower = alignedNumbers(rows.map(({ q1 }) => q1));
  const upper = alignedNumbers(rows.map(({ q3 }) => q3));
  const medians = alignedNumbers(rows.map(({ median }) => median));
  const ratios = alignedNumbers(rows.map(({ ratio }) => ratio));
  const fastest = Math.min(...rows.map(({ median }) => median));
  const lines = rows.map((row, i) => {
    const isBest = rows.length > 1 && row.median === fastest;
    const texts = [medians[i] ?? '', lower[i] ?? '', upper[i] ?? '', ratios[i] ?? '', isBest ? 'fastest' : ''];
    return element('tr', { class: isBest ? 'best' : '' }, [
      element('th', { scope: 'row' }, [element('span', { class: 'named' }, [swatch(row.look), row.title])]),
      ...texts.map((text, column) => element('td', { class: kinds[column + 1] ?? '' }, [text])),
    ]);
  });
  return element('table', { class: 'values' }, [
    element('thead', {}, [
      element(
        'tr',
        {},
        head.map((text, i) => element('th', { scope: 'col', class: kinds[i] ?? '' }, [text])),
      ),
    ]),
    element('tbody', {}, lines),
  ]);
}
