import type * as vscode from 'vscode';
import { panelIds } from '../contributions';
import type { DefinedActivations } from './definedActivations';
import { PanelHost } from './panelHost';
import type { DerivativesHost, DerivativesPage } from './protocol';
import { savePicture } from './saveFile';

/** f and f′ of chosen activations. The page computes; the host knows which ones a command asked for. */
export class DerivativesPanel implements DerivativesHost, vscode.Disposable {
  private readonly host: PanelHost<DerivativesPage, DerivativesHost>;
  private asked: string[] = [];
  private readonly listening: vscode.Disposable;
  readonly savePicture = savePicture;

  constructor(
    extensionUri: vscode.Uri,
    private readonly defined: DefinedActivations,
  ) {
    const spec = { viewType: panelIds.derivatives, title: 'Derivatives', entry: 'derivatives' } as const;
    this.host = new PanelHost<DerivativesPage, DerivativesHost>(extensionUri, spec, this);
    // An open page shows it at once; a closed one offers it when it is opened.
    this.listening = defined.onDidDefine((activation) => this.host.post({ method: 'define', params: [activation] }));
  }

  /** Ids; none: what was shown last, or the page's default. */
  show(activations: string[] = []): void {
    this.asked = activations;
    this.host.show();
    this.tell();
  }

  ready(): void {
    this.host.post({ method: 'hydrate', params: [this.defined.all()] });
    this.tell();
  }

  dispose(): void {
    this.listening.dispose();
    this.host.dispose();
  }

  /** Asked once: what the user ticks afterwards is the page's own state and must not be undone when it comes back. */
  private tell(): void {
    if (this.host.post({ method: 'show', params: [this.asked] })) this.asked = [];
  }
}

export function registerDerivativesPanel(
  context: vscode.ExtensionContext,
  defined: DefinedActivations,
): DerivativesPanel {
  const panel = new DerivativesPanel(context.extensionUri, defined);
  context.subscriptions.push(panel);
  return panel;
}
