import {
  Disposable,
  type ExtensionContext,
  type LogOutputChannel,
  languages,
  type TextDocument,
  workspace,
} from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { notebookType } from '../contributions';
import { folderForUntitled } from '../notebook/kernelLauncher';

const cells = ['typescript', 'javascript'].map((language) => ({ notebook: notebookType, language }));

/** Starts the language server with the first TypeScript cell that is opened; most windows never need it. */
export function registerLanguageClient(context: ExtensionContext, log: LogOutputChannel): Disposable {
  const client = createClient(context);
  const startFor = (document: TextDocument): void => {
    if (languages.match(cells, document) === 0) return;
    opening.dispose();
    client.start().catch((error: unknown) => log.error(`Types across cells are missing: ${String(error)}`));
  };
  const opening = workspace.onDidOpenTextDocument(startFor);
  const open = workspace.textDocuments.find((document) => languages.match(cells, document) > 0);
  if (open) startFor(open);
  return Disposable.from(opening, { dispose: () => void client.dispose() });
}

function createClient(context: ExtensionContext): LanguageClient {
  const module = context.asAbsolutePath('dist/language/server.cjs');
  const run = { module, transport: TransportKind.ipc };
  return new LanguageClient('activationLab.language', 'Activation Lab TypeScript', run, {
    documentSelector: cells,
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
