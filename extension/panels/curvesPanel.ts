import type * as vscode from 'vscode';
import { panelIds } from '../contributions';
import type { RunChange, RunStore } from '../runs/runStore';
import { runsAsCsv } from '../runs/runsAsCsv';
import { PanelHost } from './panelHost';
import type { CurvesHost, CurvesPage } from './protocol';
import { saveFile, savePicture } from './saveFile';

export interface CurvesPanelDeps {
  runs: RunStore;
  openFirstNotebook(): void;
  /** Whether the panel may open by itself when a run starts: a setting, asked each time. */
  opensByItself(): boolean;
}

/** Live training curves. Opens beside the notebook with the first run; once closed by hand, waits for a new kernel. */
export class CurvesPanel implements CurvesHost, vscode.Disposable {
  private readonly host: PanelHost<CurvesPage, CurvesHost>;
  private readonly subscriptions: vscode.Disposable[];
  private isUnwanted = false;
  readonly savePicture = savePicture;

  constructor(
    extensionUri: vscode.Uri,
    private readonly deps: CurvesPanelDeps,
  ) {
    this.host = new PanelHost<CurvesPage, CurvesHost>(
      extensionUri,
      { viewType: panelIds.curves, title: 'Curves', entry: 'curves' },
      this,
    );
    this.subscriptions = [
      deps.runs.onDidChange((change) => this.follow(change)),
      this.host.onDidClose(() => {
        this.isUnwanted = true;
      }),
    ];
  }

  show(): void {
    this.isUnwanted = false;
    this.host.show();
  }

  ready(): void {
    this.host.post({ method: 'hydrate', params: [this.deps.runs.snapshot()] });
  }

  openFirstNotebook(): void {
    this.deps.openFirstNotebook();
  }

  exportCsv(): void {
    const content = new TextEncoder().encode(runsAsCsv(this.deps.runs.snapshot()));
    void saveFile('activation-lab-runs.csv', content, { CSV: ['csv'] });
  }

  clearRuns(): void {
    this.deps.runs.clear();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.host.dispose();
  }

  private follow(change: RunChange): void {
    if (change.kind === 'sessionStarted') this.isUnwanted = false;
    if (change.kind === 'defined') {
      if (!this.host.isOpen && !this.isUnwanted && this.deps.opensByItself()) this.host.show();
      this.host.post({ method: 'define', params: [change.series] });
    }
    if (change.kind === 'added') this.host.post({ method: 'append', params: [change.points] });
    if (change.kind === 'removed') this.host.post({ method: 'remove', params: [change.keys] });
    if (change.kind === 'restored' || change.kind === 'renamed') this.ready();
  }
}

export function registerCurvesPanel(context: vscode.ExtensionContext, deps: CurvesPanelDeps): CurvesPanel {
  const panel = new CurvesPanel(context.extensionUri, deps);
  context.subscriptions.push(panel);
  return panel;
}
