import { type NotebookCellExecution, NotebookCellOutput, NotebookCellOutputItem } from 'vscode';
import type { FullLog } from '../../kernels/client/printed/fullLog';
import type { CellError, KernelEvents } from '../../kernels/notebook/wire';
import { errorOutputOf } from './errorOutput';
import { outputItemsOf } from './outputItems';
import { PrintedOutputs } from './printedOutputs';

type StreamName = KernelEvents['stream']['name'];

/** VS Code grows slow with many outputs in a cell: after so many changes of stream, both go into one. */
const mostStreams = 200;

const streamItem = (name: StreamName, text: string) =>
  name === 'stdout' ? NotebookCellOutputItem.stdout(text) : NotebookCellOutputItem.stderr(text);

/** Writes one run's outputs into its cell, in the order they arrived. */
export class CellOutputs {
  private openStream: { name: StreamName; output: NotebookCellOutput } | undefined;
  private streams = 0;
  private readonly displays = new Map<string, NotebookCellOutput>();
  /** Shown in the document that this notebook was before it was moved: nothing can be written into those any more. */
  private readonly leftBehind = new Set<string>();
  private readonly printed: PrintedOutputs;
  private clearBeforeNext = false;
  private written: Thenable<void> = Promise.resolve();

  constructor(
    private execution: NotebookCellExecution,
    createLog: () => FullLog,
  ) {
    this.printed = new PrintedOutputs(createLog);
  }

  stream(name: StreamName, text: string): void {
    if (this.clearBeforeNext) this.clearNow();
    const shown = this.printed.add(text);
    if (shown) this.appendText(name, shown);
    if (this.printed.isDue) this.written = this.printed.show(this.execution);
  }

  display({ bundle, displayId, update }: KernelEvents['display']): void {
    const shown = displayId === undefined ? undefined : this.displays.get(displayId);
    if (shown) {
      this.written = this.execution.replaceOutputItems(outputItemsOf(bundle), shown);
      return;
    }
    // An update of a display that a clear removed has nowhere to go.
    if (update && !(displayId !== undefined && this.leftBehind.delete(displayId))) return;
    const output = new NotebookCellOutput(outputItemsOf(bundle));
    this.append(output);
    if (displayId !== undefined) this.displays.set(displayId, output);
  }

  error(error: CellError): void {
    this.append(errorOutputOf(error));
  }

  clear(wait: boolean): void {
    if (wait) this.clearBeforeNext = true;
    else this.clearNow();
  }

  /** VS Code takes output through a running execution only: a later one of the same cell goes on with the outputs. */
  continueIn(execution: NotebookCellExecution): void {
    this.execution = execution;
  }

  /** Goes on below the outputs that the document brought along from where it was. */
  moveTo(execution: NotebookCellExecution): void {
    this.execution = execution;
    for (const id of this.displays.keys()) this.leftBehind.add(id);
    this.displays.clear();
    this.openStream = undefined;
    this.printed.leaveBehind();
  }

  /** Resolves when VS Code has taken everything written so far, and what is only shown now and then is up to date. */
  async flushed(): Promise<void> {
    await this.written;
    await this.printed.show(this.execution);
  }

  private appendText(name: StreamName, text: string): void {
    const open = this.openStream;
    if (open && (open.name === name || this.streams > mostStreams)) {
      this.written = this.execution.appendOutputItems([streamItem(open.name, text)], open.output);
      return;
    }
    const output = new NotebookCellOutput([streamItem(name, text)]);
    this.append(output);
    this.openStream = { name, output };
    this.streams++;
  }

  private append(output: NotebookCellOutput): void {
    if (this.clearBeforeNext) this.clearNow();
    this.openStream = undefined;
    this.written = this.execution.appendOutput(output);
  }

  private clearNow(): void {
    this.clearBeforeNext = false;
    this.openStream = undefined;
    this.streams = 0;
    this.displays.clear();
    this.leftBehind.clear();
    this.printed.clear();
    this.written = this.execution.clearOutput();
  }
}
