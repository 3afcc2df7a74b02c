import type * as vscode from 'vscode';
import type { WrittenActivation } from '../../kernels/activations/writtenActivation';
import { panelIds } from '../contributions';
import { PanelHost } from './panelHost';
import type { DerivativesHost, DerivativesPage } from './protocol';
import { savePicture } from './saveFile';

/**
 * f and f′ of chosen activations. The page computes; the host knows which ones a command asked for, and what cells have
 * defined while this window was open.
 */
export class DerivativesPanel implements DerivativesHost, vscode.Disposable {
  private readonly host: PanelHost<DerivativesPage, DerivativesHost>;
  private asked: string[] = [];
  private readonly defined = new Map<string, WrittenActivation>();
  readonly savePicture = savePicture;

  constructor(extensionUri: vscode.Uri) {
    const spec = { viewType: panelIds.derivatives, title: 'Derivatives', entry: 'derivatives' } as const;
    this.host = new PanelHost<DerivativesPage, DerivativesHost>(extensionUri, spec, this);
  }

  /** Ids; none: what was shown last, or the page's default. */
  show(activations: string[] = []): void {
    this.asked = activations;
    this.host.show();
    this.tell();
  }

  /** An open panel shows it at once; a closed one offers it when it is opened. */
  define(activation: WrittenActivation): void {
    this.defined.set(activation.id, activation);
    this.host.post({ method: 'define', params: [activation] });
  }

  ready(): void {
    this.host.post({ method: 'hydrate', params: [[...this.defined.values()]] });
    this.tell();
  }

  dispose(): void {
    this.host.dispose();
  }

  /** Asked once: what the user ticks afterwards is the page's own state and must not be undone when it comes back. */
  private tell(): void {
    if (this.host.post({ method: 'show', params: [this.asked] })) this.asked = [];
  }
}

export function registerDerivativesPanel(context: vscode.ExtensionContext): DerivativesPanel {
  const panel = new DerivativesPanel(context.extensionUri);
  context.subscriptions.push(panel);
  return panel;
}
