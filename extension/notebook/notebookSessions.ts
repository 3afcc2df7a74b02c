import { EventEmitter, type NotebookDocument, workspace } from 'vscode';
import type { KernelState } from './kernelState';
import { NotebookSession, type SessionDependencies } from './notebookSession';

/** The sessions of all open notebooks that use our controller; a closed notebook takes its kernel with it. */
export class NotebookSessions {
  private readonly sessions = new Map<NotebookDocument, NotebookSession>();
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly closing = workspace.onDidCloseNotebookDocument((notebook) => void this.drop(notebook));

  constructor(private readonly deps: SessionDependencies) {}

  get(notebook: NotebookDocument): NotebookSession {
    const known = this.sessions.get(notebook);
    if (known) return known;
    const session = new NotebookSession(notebook, this.deps);
    session.onDidChange(() => this.changed.fire());
    this.sessions.set(notebook, session);
    this.changed.fire();
    return session;
  }

  find(notebook: NotebookDocument): NotebookSession | undefined {
    return this.sessions.get(notebook);
  }

  stateOf(notebook: NotebookDocument): KernelState | undefined {
    return this.sessions.get(notebook)?.state;
  }

  async drop(notebook: NotebookDocument): Promise<void> {
    const session = this.sessions.get(notebook);
    this.sessions.delete(notebook);
    await session?.dispose();
    this.changed.fire();
  }

  async dispose(): Promise<void> {
    this.closing.dispose();
    await Promise.all([...this.sessions.keys()].map((notebook) => this.drop(notebook)));
  }
}
