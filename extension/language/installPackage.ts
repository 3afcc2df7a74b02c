import path from 'node:path';
import {
  ShellExecution,
  ShellQuoting,
  Task,
  TaskPanelKind,
  TaskRevealKind,
  TaskScope,
  tasks,
  window,
  workspace,
} from 'vscode';
import { folderForUntitled } from '../notebook/kernelLauncher';

/** Runs `npm install` in the notebook's folder, in a terminal where its words can be read. */
export async function installPackage(name: unknown, cell: unknown): Promise<void> {
  if (typeof name !== 'string' || typeof cell !== 'string') return;
  if (!workspace.isTrusted) {
    void window.showErrorMessage(
      `"${name}" was not installed: this workspace is not trusted. Trust it, then try again.`,
    );
    return;
  }
  const notebook = workspace.notebookDocuments.find((one) =>
    one.getCells().some(({ document }) => document.uri.toString() === cell),
  );
  const cwd = notebook && !notebook.isUntitled ? path.dirname(notebook.uri.fsPath) : folderForUntitled();
  const command = new ShellExecution('npm', ['install', { value: name, quoting: ShellQuoting.Strong }], { cwd });
  const task = new Task({ type: 'activation-lab' }, TaskScope.Workspace, `Install ${name}`, 'Activation Lab', command);
  task.presentationOptions = { reveal: TaskRevealKind.Always, panel: TaskPanelKind.Shared };
  await tasks.executeTask(task);
}
