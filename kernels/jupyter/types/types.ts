import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { JsonRpc } from './jsonRpc';
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
  private server: { process: ChildProcess; rpc: JsonRpc; ready: Promise<unknown> } | undefined;

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
    const { rpc, ready } = this.server;
    await ready;
    if (this.server?.rpc !== rpc) return undefined;
    this.notebook.show(rpc, code);
    const before = code.slice(0, cursor).split('\n');
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    return rpc.request(method, { textDocument: { uri: this.notebook.draft }, position });
  }

  private start() {
    const { languageDirectory, notebookPath } = this.options;
    const program = join(languageDirectory, 'server.cjs');
    const child = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    const rpc = new JsonRpc(child.stdout, child.stdin);
    const forget = () => {
      this.server = undefined;
      rpc.close();
    };
    child.on('exit', forget).on('error', forget);
    const initializationOptions = {
      typesFolder: join(languageDirectory, 'types'),
      unsavedFolder: dirname(notebookPath),
      diagnostics: false,
    };
    const parameters = { processId: process.pid, rootUri: null, capabilities: {}, initializationOptions };
    const ready = rpc.request('initialize', parameters).then(() => {
      rpc.notify('initialized', {});
      this.notebook.open(rpc);
    });
    return { process: child, rpc, ready };
  }
}
