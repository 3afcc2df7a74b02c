import { StatusBarAlignment, ThemeColor, window } from 'vscode';
import { commands } from '../contributions';
import type { KernelMemory } from '../variables/kernelMemory';
import { memoryText, tensorText } from '../variables/variableWords';
import { statusDetail, statusText } from './kernelState';
import type { NotebookSessions } from './notebookSessions';

/** The status bar item of the notebook in front: "TS notebook · wasm 2 threads". */
export function registerKernelStatus(sessions: NotebookSessions, memory: KernelMemory): { dispose(): void } {
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
    const used = memory.of(notebook);
    const text = [statusText(state), used && memoryText(used)].filter(Boolean).join(' · ');
    const isWorking = state.phase === 'busy' || state.phase === 'starting';
    item.text = `${isWorking ? '$(loading~spin)' : '$(beaker)'} ${text}`;
    item.tooltip = [statusDetail(state), used && tensorText(used)].filter(Boolean).join(' ');
    item.backgroundColor = state.phase === 'dead' ? new ThemeColor('statusBarItem.errorBackground') : undefined;
    item.show();
  };

  const subscriptions = [
    memory.onDidChange(refresh),
    sessions.onDidChange(refresh),
    window.onDidChangeActiveNotebookEditor(refresh),
  ];
  refresh();
  return {
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
      item.dispose();
    },
  };
}
