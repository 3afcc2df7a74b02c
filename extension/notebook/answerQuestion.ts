import { window } from 'vscode';
import type { KernelClient } from '../../kernels/client/kernelClient';
import type { KernelEvents } from '../../kernels/notebook/wire';

/** A cell called `prompt()` or reads standard input: the editor's input box asks. Escape answers null. */
export async function answerQuestion(
  kernel: KernelClient,
  { id, prompt, password }: KernelEvents['input'],
): Promise<void> {
  const value = await window.showInputBox({
    prompt: prompt || 'The cell reads a line.',
    password,
    ignoreFocusOut: true,
  });
  kernel.answerInput(id, { value: value ?? null });
}
