import type { KernelClient } from '../client/kernelClient';
import {
  displayOutput,
  errorOutput,
  type NotebookCell,
  type NotebookOutput,
  resultOutput,
  streamOutput,
} from '../notebook/ipynb';

interface StreamText {
  name: 'stdout' | 'stderr';
  text: string;
}

/** Collects the kernel's outputs into the cells of a notebook, by execution, as a notebook editor would. */
export class CellOutputs {
  private readonly cells = new Map<string, NotebookCell>();
  private readonly streams = new WeakMap<NotebookOutput, StreamText>();
  private readonly displays = new Map<string, NotebookOutput>();

  listen(kernel: KernelClient): void {
    kernel.on('stream', ({ executionId, name, text }) => this.addStream(this.cellOf(executionId), name, text));
    kernel.on('display', ({ executionId, bundle, displayId, update, isResult }) => {
      const cell = this.cellOf(executionId);
      const output = isResult ? resultOutput(bundle, cell?.execution_count ?? null) : displayOutput(bundle);
      const shown = displayId === undefined ? undefined : this.displays.get(displayId);
      if (update && shown) Object.assign(shown, output);
      else {
        this.add(cell, output);
        if (displayId !== undefined) this.displays.set(displayId, output);
      }
    });
    kernel.on('clear', ({ executionId }) => this.cellOf(executionId)?.outputs?.splice(0));
    kernel.on('lateError', ({ executionId, error }) => this.add(this.cellOf(executionId), errorOutput(error)));
  }

  begin(executionId: string, cell: NotebookCell): void {
    cell.outputs = [];
    this.cells.set(executionId, cell);
  }

  add(cell: NotebookCell | undefined, output: NotebookOutput): void {
    cell?.outputs?.push(output);
  }

  private cellOf(executionId: string | null): NotebookCell | undefined {
    return executionId === null ? undefined : this.cells.get(executionId);
  }

  /** Text that follows text of the same stream is one output. */
  private addStream(cell: NotebookCell | undefined, name: 'stdout' | 'stderr', text: string): void {
    const outputs = cell?.outputs;
    if (!outputs) return;
    const last = outputs.at(-1);
    const open = last && this.streams.get(last);
    const joined = { name, text: open?.name === name ? open.text + text : text };
    const output = streamOutput(name, joined.text);
    if (open?.name === name) outputs[outputs.length - 1] = output;
    else outputs.push(output);
    this.streams.set(output, joined);
  }
}
