import { resolve } from 'node:path';
import { KernelClient } from '../client/kernelClient';
import {
  errorOutput,
  formatNotebook,
  languageOf,
  type Notebook,
  type NotebookCell,
  sourceOf,
  withIds,
} from '../notebook/ipynb';
import type { CellLanguage, ExecuteReply } from '../notebook/wire';
import { CellOutputs } from './cellOutputs';
import { MetricsSummary } from './metricsSummary';
import { Terminal } from './terminal';
import { writeAtomically } from './writeAtomically';

interface RunOptions {
  file: string;
  output: string;
  kernelDirectory: string;
}

const exitInterrupted = 130;

/** One notebook, from the first cell to the last or to the first error; what ran is written in either case. */
export class NotebookRun {
  private readonly notebook: Notebook;
  private readonly terminal = new Terminal();
  private readonly outputs = new CellOutputs();
  private readonly metrics = new MetricsSummary();
  private lateErrors = 0;
  private stopping = false;

  constructor(
    notebook: Notebook,
    private readonly options: RunOptions,
  ) {
    this.notebook = withIds(notebook);
  }

  async run(): Promise<number> {
    const { file, output, kernelDirectory } = this.options;
    const kernel = await KernelClient.start({ kernelDirectory, notebookPath: file });
    this.listen(kernel);
    const stop = () => void this.stop(kernel);
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    try {
      const succeeded = await this.runCells(kernel);
      await writeAtomically(resolve(output), formatNotebook(this.notebook));
      this.summarise(output);
      if (this.stopping) return exitInterrupted;
      return succeeded && this.lateErrors === 0 ? 0 : 1;
    } finally {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      await kernel.shutdown();
    }
  }

  private listen(kernel: KernelClient): void {
    this.outputs.listen(kernel);
    this.metrics.listen(kernel);
    kernel.on('stream', (event) => this.terminal.stream(event));
    kernel.on('display', (event) => this.terminal.display(event));
    kernel.on('backend', ({ backend, device }) => this.terminal.line(`Backend: ${backend} (${device})`));
    kernel.on('lateError', ({ error }) => {
      this.lateErrors++;
      this.terminal.error(error.stack);
    });
  }

  /** False when a cell failed: those after it are left as they were. */
  private async runCells(kernel: KernelClient): Promise<boolean> {
    const cells = this.notebook.cells.filter(({ cell_type }) => cell_type === 'code');
    for (const [index, cell] of cells.entries()) {
      const source = sourceOf(cell);
      if (this.stopping) return false;
      const language = languageOf(cell, this.notebook);
      if (source.trim() === '') continue;
      this.terminal.heading(`[${index + 1}/${cells.length}] ${firstLine(source)}`);
      if (!language) {
        this.terminal.line('    left out: it is written in another language');
        continue;
      }
      const reply = await this.runCell(kernel, cell, index + 1, language);
      if (reply.status !== 'ok') return false;
    }
    return true;
  }

  private async runCell(
    kernel: KernelClient,
    cell: NotebookCell,
    number: number,
    language: CellLanguage,
  ): Promise<ExecuteReply> {
    const cellId = cell.id ?? String(number);
    this.outputs.begin(cellId, cell);
    cell.execution_count = number;
    // Cells are numbered as an editor shows them: text cells count too.
    const cellNumber = this.notebook.cells.indexOf(cell) + 1;
    const reply = await kernel.execute({ executionId: cellId, cellId, cellNumber, language, source: sourceOf(cell) });
    this.terminal.settleDisplays();
    if (reply.status !== 'ok') {
      this.outputs.add(cell, errorOutput(reply.error));
      this.terminal.error(reply.error.stack);
    }
    this.terminal.line(`    ${reply.status === 'ok' ? 'done' : reply.status} in ${seconds(reply.durationMs)}`);
    return reply;
  }

  /** Ctrl+C: the running cell is stopped, and what ran so far is written. Again, or when that does not help: killed. */
  private async stop(kernel: KernelClient): Promise<void> {
    if (this.stopping) return kernel.kill('it was stopped by Ctrl+C');
    this.stopping = true;
    this.terminal.error('Stopping… (Ctrl+C again to kill the kernel)');
    if ((await kernel.interrupt()) === 'unresponsive') await kernel.kill('it did not react to Ctrl+C');
  }

  private summarise(output: string): void {
    const curves = this.metrics.lines();
    if (curves.length > 0) this.terminal.heading('Metrics');
    for (const line of curves) this.terminal.line(`  ${line}`);
    this.terminal.line(`Written: ${output}`);
  }
}

function firstLine(source: string): string {
  const line = source.split('\n').find((text) => text.trim()) ?? '';
  return line.length > 70 ? `${line.slice(0, 69)}…` : line;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 0)} s`;
}
