import { type ExtensionContext, window, workspace } from 'vscode';
import { registerPythonPathSetting } from './backend/pythonPathSetting';
import { registerActivationLenses } from './benchmark/activationLenses';
import { repeatBenchmark } from './benchmark/benchmarkCommand';
import { registerLanguageClient } from './language/languageClient';
import { registerBrokenNotebooks } from './notebook/brokenNotebooks';
import { CellDiagnostics } from './notebook/cellDiagnostics';
import { FullLogs } from './notebook/fullLogs';
import { KernelLauncher, pathOf } from './notebook/kernelLauncher';
import { registerKernelStatus } from './notebook/kernelStatus';
import { createNotebookController, registerNotebookController } from './notebook/notebookController';
import { NotebookSessions } from './notebook/notebookSessions';
import { openFirstNotebook } from './notebook/openNotebook';
import { Questions } from './notebook/questions';
import { stopOrRestart } from './notebook/stopOrRestart';
import { registerBenchmarkPanel } from './panels/benchmarkPanel';
import { registerCurvesPanel } from './panels/curvesPanel';
import { DefinedActivations } from './panels/definedActivations';
import { registerDerivativesPanel } from './panels/derivativesPanel';
import { registerCommands } from './registerCommands';
import { loadParsers } from './rewrite/grammars';
import { registerRewrite } from './rewrite/registerRewrite';
import { SwapCommands } from './rewrite/swapCommands';
import { RunStore } from './runs/runStore';
import { registerRunsFile } from './runs/runsFile';
import { KernelMemory } from './variables/kernelMemory';
import { VariableCommands } from './variables/variableCommands';
import { registerVariablesView } from './variables/variablesView';

export function activate(context: ExtensionContext): void {
  const runs = new RunStore();
  const log = window.createOutputChannel('Activation Lab', { log: true });
  const parsers = loadParsers(context.asAbsolutePath('dist/extension/grammars'));
  const diagnostics = new CellDiagnostics();
  const controller = createNotebookController();
  const launcher = new KernelLauncher(context);
  const defined = new DefinedActivations(context.workspaceState, (message) => log.warn(message));
  const derivatives = registerDerivativesPanel(context, defined);
  const sessions = new NotebookSessions({
    controller,
    diagnostics,
    fullLogs: new FullLogs(context),
    questions: new Questions(),
    startKernel: (notebook) => launcher.startFor(notebook),
    moveKernel: (kernel, notebook) => kernel.moveTo(pathOf(notebook)),
    onMoved: (before, notebook) => runs.rename(before.uri.toString(), notebook.uri.toString()),
    log: (text) => log.append(text),
    onActivation: (activation) => defined.define(activation),
    onSeries: (notebook, series) => runs.define(series, notebook.uri.toString()),
    onPoints: (notebook, points) => runs.append(notebook.uri.toString(), points),
    onKernelStarted: (notebook) => runs.startSession(notebook.uri.toString()),
    onStopRequested: (session) => void stopOrRestart(session),
  });
  const memory = new KernelMemory(sessions);
  context.subscriptions.push(
    memory,
    defined,
    registerVariablesView(memory),
    registerBrokenNotebooks(),
    registerLanguageClient(context, log),
    log,
    diagnostics,
    registerKernelStatus(sessions, memory),
    registerActivationLenses(parsers),
    { dispose: () => sessions.dispose() },
  );
  registerNotebookController(context, controller, sessions);

  const panel = registerBenchmarkPanel(context);
  const benchmark = { panel, sessions, defined, startKernel: () => launcher.startAlone() };
  const curves = registerCurvesPanel(context, {
    runs,
    openFirstNotebook: () => void openFirstNotebook(context),
    opensByItself: () => workspace.getConfiguration('activationLab').get<boolean>('curves.openWhileTraining', true),
  });
  registerRunsFile(context, { runs, warn: (message) => log.warn(message) });
  registerCommands(context, {
    benchmark,
    curves,
    derivatives,
    swaps: new SwapCommands(parsers),
    variables: new VariableCommands(memory),
    log,
  });
  registerPythonPathSetting(context, log);
  context.subscriptions.push(panel.onDidRequestRun((request) => void repeatBenchmark(benchmark, request)));
  context.subscriptions.push(registerRewrite(parsers, log));
}
