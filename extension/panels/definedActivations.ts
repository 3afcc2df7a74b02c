import * as vscode from 'vscode';
import type { WrittenActivation } from '../../kernels/activations/writtenActivation';

/** What cells have defined while this window was open, beside the catalogue; of two with one id the later. */
export class DefinedActivations implements vscode.Disposable {
  private readonly known = new Map<string, WrittenActivation>();
  private readonly defined = new vscode.EventEmitter<WrittenActivation>();
  readonly onDidDefine = this.defined.event;

  define(activation: WrittenActivation): void {
    this.known.set(activation.id, activation);
    this.defined.fire(activation);
  }

  all(): WrittenActivation[] {
    return [...this.known.values()];
  }

  dispose(): void {
    this.defined.dispose();
  }
}
