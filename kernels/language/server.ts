/** The language server: a program of its own, which the editor starts when a TypeScript notebook is open. */
import {
  CodeActionKind,
  createConnection,
  NotebookDocuments,
  ProposedFeatures,
  type ServerCapabilities,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Answers } from './answers';
import { DiagnosticsPublisher } from './diagnosticsPublisher';
import { OpenNotebooks, type ServerOptions } from './openNotebooks';

const capabilities: ServerCapabilities = {
  notebookDocumentSync: {
    notebookSelector: [
      { notebook: 'jupyter-notebook', cells: [{ language: 'typescript' }, { language: 'javascript' }] },
    ],
  },
  completionProvider: { triggerCharacters: ['.', '"', "'", '/', '@'], resolveProvider: true },
  hoverProvider: true,
  signatureHelpProvider: { triggerCharacters: ['(', ',', '<'] },
  definitionProvider: true,
  referencesProvider: true,
  renameProvider: { prepareProvider: true },
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
};

const connection = createConnection(ProposedFeatures.all);
const documents = new NotebookDocuments(new TextDocuments(TextDocument));
const documentOf = (cell: string) => documents.cellTextDocuments.get(cell);

connection.onInitialize(({ initializationOptions }) => {
  const options = initializationOptions as ServerOptions;
  const notebooks = new OpenNotebooks(documents, options);
  const publisher = new DiagnosticsPublisher(documentOf, (uri, diagnostics) => {
    void connection.sendDiagnostics({ uri, diagnostics });
  });
  const check = (uri: string, service: ReturnType<typeof notebooks.update>) => {
    if (options.diagnostics !== false) publisher.schedule(uri, service);
  };
  documents.onDidOpen((notebook) => check(notebook.uri, notebooks.update(notebook)));
  documents.onDidChange(({ notebookDocument }) => check(notebookDocument.uri, notebooks.update(notebookDocument)));
  documents.onDidClose(({ uri }) => {
    publisher.close(uri);
    notebooks.close(uri);
  });
  connection.onDidChangeWatchedFiles(() => {
    notebooks.fileChanged();
    for (const [uri, service] of notebooks.all()) check(uri, service);
  });
  new Answers(notebooks, documentOf).register(connection);
  return { capabilities };
});

documents.listen(connection);
connection.listen();
