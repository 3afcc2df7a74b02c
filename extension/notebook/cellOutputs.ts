import { type NotebookCellExecution, NotebookCellOutput, NotebookCellOutputItem } from 'vscode';
import type { CellError, KernelEvents } from '../../kernels/notebook/wire';
import { errorItemOf, outputItemsOf } from './outputItems';

type StreamName = KernelEvents['stream']['name'];

/** VS Code keeps a cell's text in memory and in the file: beyond this many characters it goes to the log instead. */
const textBudget = 1_000_000;

const overBudget = '\nThis cell wrote more than a million characters. The rest is in Output › Activation Lab.\n';

const streamItem = (name: StreamName, text: string) =>
  name === 'stdout' ? NotebookCellOutputItem.stdout(text) : NotebookCellOutputItem.stderr(text);

/** Writes one execution's outputs into its cell, in the order they arrived. */
export class CellOutputs {
  private openStream: { name: StreamName; output: NotebookCellOutput } | undefined;
  private displays = new Map<string, NotebookCellOutput>();
  private characters = 0;
  /** Shown in the document that this notebook was before it was moved: nothing can be written into those any more. */
  private leftBehind = new Set<string>();
  private clearBeforeNext = false;
  private written: Thenable<void> = Promise.resolve();

  constructor(
    private readonly execution: NotebookCellExecution,
    private readonly overflow: (text: string) => void,
  ) {}

  stream(name: StreamName, text: string): void {
    const shown = text.slice(0, Math.max(0, textBudget - this.characters));
    const isFirstOver = this.characters <= textBudget && shown.length < text.length;
    this.characters += text.length;
    if (shown) this.appendText(name, shown);
    if (shown.length < text.length) this.overflow(text.slice(shown.length));
    if (isFirstOver) this.appendText('stderr', overBudget);
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
    if (displayId !== undefined) this.displays.set(displayId, output);
    this.append(output);
  }

  error(error: CellError): void {
    this.append(new NotebookCellOutput([errorItemOf(error)]));
  }

  clear(wait: boolean): void {
    if (wait) this.clearBeforeNext = true;
    else this.clearNow();
  }

  /** The same outputs, written through a later execution of the same cell. */
  continuedBy(execution: NotebookCellExecution): CellOutputs {
    const next = new CellOutputs(execution, this.overflow);
    next.displays = this.displays;
    next.characters = this.characters;
    next.openStream = this.openStream;
    next.leftBehind = this.leftBehind;
    return next;
  }

  /** Goes on below the outputs that the document brought along from where it was. */
  movedTo(execution: NotebookCellExecution): CellOutputs {
    const next = new CellOutputs(execution, this.overflow);
    next.leftBehind = new Set([...this.leftBehind, ...this.displays.keys()]);
    next.characters = this.characters;
    next.clearBeforeNext = this.clearBeforeNext;
    return next;
  }

  /** Resolves when VS Code has taken everything written so far. */
  async flushed(): Promise<void> {
    await this.written;
  }

  private appendText(name: StreamName, text: string): void {
    if (this.openStream?.name === name && !this.clearBeforeNext) {
      this.written = this.execution.appendOutputItems([streamItem(name, text)], this.openStream.output);
      return;
    }
    const output = new NotebookCellOutput([streamItem(name, text)]);
    this.append(output);
    this.openStream = { name, output };
  }

  private append(output: NotebookCellOutput): void {
    if (this.clearBeforeNext) this.clearNow();
    this.openStream = undefined;
    this.written = this.execution.appendOutput(output);
  }

  private clearNow(): void {
    this.clearBeforeNext = false;
    this.openStream = undefined;
    this.displays.clear();
    this.written = this.execution.clearOutput();
  }
}
