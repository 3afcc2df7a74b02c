import type { KernelClient } from '../client/kernelClient';
import type { LogFolder } from '../client/printed/logFolder';
import { PrintedText } from '../client/printed/printedText';
import {
  appendText,
  displayOutput,
  errorOutput,
  type NotebookCell,
  type NotebookOutput,
  resultOutput,
  streamOutput,
} from '../notebook/ipynb';
import type { KernelEvents } from '../notebook/wire';

/** One cell that has begun. */
interface Begun {
  cell: NotebookCell;
  outputs: NotebookOutput[];
  printed: PrintedText;
  /** What stands there of a cell that printed more than is kept in the notebook. */
  excess: { notice: NotebookOutput; tail: NotebookOutput } | undefined;
  /** The next output takes the place of all before it. */
  clearBeforeNext: boolean;
}

/**
 * Collects the kernel's outputs into the cells of a notebook, by execution, as a notebook editor would. Of a cell that
 * prints very much the notebook holds the beginning and the end, and says which file holds all of it.
 */
export class CellOutputs {
  private readonly cells = new Map<string, Begun>();
  private readonly displays = new Map<string, NotebookOutput>();

  constructor(private readonly logs: LogFolder) {}

  listen(kernel: Pick<KernelClient, 'on'>): void {
    kernel.on('stream', ({ executionId, name, text }) => this.stream(this.of(executionId), name, text));
    kernel.on('display', (display) => this.display(this.of(display.executionId), display));
    kernel.on('clear', ({ executionId, wait }) => {
      const begun = this.of(executionId);
      if (begun && wait) begun.clearBeforeNext = true;
      else if (begun) this.clear(begun);
    });
    kernel.on('lateError', ({ executionId, error }) => this.add(this.of(executionId), errorOutput(error)));
  }

  begin(executionId: string, cell: NotebookCell): void {
    const outputs: NotebookOutput[] = [];
    cell.outputs = outputs;
    const printed = this.printedBy(cell);
    this.cells.set(executionId, { cell, outputs, printed, excess: undefined, clearBeforeNext: false });
  }

  fail(executionId: string, output: NotebookOutput): void {
    const begun = this.of(executionId);
    if (begun) this.showExcess(begun);
    this.add(begun, output);
  }

  /** Before the notebook is written: what was printed too much is told as of now. */
  settle(): void {
    for (const begun of this.cells.values()) this.showExcess(begun);
  }

  private of(executionId: string | null): Begun | undefined {
    return executionId === null ? undefined : this.cells.get(executionId);
  }

  private add(begun: Begun | undefined, output: NotebookOutput): void {
    if (begun?.clearBeforeNext) this.clear(begun);
    begun?.outputs.push(output);
  }

  private display(begun: Begun | undefined, { bundle, displayId, update, isResult }: KernelEvents['display']): void {
    const output = isResult ? resultOutput(bundle, begun?.cell.execution_count ?? null) : displayOutput(bundle);
    const shown = displayId === undefined ? undefined : this.displays.get(displayId);
    if (update && shown) Object.assign(shown, output);
    else {
      this.add(begun, output);
      if (displayId !== undefined) this.displays.set(displayId, output);
    }
  }

  /** Text that follows text of the same stream is one output. */
  private stream(begun: Begun | undefined, name: 'stdout' | 'stderr', text: string): void {
    if (begun?.clearBeforeNext) this.clear(begun);
    const shown = begun?.printed.add(text);
    if (!begun || !shown) return;
    const last = begun.outputs.at(-1);
    if (last?.output_type === 'stream' && last.name === name) appendText(last.text, shown);
    else begun.outputs.push(streamOutput(name, shown));
  }

  private showExcess(begun: Begun): void {
    const { printed, outputs } = begun;
    if (!printed.logPath) return;
    const notice = displayOutput({ 'text/plain': printed.reference });
    const tail = streamOutput('stdout', printed.tail);
    if (begun.excess) {
      Object.assign(begun.excess.notice, notice);
      Object.assign(begun.excess.tail, tail);
    } else {
      begun.excess = { notice, tail };
      outputs.push(notice, tail);
    }
  }

  private clear(begun: Begun): void {
    begun.outputs.splice(0);
    begun.printed = this.printedBy(begun.cell);
    begun.excess = undefined;
    begun.clearBeforeNext = false;
  }

  private printedBy(cell: NotebookCell): PrintedText {
    return new PrintedText(() => this.logs.create(`cell ${cell.execution_count}`));
  }
}
