import type { MessageConnection } from 'vscode-jsonrpc/node';

/** What was run before this many cells is seldom asked for, and would be read again and again. */
const remembered = 200;

interface Cell {
  uri: string;
  /** The front end's name of the cell: what runs again takes the place of what ran before. */
  name: string;
  text: string;
}

/** The cells that were run, in the order of their runs, and the one being written: a notebook to the language server. */
export class TypedNotebook {
  private cells: Cell[] = [];
  private shown: Cell[] = [];
  private version = 0;
  private count = 0;

  constructor(private readonly uri: string) {}

  /** Where the cell that is being written stands. */
  get draft(): string {
    return `${this.uri}#draft`;
  }

  ran(name: string, text: string): void {
    const others = this.cells.filter((cell) => cell.name !== name);
    this.cells = [...others, { uri: `${this.uri}#${++this.count}`, name, text }].slice(-remembered);
  }

  open(server: MessageConnection): Promise<void> {
    this.shown = [];
    const notebookDocument = { ...this.identifier(), notebookType: 'jupyter-notebook', cells: [cellOf(this.draft)] };
    return server.sendNotification('notebookDocument/didOpen', {
      notebookDocument,
      cellTextDocuments: [this.document(this.draft, '')],
    });
  }

  /** Brings the server up to date: what it has not seen of the cells, and the text being written. */
  show(server: MessageConnection, draft: string): Promise<void> {
    const start = this.cells.findIndex((cell, index) => this.shown[index] !== cell);
    const same = start < 0 ? Math.min(this.cells.length, this.shown.length) : start;
    const [added, gone] = [this.cells.slice(same), this.shown.slice(same)];
    const structure = {
      array: { start: same, deleteCount: gone.length, cells: added.map(({ uri }) => cellOf(uri)) },
      didOpen: added.map(({ uri, text }) => this.document(uri, text)),
      didClose: gone.map(({ uri }) => ({ uri })),
    };
    this.shown = this.cells;
    const notebookDocument = this.identifier();
    const textContent = [{ document: { uri: this.draft, version: this.version }, changes: [{ text: draft }] }];
    return server.sendNotification('notebookDocument/didChange', {
      notebookDocument,
      change: { cells: { structure, textContent } },
    });
  }

  private identifier() {
    return { uri: this.uri, version: ++this.version };
  }

  private document(uri: string, text: string) {
    return { uri, languageId: 'typescript', version: this.version, text };
  }
}

function cellOf(document: string) {
  const code = 2;
  return { kind: code, document };
}
