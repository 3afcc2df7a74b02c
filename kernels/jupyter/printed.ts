import { randomUUID } from 'node:crypto';
import type { LogFolder } from '../client/printed/logFolder';
import { PrintedText } from '../client/printed/printedText';
import type { Execution } from './executions';
import type { Content } from './message';

/** While a cell goes on printing, the count is brought up to date this often. */
const refreshMs = 1000;

type Publish = (type: string, content: Content) => void;

interface CellPrint {
  text: PrintedText;
  notice: string | undefined;
  shownAt: number;
  /** The end has been shown: what still comes is late. */
  isOver: boolean;
}

/**
 * Streams of cells, no more than a front end and the notebook's file can take: a server drops what comes faster than a
 * megabyte a second, and a browser chokes. All of it is in a file, whose path the cell names.
 */
export class Printed {
  private readonly cells = new WeakMap<Execution, CellPrint>();

  constructor(private readonly logs: LogFolder) {}

  stream(execution: Execution, name: 'stdout' | 'stderr', text: string, publish: Publish): void {
    const cell = this.of(execution);
    const shown = cell.text.add(text);
    if (shown) publish('stream', { name, text: shown });
    const isDue = performance.now() - cell.shownAt > refreshMs;
    if (cell.text.logPath && (isDue || cell.isOver)) this.note(cell, publish);
  }

  /** The cell has ended: its last lines stand below, where results are looked for. */
  end(execution: Execution, publish: Publish): void {
    const cell = this.cells.get(execution);
    if (!cell?.text.logPath) return;
    this.note(cell, publish);
    publish('stream', { name: 'stdout', text: cell.text.tail });
    cell.isOver = true;
  }

  clear(execution: Execution): void {
    this.cells.delete(execution);
  }

  private note(cell: CellPrint, publish: Publish): void {
    const isFirst = cell.notice === undefined;
    cell.notice ??= randomUUID();
    cell.shownAt = performance.now();
    const data = { 'text/plain': cell.text.reference };
    const content = { data, metadata: {}, transient: { display_id: cell.notice } };
    publish(isFirst ? 'display_data' : 'update_display_data', content);
  }

  private of(execution: Execution): CellPrint {
    const known = this.cells.get(execution);
    if (known) return known;
    const text = new PrintedText(() => this.logs.create(`cell ${execution.count}`));
    const cell = { text, notice: undefined, shownAt: Number.NEGATIVE_INFINITY, isOver: false };
    this.cells.set(execution, cell);
    return cell;
  }
}
