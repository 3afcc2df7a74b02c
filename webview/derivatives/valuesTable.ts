import type { Activation } from '../../kernels/activations';
import type { LineLook } from '../chart/lineLook';
import { checkbox } from '../controls';
import { element } from '../dom';
import { alignedNumbers, significant } from '../numbers';
import { swatch } from '../swatch';

export interface ValueRow {
  activation: Activation;
  look: LineLook;
}

/** f and f′ of every shown activation at the crosshair; its boxes take them out. */
export class ValuesTable {
  readonly element = element('table', { class: 'values' });
  private readonly head = ['', 'f(x)', 'f′(x)'].map((text, i) =>
    element('th', { scope: 'col', class: i > 0 ? 'number' : '' }, [text]),
  );
  private cells: HTMLElement[][] = [];

  constructor(private readonly remove: (id: string) => void) {}

  arrange(rows: readonly ValueRow[]): void {
    this.cells = rows.map(() => [0, 1].map(() => element('td', { class: 'number' })));
    const lines = rows.map(({ activation, look }, i) => {
      const box = checkbox(activation.title, true, () => this.remove(activation.id));
      box.title = activation.summary;
      return element('tr', {}, [
        element('th', { scope: 'row', class: 'named' }, [swatch(look), box]),
        ...(this.cells[i] ?? []),
      ]);
    });
    this.element.replaceChildren(element('thead', {}, [element('tr', {}, this.head)]), element('tbody', {}, lines));
  }

  show(x: number, f: readonly number[], slope: readonly number[]): void {
    const at = `x = ${significant(x)}`;
    this.head[0]?.replaceChildren(at);
    const columns = [alignedNumbers(f), alignedNumbers(slope)];
    this.cells.forEach((cells, row) => {
      cells.forEach((cell, i) => {
        cell.textContent = columns[i]?.[row] ?? '';
      });
    });
  }
}
