import {
  type ExtensionContext,
  commands as editor,
  type LogOutputChannel,
  type NotebookDocument,
  Uri,
  window,
} from 'vscode';
import { installTensorFlow } from './backend/installTensorFlow';
import { removeTensorFlow } from './backend/removeTensorFlow';
import { type BenchmarkDependencies, benchmarkActivations } from './benchmark/benchmarkCommand';
import { type CommandName, commands, views } from './contributions';
import { chosenCell, debugCell } from './debug/debugCell';
import { exportNotebook } from './export/exportNotebook';
import { installPackage } from './language/installPackage';
import { installJupyterKernel } from './notebook/installJupyterKernel';
import { statusDetail } from './notebook/kernelState';
import { newNotebook, openFirstNotebook } from './notebook/openNotebook';
import type { CurvesPanel } from './panels/curvesPanel';
import type { DerivativesPanel } from './panels/derivativesPanel';
import { forgetActivations } from './panels/forgetActivations';
import type { SwapCommands } from './rewrite/swapCommands';
import type { VariableCommands } from './variables/variableCommands';

export interface CommandDependencies {
  benchmark: BenchmarkDependencies;
  curves: CurvesPanel;
  derivatives: DerivativesPanel;
  /** Everything that programs say which were started for the user. */
  log: LogOutputChannel;
  swaps: SwapCommands;
  variables: VariableCommands;
}

function frontNotebook(): NotebookDocument | undefined {
  const notebook = window.activeNotebookEditor?.notebook;
  if (!notebook) void window.showInformationMessage('Open a notebook first: this acts on the one in front.');
  return notebook;
}

export function registerCommands(
  context: ExtensionContext,
  { benchmark, curves, derivatives, swaps, variables, log }: CommandDependencies,
): void {
  const { sessions } = benchmark;
  const handlers: Record<CommandName, (...given: unknown[]) => unknown> = {
    openFirstNotebook: () => openFirstNotebook(context),
    newNotebook,
    restartKernel: () => {
      const notebook = frontNotebook();
      return notebook && sessions.get(notebook).restart();
    },
    restartAndRunAll: async () => {
      const notebook = frontNotebook();
      if (!notebook) return;
      await sessions.get(notebook).restart();
      await editor.executeCommand('notebook.execute');
    },
    exportNotebook: () => {
      const notebook = frontNotebook();
      return notebook && exportNotebook(notebook);
    },
    showCurves: () => curves.show(),
    showDerivatives: (activation) => derivatives.show(typeof activation === 'string' ? comparedWith(activation) : []),
    benchmark: (activation) => benchmarkActivations(benchmark, typeof activation === 'string' ? activation : undefined),
    installPackage,
    debugCell: (given) => {
      const cell = chosenCell(given);
      return cell && debugCell(cell, sessions, context.asAbsolutePath('dist/kernel'));
    },
    showVariables: () => editor.executeCommand(`${views.variables.id}.focus`),
    plotVariable: (variable) => variables.plot(variable),
    copyVariable: (variable) => variables.copyName(variable),
    copyVariableValue: (variable) => variables.copyValue(variable),
    installJupyterKernel: () => installJupyterKernel(context.extensionUri.fsPath),
    replaceInFile: () => swaps.inFile(),
    replaceInFolder: (folder) => folder instanceof Uri && swaps.inFolder(folder),
    replaceInWorkspace: () => swaps.inWorkspace(),
    forgetActivations: () => forgetActivations(benchmark.defined),
    showBackend: () => {
      const notebook = frontNotebook();
      const state = notebook && (sessions.stateOf(notebook) ?? { phase: 'off' });
      if (state) void window.showInformationMessage(statusDetail(state));
    },
    installTensorFlow: () => installTensorFlow(context, log),
    removeTensorFlow,
  };
  for (const [name, run] of Object.entries(handlers)) {
    context.subscriptions.push(editor.registerCommand(commands[name as CommandName].command, run));
  }
}

/** From a CodeLens: the one asked for, beside the two that this product is about. */
function comparedWith(activation: string): string[] {
  return [...new Set([activation, 'telu', 'xielu'])];
}
