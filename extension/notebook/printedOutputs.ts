import { type NotebookCellExecution, NotebookCellOutput, NotebookCellOutputItem } from 'vscode';
import type { FullLog } from '../../kernels/client/printed/fullLog';
import { PrintedText } from '../../kernels/client/printed/printedText';
import { fullLogRenderer } from '../contributions';
import type { FullLogNotice } from '../panels/protocol';

/** While a cell goes on printing, its count and its last lines are brought up to date this often. */
const refreshMs = 1000;

/** What stands in a cell once it has printed more than is shown: how much it was, a link to all of it, its last lines. */
export class PrintedOutputs {
  private text: PrintedText;
  private outputs: { notice: NotebookCellOutput; tail: NotebookCellOutput } | undefined;
  private shownAt = 0;

  constructor(private readonly createLog: () => FullLog) {
    this.text = new PrintedText(createLog);
  }

  /** Returns the part that is to be shown like any other. */
  add(text: string): string {
    return this.text.add(text);
  }

  clear(): void {
    this.text = new PrintedText(this.createLog);
    this.outputs = undefined;
  }

  /** What is shown can no longer be changed: what follows stands below it. */
  leaveBehind(): void {
    this.outputs = undefined;
  }

  get isDue(): boolean {
    return this.text.logName !== undefined && performance.now() - this.shownAt > refreshMs;
  }

  /** Shows the state of now; nothing for a cell that has printed little. */
  async show(execution: NotebookCellExecution): Promise<void> {
    if (!this.text.logName) return;
    this.shownAt = performance.now();
    const items = {
      notice: this.noticeItems(this.text.logName),
      tail: [NotebookCellOutputItem.stdout(this.text.tail)],
    };
    if (this.outputs) {
      const { notice, tail } = this.outputs;
      await execution.replaceOutputItems(items.notice, notice);
      await execution.replaceOutputItems(items.tail, tail);
    } else {
      this.outputs = { notice: new NotebookCellOutput(items.notice), tail: new NotebookCellOutput(items.tail) };
      await execution.appendOutput([this.outputs.notice, this.outputs.tail]);
    }
  }

  private noticeItems(log: string): NotebookCellOutputItem[] {
    const notice: FullLogNotice = { log, text: this.text.summary };
    return [
      NotebookCellOutputItem.json(notice, fullLogRenderer.mimeType),
      NotebookCellOutputItem.text(`${notice.text} The full log can be opened in VS Code where the cell ran.`),
    ];
  }
}
