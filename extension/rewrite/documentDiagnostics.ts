import * as vscode from 'vscode';
import { activationLanguages } from '../contributions';

export interface DiagnosticsSpec {
  readonly name: string;
  /** The settings whose change asks for all of them again. */
  readonly section: string;
  readonly find: (document: vscode.TextDocument) => Promise<vscode.Diagnostic[]>;
  /** They are computed in the background, where nobody would see a failure. */
  readonly log: Pick<vscode.LogOutputChannel, 'error'>;
}

/** Long enough that a word is typed to its end before the text is parsed. */
const quietMs = 200;

/** Keeps the diagnostics of all open documents up to date. */
export class DocumentDiagnostics implements vscode.Disposable {
  readonly #collection: vscode.DiagnosticCollection;
  readonly #pending = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #subscriptions: vscode.Disposable;
  readonly #selector = activationLanguages.map((language) => ({ language }));

  constructor(private readonly spec: DiagnosticsSpec) {
    this.#collection = vscode.languages.createDiagnosticCollection(spec.name);
    this.#subscriptions = vscode.Disposable.from(
      this.#collection,
      vscode.workspace.onDidOpenTextDocument((document) => this.#schedule(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(spec.section)) {
          this.#scheduleAll();
        }
      }),
    );
    this.#scheduleAll();
  }

  dispose(): void {
    for (const timer of this.#pending.values()) {
      clearTimeout(timer);
    }
    this.#subscriptions.dispose();
  }

  #scheduleAll(): void {
    for (const document of vscode.workspace.textDocuments) {
      this.#schedule(document);
    }
  }

  #schedule(document: vscode.TextDocument): void {
    if (vscode.languages.match(this.#selector, document) > 0) {
      const key = document.uri.toString();
      clearTimeout(this.#pending.get(key));
      const refresh = () => this.#refresh(document).catch((error: Error) => this.spec.log.error(error));
      this.#pending.set(key, setTimeout(refresh, quietMs));
    }
  }

  async #refresh(document: vscode.TextDocument): Promise<void> {
    this.#pending.delete(document.uri.toString());
    const { version } = document;
    const found = await this.spec.find(document);
    if (document.version === version && !document.isClosed) {
      this.#collection.set(document.uri, found);
    }
  }

  #forget(uri: vscode.Uri): void {
    clearTimeout(this.#pending.get(uri.toString()));
    this.#pending.delete(uri.toString());
    this.#collection.delete(uri);
  }
}
