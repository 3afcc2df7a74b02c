import * as vscode from 'vscode';
import type { BenchmarkReport, BenchmarkRequest } from '../../kernels/lab/benchmark';
import { panelIds } from '../contributions';
import { PanelHost } from './panelHost';
import type { BenchmarkHost, BenchmarkPage, BenchmarkState } from './protocol';
import { savePicture } from './saveFile';

const lastResult = 'benchmark.lastResult';

/** Progress, then the report of the benchmark. The last report outlives the window. */
export class BenchmarkPanel implements BenchmarkHost, vscode.Disposable {
  private readonly host: PanelHost<BenchmarkPage, BenchmarkHost>;
  private readonly stopRequested = new vscode.EventEmitter<void>();
  private readonly runRequested = new vscode.EventEmitter<BenchmarkRequest | undefined>();
  private state: BenchmarkState;
  readonly onDidRequestStop = this.stopRequested.event;
  /** Undefined: the user asked for a benchmark, but of nothing in particular. */
  readonly onDidRequestRun = this.runRequested.event;
  readonly savePicture = savePicture;

  constructor(
    extensionUri: vscode.Uri,
    private readonly memory: vscode.Memento,
  ) {
    this.state = memory.get<BenchmarkState>(lastResult) ?? { kind: 'empty' };
    const spec = { viewType: panelIds.benchmark, title: 'Benchmark', entry: 'benchmark' } as const;
    this.host = new PanelHost<BenchmarkPage, BenchmarkHost>(extensionUri, spec, this);
  }

  show(): void {
    this.host.show();
  }

  showRunning(request: BenchmarkRequest): void {
    this.become({ kind: 'running', request, done: 0, total: 0, label: '', stopping: false });
    this.show();
  }

  /** News of a benchmark that is no longer running is ignored. */
  showProgress(done: number, total: number, label: string): void {
    if (this.state.kind === 'running') this.become({ ...this.state, done, total, label });
  }

  showReport(report: BenchmarkReport): void {
    this.become({ kind: 'report', request: this.request(), report });
    void this.memory.update(lastResult, this.state);
  }

  showError(message: string): void {
    this.become({ kind: 'error', request: this.request(), message });
  }

  ready(): void {
    this.host.post({ method: 'show', params: [this.state] });
  }

  stop(): void {
    if (this.state.kind !== 'running') return;
    this.become({ ...this.state, stopping: true });
    this.stopRequested.fire();
  }

  run(request: BenchmarkRequest | undefined): void {
    this.runRequested.fire(request);
  }

  dispose(): void {
    this.host.dispose();
    this.stopRequested.dispose();
    this.runRequested.dispose();
  }

  private become(state: BenchmarkState): void {
    this.state = state;
    this.ready();
  }

  private request(): BenchmarkRequest | undefined {
    return this.state.kind === 'empty' ? undefined : this.state.request;
  }
}

export function registerBenchmarkPanel(context: vscode.ExtensionContext): BenchmarkPanel {
  const panel = new BenchmarkPanel(context.extensionUri, context.workspaceState);
  context.subscriptions.push(panel);
  return panel;
}
