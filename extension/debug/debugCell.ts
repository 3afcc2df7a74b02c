import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type DebugAdapterTracker,
  type DebugConfiguration,
  type DebugSession,
  type Disposable,
  debug,
  type NotebookCell,
  type NotebookDocument,
  window,
  workspace,
} from 'vscode';
import { cellFolder } from '../../kernels/notebook/debug/cellFile';
import type { NotebookSessions } from '../notebook/notebookSessions';
import { CellSources } from './cellSources';

const debugType = 'pwa-node';

/** Marks our debug sessions among all that js-debug has. */
interface CellDebugging extends DebugConfiguration {
  activationLabNotebook: string;
}

/** Runs one cell under VS Code's own JavaScript debugger. The kernel's port is open for as long as that lasts. */
export async function debugCell(cell: NotebookCell, sessions: NotebookSessions, kernelFolder: string): Promise<void> {
  const { notebook } = cell;
  if (debugged.has(notebook)) {
    void window.showInformationMessage('A cell of this notebook is being debugged. Stop that first.');
    return;
  }
  debugged.add(notebook);
  try {
    await debugAlone(cell, sessions, kernelFolder);
  } finally {
    debugged.delete(notebook);
  }
}

/** One cell at a time: the port closes with the first that ends. */
const debugged = new Set<NotebookDocument>();

async function debugAlone(cell: NotebookCell, sessions: NotebookSessions, kernelFolder: string): Promise<void> {
  const { notebook } = cell;
  const session = sessions.get(notebook);
  const { kernel, url } = await session.runAlone(async (it) => ({ kernel: it, url: await it.openInspector() }));
  const id = crypto.randomUUID();
  const ready = debuggerReady(id, notebook);
  try {
    const started = await debug.startDebugging(workspace.getWorkspaceFolder(notebook.uri), {
      ...configuration(cell, url, kernelFolder),
      activationLabNotebook: id,
    } satisfies CellDebugging);
    if (!started) throw new Error('The JavaScript debugger did not start.');
    await ready.done;
    await session.run([cell]);
    await debug.stopDebugging(ready.root());
  } finally {
    ready.dispose();
    // A cell that still runs lets it wait: the port closes with the cell's end.
    await kernel.closeInspector().catch(() => undefined);
  }
}

function configuration(cell: NotebookCell, websocketAddress: string, kernelFolder: string): DebugConfiguration {
  return {
    type: debugType,
    request: 'attach',
    name: `Cell ${cell.index + 1}`,
    websocketAddress,
    sourceMaps: true,
    // Cells are no files: without this their source maps are not read.
    resolveSourceMapLocations: null,
    // A cell runs as soon as it is there: its breakpoints must be set before its first line.
    pauseForSourceMap: true,
    autoAttachChildProcesses: false,
    skipFiles: ['<node_internals>/**', ...kernelFiles(kernelFolder)],
    internalConsoleOptions: 'neverOpen',
  };
}

/** Under the name that the extension has and, where that is a link, the one that Node shows. */
function kernelFiles(folder: string): string[] {
  return [folder, realpathSync(folder)].map((name) => `${name.replaceAll('\\', '/')}/**`);
}

interface Readiness extends Disposable {
  /** The debugger has its breakpoints, or has gone. */
  done: Promise<void>;
  root(): DebugSession | undefined;
}

/** Translates for the debug session of that id, and tells when it is ready for the cell to run. */
function debuggerReady(id: string, notebook: NotebookDocument): Readiness {
  const sources = new CellSources(path.join(tmpdir(), cellFolder), () =>
    notebook.getCells().map((cell) => ({ uri: cell.document.uri.toString(), title: `Cell ${cell.index + 1}` })),
  );
  let root: DebugSession | undefined;
  let settle = () => {};
  const done = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const isOurs = (session: DebugSession) =>
    [session, session.parentSession].some((it) => it?.configuration.activationLabNotebook === id);
  const createDebugAdapterTracker = (session: DebugSession): DebugAdapterTracker | undefined => {
    if (!isOurs(session)) return undefined;
    if (!session.parentSession) root = session;
    return {
      onWillReceiveMessage: (message) => sources.toFiles(message, path.join),
      onDidSendMessage: (message) => {
        sources.toCells(message);
        // The parent only finds the kernel; its child holds the breakpoints.
        if (session.parentSession && message.type === 'response' && message.command === 'configurationDone') settle();
      },
    };
  };
  const subscriptions = [
    debug.registerDebugAdapterTrackerFactory(debugType, { createDebugAdapterTracker }),
    debug.onDidTerminateDebugSession((session) => isOurs(session) && settle()),
  ];
  const dispose = () => {
    for (const subscription of subscriptions) subscription.dispose();
  };
  return { done, root: () => root, dispose };
}

/** The cell that a menu was opened on, else the one with the cursor. */
export function chosenCell(given: unknown): NotebookCell | undefined {
  const editor = window.activeNotebookEditor;
  if (isCell(given)) return given;
  return editor?.notebook.cellAt(editor.selection.start);
}

function isCell(value: unknown): value is NotebookCell {
  return typeof value === 'object' && value !== null && 'notebook' in value && 'document' in value;
}
