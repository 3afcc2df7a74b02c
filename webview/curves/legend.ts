import type { LineLook } from '../chart/lineLook';
import { element } from '../dom';
import { alignedNumbers, stepNumber } from '../numbers';
import { swatch } from '../swatch';
import { directionOf, type MetricKind, type Standing } from './message';

export interface LegendLine {
  name: string;
  look: LineLook;
  isHidden: boolean;
}

export interface LegendState {
  lines: readonly LegendLine[];
  /** Values of the lines that have one at `step`. */
  standings: readonly Standing[];
  kind: MetricKind;
  /** The step under the pointer; undefined: the last one of each line. */
  step: number | undefined;
}

/** The legend as a table of values: a click hides a line, a double click shows it alone. */
export class Legend {
  readonly element = element('table', { class: 'values' });
  private rows = '';
  private toggles: HTMLElement[] = [];
  private cells: HTMLElement[][] = [];
  private readonly head = element('th', { scope: 'col', class: 'number' });

  constructor(private readonly actions: { toggle(name: string): void; isolate(name: string): void }) {}

  show({ lines, standings, kind, step }: LegendState): void {
    this.arrange(lines);
    this.head.textContent = `${kind.metric} ${step === undefined ? 'at the end' : `at ${kind.stepUnit} ${stepNumber(step)}`}`;
    const shown = standings.filter(({ name }) => lines.some((line) => line.name === name && !line.isHidden));
    const means = alignedNumbers(shown.map(({ mean }) => mean));
    const deviations = alignedNumbers(
      shown.map(({ sd }) => sd),
      2,
    );
    const best = bestOf(shown, kind.metric);
    lines.forEach((line, i) => {
      const at = shown.findIndex(({ name }) => name === line.name);
      const standing = shown[at];
      const texts = standing
        ? [
            means[at] ?? '',
            standing.count > 1 ? `± ${deviations[at]}` : '',
            String(standing.count),
            standing === best ? 'best' : '',
          ]
        : ['', '', '', ''];
      this.cells[i]?.forEach((cell, column) => {
        cell.textContent = texts[column] ?? '';
        cell.classList.toggle('best', standing !== undefined && standing === best);
      });
    });
  }

  /** Rows stay the same elements while the names do: the second click of two must find the row of the first. */
  private arrange(lines: readonly LegendLine[]): void {
    const wanted = JSON.stringify(lines.map(({ name }) => name));
    if (wanted !== this.rows) this.build(lines);
    this.rows = wanted;
    lines.forEach(({ name, look, isHidden }, i) => {
      const toggle = this.toggles[i];
      toggle?.setAttribute('aria-pressed', String(!isHidden));
      const drawn = JSON.stringify(look);
      if (!toggle || toggle.dataset.look === drawn) return;
      toggle.dataset.look = drawn;
      toggle.replaceChildren(swatch(look), name);
    });
  }

  private build(lines: readonly LegendLine[]): void {
    this.toggles = lines.map(({ name }) => this.toggleOf(name));
    this.cells = lines.map(() => ['number', 'number', 'number', 'word'].map((kind) => element('td', { class: kind })));
    const rows = this.toggles.map((toggle, i) =>
      element('tr', {}, [element('th', { scope: 'row' }, [toggle]), ...(this.cells[i] ?? [])]),
    );
    const titles = [
      element('th', { scope: 'col' }),
      this.head,
      ...['± sd', 'runs'].map((text) => element('th', { scope: 'col', class: 'number' }, [text])),
      element('th', { scope: 'col' }),
    ];
    this.element.replaceChildren(element('thead', {}, [element('tr', {}, titles)]), element('tbody', {}, rows));
  }

  private toggleOf(name: string): HTMLElement {
    const made = element('button', { class: 'line', title: 'Click: hide or show. Double-click: only this one.' });
    made.addEventListener('click', () => this.actions.toggle(name));
    made.addEventListener('dblclick', () => this.actions.isolate(name));
    return made;
  }
}

/** The best mean, where the metric has a direction and all lines have come equally far. */
function bestOf(standings: readonly Standing[], metric: string): Standing | undefined {
  const direction = directionOf(metric);
  if (direction === 0 || new Set(standings.map(({ step }) => step)).size !== 1 || standings.length < 2)
    return undefined;
  return standings.reduce((a, b) => (direction * (b.mean - a.mean) > 0 ? b : a));
}
