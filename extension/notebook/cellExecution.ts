import type { NotebookCell, NotebookCellExecution, NotebookController } from 'vscode';
import type { CellError, ExecuteReply, ExecuteRequest } from '../../kernels/notebook/wire';
import { CellOutputs } from './cellOutputs';
import type { FullLogs } from './fullLogs';

/** Late output comes in bursts (a timer that prints): one reopening of the cell for all of a quarter second. */
const lateDelay = 250;

interface LateWords {
  use(outputs: CellOutputs): void;
  text: string;
}

/**
 * One run of one cell, from the click to the last late line. VS Code takes output only between start and end,
 * so what arrives afterwards reopens the cell for a moment, with its first times and mark kept.
 */
export class CellExecution {
  readonly id: string;
  private place: NotebookCell;
  private execution: NotebookCellExecution;
  private readonly outputs: CellOutputs;
  private startedAt: number | undefined;
  private stop: (() => void) | undefined;
  private ended: { success: boolean; at: number; order: number | undefined } | undefined;
  private late: LateWords[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(
    cell: NotebookCell,
    private readonly controller: NotebookController,
    logs: FullLogs,
    /** For what can no longer be shown. */
    private readonly log: (text: string) => void,
  ) {
    this.id = crypto.randomUUID();
    this.place = cell;
    this.execution = controller.createNotebookCellExecution(cell);
    this.outputs = new CellOutputs(this.execution, () => logs.createFor(cell));
  }

  get cell(): NotebookCell {
    return this.place;
  }

  /** Goes on in the same cell of the document that the notebook has become. */
  moveTo(cell: NotebookCell): void {
    this.place = cell;
    if (this.ended) {
      this.outputs.moveTo(this.execution);
      return;
    }
    const order = this.execution.executionOrder;
    this.execution = this.controller.createNotebookCellExecution(cell);
    this.outputs.moveTo(this.execution);
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

  end(reply: ExecuteReply): Promise<void> {
    return reply.status === 'ok' ? this.finish(true) : this.fail(reply.error);
  }

  async fail(error: CellError): Promise<void> {
    await this.finish(false, error);
  }

  /** Resolves when VS Code has taken what was written. */
  flushed(): Promise<void> {
    return this.outputs.flushed();
  }

  /** Never started: an earlier cell failed, or the user stopped the notebook. */
  abort(): void {
    this.execution.end(undefined);
  }

  /**
   * Writes now while the cell runs, soon after it has ended.
   * @param text the same in words, for the log when the cell cannot take it any more
   */
  write(use: (outputs: CellOutputs) => void, text: string): void {
    if (!this.ended) use(this.outputs);
    else if (this.late.push({ use, text }) === 1) setTimeout(() => this.writeLateInTurn(), lateDelay);
  }

  /** It took until now: how long the editor needs to show what was printed is no time of the cell's. */
  private async finish(success: boolean, error?: CellError): Promise<void> {
    const at = Date.now();
    await this.outputs.flushed();
    if (error) this.outputs.error(error);
    await this.outputs.flushed();
    this.ended = { success, at, order: this.execution.executionOrder };
    this.execution.end(success, at);
  }

  /** VS Code has one execution of a cell at a time. */
  private writeLateInTurn(): void {
    this.writing = this.writing.then(() => this.writeLate()).catch((error: unknown) => this.log(`${error}\n`));
  }

  private async writeLate(): Promise<void> {
    const { ended, late } = this;
    this.late = [];
    if (!ended || this.cell.index < 0 || this.cell.notebook.isClosed) return;
    let execution: NotebookCellExecution;
    try {
      execution = this.controller.createNotebookCellExecution(this.cell);
    } catch {
      // The cell is running again: its new run owns the outputs now, so the old run's words go to the log.
      const place = `${this.cell.document.uri.fsPath}, cell ${this.cell.index + 1}`;
      this.log(`(late output of ${place}, which is running again)\n${late.map(({ text }) => text).join('')}`);
      return;
    }
    this.outputs.continueIn(execution);
    execution.executionOrder = ended.order;
    execution.start(this.startedAt);
    for (const { use } of late) use(this.outputs);
    await this.outputs.flushed();
    execution.end(ended.success, ended.at);
  }
}
