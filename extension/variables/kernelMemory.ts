import { type Disposable, EventEmitter, type NotebookDocument, window } from 'vscode';
import type { VariablesReport } from '../../kernels/notebook/variables/report';
import type { NotebookSessions } from '../notebook/notebookSessions';

/** "Run All" is idle for a moment between two cells: looked at only when it lasts. */
const quietMs = 150;
const mostRows = 1000;

/** What the kernel of the notebook in front last told of its variables: asked after each cell, never while one runs. */
export class KernelMemory {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly reports = new WeakMap<NotebookDocument, VariablesReport>();
  private timer: NodeJS.Timeout | undefined;
  private areRowsWanted = false;
  private last: NotebookDocument | undefined;
  private readonly subscriptions: Disposable[];

  constructor(readonly sessions: NotebookSessions) {
    const refreshSoon = () => this.refreshSoon();
    this.subscriptions = [
      this.changed,
      sessions.onDidChange(refreshSoon),
      window.onDidChangeActiveNotebookEditor(refreshSoon),
    ];
  }

  /** The notebook that was in front last: a figure of it may be there now. */
  get front(): NotebookDocument | undefined {
    this.last = window.activeNotebookEditor?.notebook ?? this.last;
    return this.last?.isClosed ? undefined : this.last;
  }

  of(notebook: NotebookDocument): VariablesReport | undefined {
    return this.reports.get(notebook);
  }

  /** Rows are described only while somebody sees them. */
  wantRows(wanted: boolean): void {
    this.areRowsWanted = wanted;
    if (wanted) this.refreshSoon();
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), quietMs);
  }

  private async refresh(): Promise<void> {
    const notebook = this.front;
    if (!notebook) return this.changed.fire();
    const session = this.sessions.find(notebook);
    const phase = session?.state.phase;
    if (phase === 'busy') return;
    if (phase !== 'idle') this.reports.delete(notebook);
    // A kernel that ends meanwhile is told by its own state.
    const look = session?.look((kernel) => kernel.variables(this.areRowsWanted ? mostRows : 0));
    const report = await look?.catch(() => undefined);
    if (report) this.reports.set(notebook, report);
    this.changed.fire();
  }
}
