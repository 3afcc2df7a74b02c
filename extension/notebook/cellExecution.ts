import type { NotebookCell, NotebookCellExecution, NotebookController } from 'vscode';
import type { CellError, ExecuteReply, ExecuteRequest } from '../../kernels/notebook/wire';
import { CellOutputs } from './cellOutputs';

/** Late output comes in bursts (a timer that prints): one reopening of the cell for all of a quarter second. */
const lateDelay = 250;

/**
 * One run of one cell, from the click to the last late line. VS Code takes output only between start and end,
 * so what arrives afterwards reopens the cell for a moment, with its first times and mark kept.
 */
export class CellExecution {
  readonly id: string;
  private place: NotebookCell;
  private execution: NotebookCellExecution;
  private outputs: CellOutputs;
  private startedAt: number | undefined;
  private stop: (() => void) | undefined;
  private ended: { success: boolean | undefined; at: number; order: number | undefined } | undefined;
  private late: ((outputs: CellOutputs) => void)[] = [];

  constructor(
    cell: NotebookCell,
    private readonly controller: NotebookController,
    private readonly overflow: (text: string) => void,
  ) {
    this.id = crypto.randomUUID();
    this.place = cell;
    this.execution = controller.createNotebookCellExecution(cell);
    this.outputs = new CellOutputs(this.execution, overflow);
  }

  get cell(): NotebookCell {
    return this.place;
  }

  /** Goes on in the same cell of the document that the notebook has become. */
  moveTo(cell: NotebookCell): void {
    this.place = cell;
    if (this.ended) {
      this.outputs = this.outputs.movedTo(this.execution);
      return;
    }
    const order = this.execution.executionOrder;
    this.execution = this.controller.createNotebookCellExecution(cell);
    this.outputs = this.outputs.movedTo(this.execution);
    if (this.stop) this.onStop(this.stop);
    if (this.startedAt === undefined) return;
    this.execution.executionOrder = order;
    this.execution.start(this.startedAt);
  }

  start(order: number): ExecuteRequest {
    this.startedAt = Date.now();
    this.execution.executionOrder = order;
    this.execution.start(this.startedAt);
    this.outputs.clear(false);
    return {
      executionId: this.id,
      cellId: this.cell.document.uri.toString(),
      cellNumber: this.cell.index + 1,
      language: this.cell.document.languageId === 'javascript' ? 'javascript' : 'typescript',
      source: this.cell.document.getText(),
    };
  }

  onStop(listener: () => void): void {
    this.stop = listener;
    this.execution.token.onCancellationRequested(listener);
  }

  async end(reply: ExecuteReply): Promise<void> {
    if (reply.status !== 'ok') this.outputs.error(reply.error);
    await this.outputs.flushed();
    this.finish(reply.status === 'ok');
  }

  async fail(error: CellError): Promise<void> {
    this.outputs.error(error);
    await this.outputs.flushed();
    this.finish(false);
  }

  /** Resolves when VS Code has taken what was written. */
  flushed(): Promise<void> {
    return this.outputs.flushed();
  }

  /** Never started: an earlier cell failed, or the user stopped the notebook. */
  abort(): void {
    this.finish(undefined);
  }

  /** Writes now while the cell runs, soon after it has ended. */
  write(use: (outputs: CellOutputs) => void): void {
    if (!this.ended) use(this.outputs);
    else if (this.late.push(use) === 1) setTimeout(() => void this.writeLate(), lateDelay);
  }

  private finish(success: boolean | undefined): void {
    const at = Date.now();
    this.ended = { success, at, order: this.execution.executionOrder };
    this.execution.end(success, success === undefined ? undefined : at);
  }

  private async writeLate(): Promise<void> {
    const { ended, late } = this;
    this.late = [];
    if (!ended || this.cell.index < 0 || this.cell.notebook.isClosed) return;
    try {
      const execution = this.controller.createNotebookCellExecution(this.cell);
      this.outputs = this.outputs.continuedBy(execution);
      execution.executionOrder = ended.order;
      execution.start(this.startedAt);
      for (const use of late) use(this.outputs);
      await this.outputs.flushed();
      execution.end(ended.success, ended.at);
    } catch {
      // The cell is running again: its new run owns the outputs now, so the old run's words go to the log.
      this.overflow(
        `(late output of ${this.cell.document.uri.fsPath}, cell ${this.cell.index + 1}, which is running again)\n`,
      );
    }
  }
}
