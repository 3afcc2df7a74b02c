import {
  commands,
  Disposable,
  type NotebookDocument,
  type NotebookEditor,
  TabInputNotebook,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { controllerId, extensionId } from '../contributions';
import { SavedCopies } from './savedCopies';

/** How long a document may take to appear under its new name, or a rename to be carried out. */
const limitMs = 10_000;
/** How often a document is asked whether it is whole. */
const lookMs = 20;

interface Move {
  from: NotebookDocument;
  to: string;
  /** It had what is not in its file: VS Code opens the file under its new name first, and puts the rest in afterwards. */
  wasDirty: boolean;
}

/**
 * Knows which document a notebook becomes when its file is renamed or moved, or when it is saved under another name:
 * VS Code closes one document and opens another, and says of the second no more than that it was opened.
 */
export class MovedNotebooks {
  private readonly moves = new Set<Move>();
  private readonly copies = new SavedCopies();
  private readonly subscriptions = Disposable.from(
    this.copies,
    workspace.onWillRenameFiles((event) => {
      // VS Code copies the document as it is then: what was written so far has to be in it.
      const leaving = event.files.flatMap(({ oldUri, newUri }) => this.expect(oldUri, newUri));
      event.waitUntil(Promise.all(leaving));
    }),
    workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) this.expect(oldUri, newUri);
    }),
    window.onDidChangeVisibleNotebookEditors((editors) => {
      for (const editor of editors) this.chooseKernel(editor);
    }),
    window.tabGroups.onDidChangeTabs(() => this.giveUpClosed()),
  );

  /**
   * @param known the notebooks that have a session
   * @param tell 'leaves': it will be another document soon; 'stays': it was not; 'gone': neither document is there
   */
  constructor(
    private readonly known: () => Iterable<NotebookDocument>,
    private readonly tell: (notebook: NotebookDocument, event: 'leaves' | 'stays' | 'gone') => Promise<void>,
  ) {}

  dispose(): void {
    this.subscriptions.dispose();
    this.moves.clear();
  }

  /** What this new document was until now, and when all of that is in it: before, what is written into it is lost. */
  before(notebook: NotebookDocument): { from: NotebookDocument; whole: Promise<void> } | undefined {
    const uri = notebook.uri.toString();
    const move = [...this.moves].find(({ to }) => to === uri);
    if (!move) return undefined;
    this.moves.delete(move);
    return { from: move.from, whole: untilWhole(notebook, move) };
  }

  /** Whether a notebook that was closed is to be seen again under another name. */
  isAwaited(notebook: NotebookDocument): boolean {
    return [...this.moves].some(({ from }) => from === notebook);
  }

  private expect(oldUri: Uri, newUri: Uri): Promise<void>[] {
    const leaving: Promise<void>[] = [];
    for (const from of this.known()) {
      const to = movedUri(from.uri, oldUri, newUri)?.toString();
      if (to === undefined || this.isAwaited(from)) continue;
      const move = { from, to, wasDirty: from.isDirty };
      this.moves.add(move);
      leaving.push(this.leave(move));
      setTimeout(() => this.giveUp(move), limitMs);
    }
    return leaving;
  }

  private async leave(move: Move): Promise<void> {
    await this.tell(move.from, 'leaves');
    move.wasDirty ||= move.from.isDirty;
  }

  /** The new document has the kernel that the old one had: only then may anything be written into it. */
  private chooseKernel(notebookEditor: NotebookEditor): void {
    const uri = notebookEditor.notebook.uri.toString();
    if (![...this.moves].some(({ to }) => to === uri)) return;
    const choice = { notebookEditor, id: controllerId, extension: extensionId };
    void commands.executeCommand('notebook.selectKernel', choice);
  }

  /** A tab in the background opens its document when somebody looks at it: until then the session waits. */
  private giveUp(move: Move): void {
    if (!this.moves.has(move) || isInTab(move.to)) return;
    this.moves.delete(move);
    void this.tell(move.from, move.from.isClosed ? 'gone' : 'stays');
  }

  private giveUpClosed(): void {
    for (const move of this.moves) if (move.from.isClosed) setTimeout(() => this.giveUp(move), limitMs);
  }

  /** Whether a notebook that was closed is open under another name, with the same cells, since a moment ago. */
  wasSavedAs(from: NotebookDocument): boolean {
    if (this.isAwaited(from)) return true;
    const isKnown = [...this.known()].includes(from);
    const copy = isKnown && this.copies.of(from);
    if (!copy) return false;
    const move = { from, to: copy.uri.toString(), wasDirty: false };
    this.moves.add(move);
    for (const editor of window.visibleNotebookEditors) this.chooseKernel(editor);
    setTimeout(() => this.giveUp(move), limitMs);
    return true;
  }
}

/** A document is as dirty as it was once VS Code has put into it what was not in the file. */
async function untilWhole(notebook: NotebookDocument, { wasDirty }: Move): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (wasDirty && !notebook.isDirty && !notebook.isClosed && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, lookMs));
}

/** Where a file lies after it, or a folder above it, was moved. */
function movedUri(uri: Uri, oldUri: Uri, newUri: Uri): Uri | undefined {
  if (uri.scheme !== oldUri.scheme || uri.authority !== oldUri.authority) return undefined;
  if (uri.path === oldUri.path) return newUri;
  return uri.path.startsWith(`${oldUri.path}/`)
    ? newUri.with({ path: newUri.path + uri.path.slice(oldUri.path.length) })
    : undefined;
}

function isInTab(uri: string): boolean {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof TabInputNotebook && input.uri.toString() === uri);
}
