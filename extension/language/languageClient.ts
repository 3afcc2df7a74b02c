import { Disposable, type ExtensionContext, type NotebookDocument, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { notebookType } from '../contributions';
import { folderForUntitled } from '../notebook/kernelLauncher';

const languages = ['typescript', 'javascript'];

/** Starts the language server with the first notebook that has a TypeScript cell; most windows never need it. */
export function registerLanguageClient(context: ExtensionContext): Disposable {
  const client = createClient(context);
  const startFor = (notebook: NotebookDocument): void => {
    const isOurs = notebook.notebookType === notebookType;
    if (isOurs && notebook.getCells().some(({ document }) => languages.includes(document.languageId))) {
      listening.dispose();
      void client.start();
    }
  };
  const listening = workspace.onDidOpenNotebookDocument(startFor);
  workspace.notebookDocuments.forEach(startFor);
  return Disposable.from(listening, { dispose: () => void client.dispose() });
}

function createClient(context: ExtensionContext): LanguageClient {
  const module = context.asAbsolutePath('dist/language/server.cjs');
  const run = { module, transport: TransportKind.ipc };
  return new LanguageClient('activationLab.language', 'Activation Lab TypeScript', run, {
    documentSelector: languages.map((language) => ({ notebook: notebookType, language })),
    initializationOptions: {
      typesFolder: context.asAbsolutePath('dist/language/types'),
      unsavedFolder: folderForUntitled(),
    },
    synchronize: { fileEvents: workspace.createFileSystemWatcher('**/*.{ts,mts,cts,js,mjs,cjs,json}') },
    middleware: {
      // A repair that installs a package runs its scripts.
      provideCodeActions: async (document, range, actions, token, next) => {
        const found = (await next(document, range, actions, token)) ?? [];
        return workspace.isTrusted ? found : found.filter((action) => !action.command);
      },
    },
  });
}
