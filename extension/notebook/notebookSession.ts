import { EventEmitter, type NotebookCell, type NotebookController, type NotebookDocument } from 'vscode';
import type { KernelClient } from '../../kernels/client/kernelClient';
import { KernelFailure } from '../../kernels/client/kernelFailure';
import type { CellError, KernelEvents } from '../../kernels/notebook/wire';
import type { CellDiagnostics } from './cellDiagnostics';
import { CellExecution } from './cellExecution';
import type { CellOutputs } from './cellOutputs';
import { DisplayOwners } from './displayOwners';
import { ExecutionQueue, type QueuedTask } from './executionQueue';
import type { FullLogs } from './fullLogs';
import { HeldWrites } from './heldWrites';
import type { KernelState } from './kernelState';
import type { Questions } from './questions';

export interface SessionDependencies {
  controller: NotebookController;
  diagnostics: CellDiagnostics;
  fullLogs: FullLogs;
  questions: Questions;
  startKernel(notebook: NotebookDocument): Promise<KernelClient>;
  /** Tells a kernel where its notebook lies now. */
  moveKernel(kernel: KernelClient, notebook: NotebookDocument): Promise<void>;
  onMoved(before: NotebookDocument, notebook: NotebookDocument): void;
  /** Everything that has no cell to go to. */
  log(text: string): void;
  onActivation(activation: KernelEvents['activation']): void;
  onSeries(notebook: NotebookDocument, series: KernelEvents['defineSeries']): void;
  onPoints(notebook: NotebookDocument, points: Float64Array): void;
  onKernelStarted(notebook: NotebookDocument): void;
  /** The user pressed stop: interrupts, and offers more when that does not help. */
  onStopRequested(session: NotebookSession): void;
}

/** One notebook and its kernel: starts it with the first cell, feeds it one cell at a time, tells what became of it. */
export class NotebookSession {
  private current: KernelState = { phase: 'off' };
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly queue = new ExecutionQueue();
  private readonly executions = new Map<string, CellExecution>();
  private readonly displays = new DisplayOwners();
  private kernel: Promise<KernelClient> | undefined;
  private running: CellExecution | undefined;
  private order = 0;
  /** While the notebook is between two documents, where no cell starts or ends either. */
  private readonly held = new HeldWrites();
  private hasMoved = false;

  constructor(
    private document: NotebookDocument,
    private readonly deps: SessionDependencies,
  ) {}

  get notebook(): NotebookDocument {
    return this.document;
  }

  get state(): KernelState {
    return this.current;
  }

  run(cells: readonly NotebookCell[]): Promise<void> {
    return this.queue.enqueue(cells.map((cell) => this.cellTask(cell)));
  }

  /** Waits for the cells queued before it, then has the kernel to itself: what a measurement needs. */
  async runAlone<T>(work: (kernel: KernelClient) => Promise<T>): Promise<T> {
    let outcome: Promise<T> = Promise.reject(new Error('The kernel was stopped before it came to this.'));
    outcome.catch(() => undefined);
    const task: QueuedTask = {
      run: async () => {
        outcome = this.whileBusy(work);
        await outcome;
        return true;
      },
      abort: () => undefined,
    };
    await this.queue.enqueue([task]);
    return outcome;
  }

  /** A look at a kernel that is there and idle; undefined otherwise: a look starts nothing and waits for nothing. */
  async look<T>(work: (kernel: KernelClient) => Promise<T>): Promise<T | undefined> {
    if (this.current.phase !== 'idle') return undefined;
    const kernel = await this.kernel;
    return kernel && work(kernel);
  }

  /** Stops what runs and drops what waits; what the notebook defined so far stays. False: it does not listen. */
  async interrupt(): Promise<boolean> {
    this.queue.abortWaiting();
    const kernel = await this.kernel?.catch(() => undefined);
    return (await kernel?.interrupt()) !== 'unresponsive';
  }

  /** Ends the kernel, and with it all variables; the next cell starts a fresh one. */
  async restart(): Promise<void> {
    this.queue.abortWaiting();
    const kernel = await this.kernel?.catch(() => undefined);
    this.kernel = undefined;
    await kernel?.shutdown();
    this.order = 0;
    this.setState({ phase: 'off' });
  }

  /** The notebook's file is about to be renamed: VS Code makes another document of it, which is not there yet. */
  async holdOutputs(): Promise<void> {
    this.held.hold();
    await this.running?.flushed();
  }

  /** The rename did not happen, or has: what was held is written now. */
  releaseOutputs(): void {
    this.held.release();
  }

  /** The notebook is another document now: its kernel and its variables go along. */
  moveTo(notebook: NotebookDocument): void {
    this.document = notebook;
    this.hasMoved = true;
    this.held.hold();
    this.changed.fire();
  }

  /** All that the notebook showed is in its new document: what runs goes on there. */
  arriveIn(notebook: NotebookDocument): void {
    if (notebook !== this.document) return;
    for (const [id, execution] of this.executions) {
      if (execution.cell.notebook === notebook) continue;
      const { index } = execution.cell;
      if (index >= 0 && index < notebook.cellCount) execution.moveTo(notebook.cellAt(index));
      else this.executions.delete(id);
    }
    this.releaseOutputs();
  }

