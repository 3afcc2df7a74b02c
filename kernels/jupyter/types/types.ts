import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { connect, replyOf } from './connection';
import { type Proposal, proposedNames } from './proposals';
import { TypedNotebook } from './typedNotebook';

export interface TypesOptions {
  /** Where the language server stands: `dist/language`. */
  languageDirectory: string;
  notebookPath: string;
}

export interface Hover {
  /** `function half(x: number): number` */
  signature: string;
  documentation: string;
}

/** What TypeScript knows of the cells: a language server of its own process, started when it is first asked. */
export class Types {
  private readonly notebook: TypedNotebook;
  private server: { process: ChildProcess; ready: Promise<MessageConnection> } | undefined;

  constructor(private readonly options: TypesOptions) {
    this.notebook = new TypedNotebook(pathToFileURL(options.notebookPath).href);
  }

  ran(cell: string, source: string): void {
    this.notebook.ran(cell, source);
  }

  async completions(code: string, cursor: number) {
    const items = await this.ask('textDocument/completion', code, cursor);
    return proposedNames((items as Proposal[] | undefined) ?? [], code, cursor);
  }

  async hover(code: string, cursor: number): Promise<Hover | undefined> {
    const found = (await this.ask('textDocument/hover', code, cursor)) as { contents: { value: string } } | null;
    const [, signature = '', documentation = ''] =
      /^```typescript\n(.*?)\n```\n*(.*)$/s.exec(found?.contents.value ?? '') ?? [];
    // What is unknown has this type.
    return signature === '' || signature === 'any' ? undefined : { signature, documentation };
  }

  end(): void {
    this.server?.process.kill();
  }

  private async ask(method: string, code: string, cursor: number): Promise<unknown> {
    this.server ??= this.start();
    const { server } = this;
    try {
      const connection = await server.ready;
      const before = code.slice(0, cursor).split('\n');
      const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
      const parameters = { textDocument: { uri: this.notebook.draft }, position };
      // Sent at once, one after the other: another question must not show its draft in between.
      const [, reply] = await Promise.all([
        this.notebook.show(connection, code),
        replyOf(connection, method, parameters),
      ]);
      return reply;
    } catch (error) {
      if (this.server === server) throw error;
      return undefined; // It has ended meanwhile: the next question starts another.
    }
  }

  private start() {
    const program = join(this.options.languageDirectory, 'server.cjs');
    const child = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    const connected = connect(child);
    const forget = () => {
      this.server = undefined;
      void connected.then((connection) => connection.dispose());
    };
    child.on('exit', forget).on('error', forget);
    return { process: child, ready: connected.then((connection) => this.initialize(connection)) };
  }

  private async initialize(connection: MessageConnection): Promise<MessageConnection> {
    const { languageDirectory, notebookPath } = this.options;
    const initializationOptions = {
      typesFolder: join(languageDirectory, 'types'),
      unsavedFolder: dirname(notebookPath),
      diagnostics: false,
    };
    const parameters = { processId: process.pid, rootUri: null, capabilities: {}, initializationOptions };
    await replyOf(connection, 'initialize', parameters);
    await connection.sendNotification('initialized', {});
    await this.notebook.open(connection);
    return connection;
  }
}
