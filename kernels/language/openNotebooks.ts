import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NotebookDocument } from 'vscode-languageserver';
import type { NotebookDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { NotebookService } from './notebookService';
import { type Place, placeIn } from './place';

export interface ServerOptions {
  /** The declarations that come with the extension. */
  typesFolder: string;
  /** Where the imports of a notebook without a file begin. */
  unsavedFolder: string;
  /** Off for who shows none: they take time. */
  diagnostics?: false;
}

/** The notebooks that the editor has open, each with its language service. */
export class OpenNotebooks {
  private readonly services = new Map<string, NotebookService>();

  constructor(
    private readonly documents: NotebookDocuments<TextDocument>,
    private readonly options: ServerOptions,
  ) {}

  /** Brings the service up to date with the editor's cells. */
  update(notebook: NotebookDocument): NotebookService {
    const service = this.services.get(notebook.uri) ?? this.open(notebook);
    service.update(
      notebook.cells.flatMap((cell) => {
        const document = this.documents.getCellTextDocument(cell);
        return document ? [{ uri: document.uri, languageId: document.languageId, text: document.getText() }] : [];
      }),
    );
    return service;
  }

  close(uri: string): void {
    this.services.get(uri)?.dispose();
    this.services.delete(uri);
  }

  fileChanged(): void {
    for (const service of this.services.values()) service.fileChanged();
  }

  all(): [uri: string, service: NotebookService][] {
    return [...this.services];
  }

  /** Undefined while the editor has not told of the cell yet. */
  placeOf(cell: string, offset: number): Place | undefined {
    const notebook = this.documents.findNotebookDocumentForCell(cell);
    const service = notebook && this.services.get(notebook.uri);
    return service && placeIn(service, cell, offset);
  }

  private open({ uri }: NotebookDocument): NotebookService {
    const { typesFolder, unsavedFolder } = this.options;
    const folder = uri.startsWith('file:') ? dirname(fileURLToPath(uri)) : unsavedFolder;
    const service = new NotebookService({ folder, typesFolder });
    this.services.set(uri, service);
    return service;
  }
}