  async dispose(): Promise<void> {
    this.held.drop();
    await this.restart();
    this.changed.dispose();
  }

  private cellTask(cell: NotebookCell): QueuedTask {
    const execution = new CellExecution(cell, this.deps.controller, this.deps.fullLogs, this.deps.log);
    this.remember(execution);
    execution.onStop(() => this.deps.onStopRequested(this));
    return { run: () => this.runCell(execution), abort: () => execution.abort() };
  }

  private async runCell(execution: CellExecution): Promise<boolean> {
    await this.held.released();
    const request = execution.start(++this.order);
    this.deps.diagnostics.clear(execution.cell);
    this.running = execution;
    try {
      const reply = await this.whileBusy((kernel) => kernel.execute(request));
      await this.held.released();
      if (reply.status === 'interrupted') this.deps.questions.withdraw({ executionId: execution.id });
      await execution.end(reply);
      if (reply.status === 'error') this.deps.diagnostics.show(this.notebook.getCells(), reply.error);
      return reply.status === 'ok';
    } catch (failure) {
      await this.held.released();
      await execution.fail(errorOf(failure));
      return false;
    } finally {
      this.running = undefined;
    }
  }

  private async whileBusy<T>(work: (kernel: KernelClient) => Promise<T>): Promise<T> {
    this.kernel ??= this.start();
    const kernel = await this.kernel;
    // Between two cells: the one that runs during a move goes on where it began.
    if (this.hasMoved) await this.deps.moveKernel(kernel, this.notebook);
    this.hasMoved = false;
    this.setPhase('busy');
    try {
      return await work(kernel);
    } finally {
      this.setPhase('idle');
    }
  }

  private async start(): Promise<KernelClient> {
    this.setState({ phase: 'starting' });
    try {
      this.hasMoved = false;
      const kernel = await this.deps.startKernel(this.notebook);
      this.listen(kernel);
      this.deps.onKernelStarted(this.notebook);
      this.setState({ phase: 'idle', backend: undefined });
      return kernel;
    } catch (failure) {
      this.kernel = undefined;
      this.setState({ phase: 'dead', reason: errorOf(failure).message });
      throw failure;
    }
  }

  private listen(kernel: KernelClient): void {
    const { deps } = this;
    kernel.on('stream', ({ executionId, name, text }) =>
      this.write(executionId, (outputs) => outputs.stream(name, text), text),
    );
    kernel.on('display', (display) =>
      this.write(this.displays.ownerOf(display), (outputs) => outputs.display(display)),
    );
    kernel.on('clear', ({ executionId, wait }) => this.write(executionId, (outputs) => outputs.clear(wait)));
    kernel.on('lateError', ({ executionId, error }) =>
      this.write(executionId, (outputs) => outputs.error(error), `${error.stack}\n`),
    );
    kernel.on('input', (question) => deps.questions.put(kernel, question));
    kernel.on('activation', (activation) => deps.onActivation(activation));
    kernel.on('defineSeries', (series) => deps.onSeries(this.notebook, series));
    kernel.on('pointValues', (points) => deps.onPoints(this.notebook, points));
    kernel.on('backend', (backend) => {
      if (this.current.phase === 'idle' || this.current.phase === 'busy') this.setState({ ...this.current, backend });
    });
    kernel.on('ended', ({ failure, expected }) => {
      deps.questions.withdraw({ kernel });
      if (!expected) this.kernelDied(failure.described);
    });
  }

  private kernelDied({ message }: CellError): void {
    this.kernel = undefined;
    this.queue.abortWaiting();
    this.setState({ phase: 'dead', reason: message });
  }

  private write(executionId: string | null, use: (outputs: CellOutputs) => void, text = ''): void {
    if (this.held.take(() => this.write(executionId, use, text))) return;
    const execution = executionId === null ? this.running : this.executions.get(executionId);
    if (execution) execution.write(use, text);
    else this.deps.log(text);
  }

  /** Late output finds its cell through this; a cell's older runs are forgotten. */
  private remember(execution: CellExecution): void {
    for (const [id, { cell }] of this.executions) {
      if (cell !== execution.cell && cell.index >= 0) continue;
      this.executions.delete(id);
      this.displays.forget(id);
    }
    this.executions.set(execution.id, execution);
  }

  private setPhase(phase: 'idle' | 'busy'): void {
    if (this.current.phase === 'idle' || this.current.phase === 'busy') this.setState({ ...this.current, phase });
  }

  private setState(state: KernelState): void {
    this.current = state;
    this.changed.fire();
  }
}

function errorOf(failure: unknown): CellError {
  if (failure instanceof KernelFailure) return failure.described;
  if (failure instanceof Error) return { name: failure.name, message: failure.message, stack: failure.stack ?? '' };
  return { name: 'KernelError', message: String(failure), stack: '' };
}
