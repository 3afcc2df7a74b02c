import { StatusBarAlignment, ThemeColor, window } from 'vscode';
import { commands } from '../contributions';
import { statusDetail, statusText } from './kernelState';
import type { NotebookSessions } from './notebookSessions';

/** The status bar item of the notebook in front: "TS notebook · wasm 2 threads". */
export function registerKernelStatus(sessions: NotebookSessions): { dispose(): void } {
  const item = window.createStatusBarItem('activationLab.kernel', StatusBarAlignment.Right, 100);
  item.name = 'TypeScript Notebook Kernel';
  item.command = commands.showBackend.command;

  const refresh = () => {
    const notebook = window.activeNotebookEditor?.notebook;
    const state = notebook && sessions.stateOf(notebook);
    if (!state) {
      item.hide();
      return;
    }
    item.text =
      state.phase === 'busy' || state.phase === 'starting'
        ? `$(loading~spin) ${statusText(state)}`
        : `$(beaker) ${statusText(state)}`;
    item.tooltip = statusDetail(state);
    item.backgroundColor = state.phase === 'dead' ? new ThemeColor('statusBarItem.errorBackground') : undefined;
    item.show();
  };

  const subscriptions = [sessions.onDidChange(refresh), window.onDidChangeActiveNotebookEditor(refresh)];
  refresh();
  return {
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
      item.dispose();
    },
  };
}
