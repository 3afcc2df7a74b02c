import { CancellationTokenSource, window } from 'vscode';
import type { KernelClient } from '../../kernels/client/kernelClient';
import type { KernelEvents } from '../../kernels/notebook/wire';

type Question = KernelEvents['input'];

interface Asked {
  kernel: KernelClient;
  question: Question;
  source: CancellationTokenSource;
}

/**
 * Questions of cells in all notebooks, put to the person one after the other: the editor has one input box, and a second
 * would close it.
 */
export class Questions {
  private last: Promise<void> = Promise.resolve();
  private readonly open = new Set<Asked>();

  put(kernel: KernelClient, question: Question): void {
    const source = new CancellationTokenSource();
    const asked = { kernel, question, source };
    this.open.add(asked);
    this.last = this.last.then(async () => {
      const value = source.token.isCancellationRequested ? undefined : await ask(question, source);
      this.open.delete(asked);
      source.dispose();
      kernel.answerInput(question.id, { value: value ?? null });
    });
  }

  /** Nobody waits for the answer any more: its cell was stopped, or its kernel has gone. */
  withdraw(of: { executionId: string } | { kernel: KernelClient }): void {
    for (const { kernel, question, source } of this.open) {
      if ('kernel' in of ? kernel === of.kernel : question.executionId === of.executionId) source.cancel();
    }
  }
}

/** Escape answers undefined. */
async function ask(
  { prompt, password, preset, isYesNo }: Question,
  { token }: CancellationTokenSource,
): Promise<string | undefined> {
  const common = { title: 'A cell asks', ignoreFocusOut: true };
  if (isYesNo) {
    const choice = await window.showQuickPick(['Yes', 'No'], { ...common, placeHolder: prompt }, token);
    return choice?.toLowerCase();
  }
  const placeHolder = preset ? `${preset} (when left empty)` : '';
  return window.showInputBox({ ...common, prompt: prompt || 'It reads a line.', password, placeHolder }, token);
}
