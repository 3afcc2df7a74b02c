import { EventEmitter, type NotebookDocument, workspace } from 'vscode';
import type { KernelState } from './kernelState';
import { MovedNotebooks } from './movedNotebooks';
import { NotebookSession, type SessionDependencies } from './notebookSession';

/** After a notebook was closed: Save As closes the old document before or after it has opened the new one. */
const twinMs = 500;

/** The sessions of all open notebooks that use our controller; a closed notebook takes its kernel with it. */
export class NotebookSessions {
  private readonly sessions = new Map<NotebookDocument, NotebookSession>();
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly moved = new MovedNotebooks(
    () => this.sessions.keys(),
    (notebook, event) => this.follow(notebook, event),
  );
  private readonly closing = workspace.onDidCloseNotebookDocument((notebook) => this.close(notebook));

  constructor(private readonly deps: SessionDependencies) {}

  get(notebook: NotebookDocument): NotebookSession {
    const known = this.sessions.get(notebook) ?? this.adopt(notebook);
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
    this.moved.dispose();
    this.closing.dispose();
    await Promise.all([...this.sessions.keys()].map((notebook) => this.drop(notebook)));
  }

  /** The session of the document that this one was, before its file was renamed, moved or saved under another name. */
  private adopt(notebook: NotebookDocument): NotebookSession | undefined {
    const before = this.moved.before(notebook);
    const session = before && this.sessions.get(before.from);
    if (!session) return undefined;
    this.sessions.delete(before.from);
    this.sessions.set(notebook, session);
    this.deps.onMoved(before.from, notebook);
    session.moveTo(notebook);
    void before.whole.then(() => session.arriveIn(notebook));
    return session;
  }

  private close(notebook: NotebookDocument): void {
    if (this.moved.isAwaited(notebook)) return;
    setTimeout(() => {
      if (!this.moved.wasSavedAs(notebook)) void this.drop(notebook);
    }, twinMs);
  }

  private async follow(notebook: NotebookDocument, event: 'leaves' | 'stays' | 'gone'): Promise<void> {
    const session = this.sessions.get(notebook);
    if (event === 'leaves') await session?.holdOutputs();
    else if (event === 'stays') session?.releaseOutputs();
    else await this.drop(notebook);
  }
}
