import { basename, dirname, join, resolve } from 'node:path';
import { KernelClient } from '../client/kernelClient';
import { LogFolder } from '../client/printed/logFolder';
import {
  errorOutput,
  formatNotebook,
  languageOf,
  type Notebook,
  type NotebookCell,
  sourceOf,
  withIds,
} from '../notebook/ipynb';
import type { CellError, CellLanguage, ExecuteReply } from '../notebook/wire';
import { withinLimit } from './cellLimit';
import { CellOutputs } from './cellOutputs';
import { Curves } from './curves';
import type { NotebookArguments } from './notebookArguments';
import { withParameters } from './parameters';
import type { CellResult, RunResult } from './runResult';
import { Terminal } from './terminal';
import { writeAtomically } from './writeAtomically';

export interface RunOptions extends NotebookArguments {
  kernelDirectory: string;
}

/** One notebook, from the first cell to the last or to the first error; what ran is written in either case. */
export class NotebookRun {
  readonly notebook: Notebook;
  private readonly terminal = new Terminal();
  private readonly outputs: CellOutputs;
  private readonly curves = new Curves();
  private readonly lateErrors: CellError[] = [];
  private readonly results: CellResult[];
  private stopping = false;

  constructor(
    notebook: Notebook,
    private readonly options: RunOptions,
  ) {
    this.notebook = withIds(withParameters(notebook, options.parameters));
    this.outputs = new CellOutputs(new LogFolder(join(dirname(resolve(options.output)), 'activation-lab-logs')));
    this.results = this.codeCells().map((cell, index) => ({
      number: index + 1,
      id: cell.id ?? '',
      title: firstLine(sourceOf(cell)),
      status: 'not run',
      durationMs: 0,
    }));
  }

  async run(): Promise<RunResult> {
    const startedAt = performance.now();
    // Before anything runs: a place that cannot be written to is no news for the end of a long night.
    await this.save();
    const kernel = await KernelClient.start({
      kernelDirectory: this.options.kernelDirectory,
      notebookPath: this.options.file,
    });
    this.listen(kernel);
    const stop = () => void this.stop(kernel);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    for (const signal of signals) process.on(signal, stop);
    try {
      const succeeded = await this.runCells(kernel);
      await this.save();
      this.summarise();
      return this.result(succeeded, performance.now() - startedAt);
    } finally {
      for (const signal of signals) process.off(signal, stop);
      await kernel.shutdown();
    }
  }

  private result(succeeded: boolean, durationMs: number): RunResult {
    const failed = !succeeded || this.lateErrors.length > 0;
    return {
      notebook: basename(this.options.file),
      status: this.stopping ? 'interrupted' : failed ? 'error' : 'ok',
      durationMs,
      parameters: Object.fromEntries(this.options.parameters),
      cells: this.results,
      lateErrors: this.lateErrors,
      curves: this.curves.toJSON(),
    };
  }

  private listen(kernel: KernelClient): void {
    this.outputs.listen(kernel);
    this.curves.listen(kernel);
    kernel.on('stream', (event) => this.terminal.stream(event));
    kernel.on('display', (event) => this.terminal.display(event));
    kernel.on('backend', ({ backend, device }) => this.terminal.line(`Backend: ${backend} (${device})`));
    kernel.on('lateError', ({ error }) => {
      this.lateErrors.push(error);
      this.terminal.error(error.stack);
    });
  }

  /** False when a cell failed: those after it are left as they were. */
  private async runCells(kernel: KernelClient): Promise<boolean> {
    for (const [index, cell] of this.codeCells().entries()) {
      const result = this.results[index];
      if (this.stopping || !result) return false;
      if (sourceOf(cell).trim() === '') continue;
      this.terminal.heading(`[${result.number}/${this.results.length}] ${result.title}`);
      const language = languageOf(cell, this.notebook);
      if (!language) {
        this.terminal.line('    left out: it is written in another language');
        continue;
      }
      const reply = await this.runCell(kernel, cell, result.number, language);
      const error = reply.status === 'ok' ? {} : { error: reply.error };
      Object.assign(result, { status: reply.status, durationMs: reply.durationMs, ...error });
      await this.save();
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
    cell.execution_count = number;
    this.outputs.begin(cellId, cell);
    // Cells are numbered as an editor shows them: text cells count too.
    const cellNumber = this.notebook.cells.indexOf(cell) + 1;
    const request = { executionId: cellId, cellId, cellNumber, language, source: sourceOf(cell) };
    const reply = await withinLimit(kernel, this.options.timeoutMs, () => kernel.execute(request));
    this.terminal.settleDisplays();
    if (reply.status !== 'ok') {
      this.outputs.fail(cellId, errorOutput(reply.error));
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

  private codeCells(): NotebookCell[] {
    return this.notebook.cells.filter(({ cell_type }) => cell_type === 'code');
  }

  private save(): Promise<void> {
    this.outputs.settle();
    return writeAtomically(resolve(this.options.output), formatNotebook(this.notebook));
  }

  private summarise(): void {
    const curves = this.curves.lines();
    if (curves.length > 0) this.terminal.heading('Metrics');
    for (const line of curves) this.terminal.line(`  ${line}`);
    this.terminal.line(`Written: ${this.options.output}`);
  }
}

function firstLine(source: string): string {
  const line = source.split('\n').find((text) => text.trim()) ?? '';
  return line.length > 70 ? `${line.slice(0, 69)}…` : line;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 0)} s`;
}
