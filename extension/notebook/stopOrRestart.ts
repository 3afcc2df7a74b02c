import { window } from 'vscode';
import type { NotebookSession } from './notebookSession';

/** Stop, and when the cell does not listen (native code that blocks, an endless chain of promises), the only thing left. */
export async function stopOrRestart(session: NotebookSession): Promise<void> {
  if (await session.interrupt()) return;
  const choice = await window.showWarningMessage(
    'The running cell does not stop: it is inside native code or an endless chain of promises. Restarting the kernel ends it and loses the variables; cells and outputs stay.',
    'Restart Kernel',
    'Keep Waiting',
  );
  if (choice === 'Restart Kernel') await session.restart();
}
