import * as vscode from 'vscode';
import { forgetActivation, isOwn } from '../../kernels/activations';
import { learnActivation, type WrittenActivation } from '../../kernels/activations/writtenActivation';

const remembered = 'activationLab.definedActivations';

/**
 * What cells have defined, beside the catalogue; of two with one name the later. The light bulb, hovers and panels know
 * it from here on, and in this folder also after a reload: code that a swap has written can be swapped back.
 */
export class DefinedActivations implements vscode.Disposable {
  private known: readonly WrittenActivation[] = [];
  private readonly defined = new vscode.EventEmitter<WrittenActivation>();
  readonly onDidDefine = this.defined.event;

  constructor(
    private readonly memory: vscode.Memento,
    private readonly warn: (message: string) => void,
  ) {
    const stored = memory.get<unknown>(remembered);
    for (const each of Array.isArray(stored) ? stored : []) this.learn(each);
  }

  define(activation: WrittenActivation): void {
    if (!this.learn(activation)) return;
    this.remember();
    this.defined.fire(activation);
  }

  forget(ids: readonly string[]): void {
    for (const id of ids) forgetActivation(id);
    this.known = this.known.filter(isOwn);
    this.remember();
  }

  all(): readonly WrittenActivation[] {
    return this.known;
  }

  dispose(): void {
    this.defined.dispose();
  }

  /** False for what is none: another version of this extension may have stored it, or sent it. */
  private learn(written: unknown): boolean {
    try {
      if (!isWritten(written)) throw new Error('Parts of it are missing.');
      learnActivation(written);
      this.known = [...this.known.filter((each) => each.id !== written.id && isOwn(each)), written];
      return true;
    } catch (error) {
      this.warn(`An activation is left out: ${error instanceof Error ? error.message : error}`);
      return false;
    }
  }

  private remember(): void {
    void this.memory.update(remembered, this.known);
  }
}

function isWritten(value: unknown): value is WrittenActivation {
  const { id, title, summary, reference, forward, parameters } = (value ?? {}) as Partial<WrittenActivation>;
  const texts = [id, title, summary, reference?.text, reference?.url];
  return texts.every((text) => typeof text === 'string') && Array.isArray(forward) && Array.isArray(parameters);
}
