import * as vscode from 'vscode';
import type { RunStore } from './runStore';
import { runsAsJson, runsFromJson } from './runsAsJson';

/** Long enough to join the points of a running cell, short enough to lose little when the window closes. */
const quietMilliseconds = 2000;

/**
 * Keeps the runs in the workspace's own storage, so that curves survive a reload of the window. Without a workspace
 * there is no such place, and they live as long as the window.
 */
export function registerRunsFile(
  context: vscode.ExtensionContext,
  deps: { runs: RunStore; warn(message: string): void },
): vscode.Disposable {
  const folder = context.storageUri;
  if (!folder) return { dispose() {} };
  const keeper = new RunsFile(vscode.Uri.joinPath(folder, 'runs.json'), deps.runs, deps.warn);
  context.subscriptions.push(keeper);
  return keeper;
}

class RunsFile implements vscode.Disposable {
  private readonly subscription: { dispose(): void };
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void>;

  constructor(
    private readonly file: vscode.Uri,
    private readonly runs: RunStore,
    private readonly warn: (message: string) => void,
  ) {
    this.writing = this.restore();
    this.subscription = runs.onDidChange((change) => {
      if (change.kind !== 'restored' && change.kind !== 'sessionStarted')
        this.timer ??= setTimeout(() => this.save(), quietMilliseconds);
    });
  }

  dispose(): void {
    this.subscription.dispose();
    if (this.timer) this.save();
  }

  private async restore(): Promise<void> {
    try {
      const bytes = await vscode.workspace.fs.readFile(this.file);
      this.runs.restore(runsFromJson(new TextDecoder().decode(bytes)));
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return;
      this.warn(`The curves of the last session could not be read (${reasonOf(error)}); the panel starts empty.`);
    }
  }

  /** One write after the other, into a new file first: a window that closes in between leaves the old one whole. */
  private save(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.write());
  }

  private async write(): Promise<void> {
    const draft = this.file.with({ path: `${this.file.path}.new` });
    try {
      await vscode.workspace.fs.writeFile(draft, new TextEncoder().encode(runsAsJson(this.runs.snapshot())));
      await vscode.workspace.fs.rename(draft, this.file, { overwrite: true });
    } catch (error) {
      this.warn(`The curves could not be kept for the next session (${reasonOf(error)}); in this window they stay.`);
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
