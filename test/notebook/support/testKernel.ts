import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { KernelClient, type KernelOptions } from '../../../kernels/client/kernelClient';
import type { CellLanguage, ExecuteReply, KernelEvents } from '../../../kernels/notebook/wire';

export const kernelDirectory = join(__dirname, '../../../dist/kernel');

export type Files = Record<string, string>;

const toEnd: (() => Promise<void> | void)[] = [];
afterAll(async () => {
  for (const end of toEnd.splice(0).reverse()) await end();
});

/** A folder of its own, gone when the suite ends. */
export function temporaryFolder(files: Files = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'activation-lab-test-')));
  toEnd.push(() => rmSync(folder, { recursive: true, force: true }));
  writeFiles(folder, files);
  return folder;
}

export function writeFiles(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A real kernel and everything it said, by cell. */
export class TestKernel {
  readonly streams: KernelEvents['stream'][] = [];
  readonly displays: KernelEvents['display'][] = [];
  readonly lateErrors: KernelEvents['lateError'][] = [];
  private cells = 0;

  static async start(files: Files = {}, options: Partial<KernelOptions> = {}): Promise<TestKernel> {
    const folder = temporaryFolder(files);
    const executable = process.env.NODE_UNDER_TEST;
    const notebookPath = join(folder, 'notebook.ipynb');
    const client = await KernelClient.start({
      kernelDirectory,
      notebookPath,
      ...(executable && { executable }),
      ...options,
    });
    toEnd.push(() => client.kill());
    return new TestKernel(client, folder);
  }

  private constructor(
    readonly client: KernelClient,
    readonly folder: string,
  ) {
    client.on('stream', (event) => this.streams.push(event));
    client.on('display', (event) => this.displays.push(event));
    client.on('lateError', (event) => this.lateErrors.push(event));
  }

  /** Runs a cell; its execution is named 'e1', 'e2' … in the order of the calls, like its number and, as a rule, its cell. */
  execute(source: string, language: CellLanguage = 'typescript', cellId?: string): Promise<ExecuteReply> {
    const number = ++this.cells;
    return this.client.execute({
      executionId: `e${number}`,
      cellId: cellId ?? `c${number}`,
      cellNumber: number,
      language,
      source,
    });
  }

  /** The plain text of what the cell showed last; fails on any error. */
  async value(source: string, cellId?: string): Promise<string | undefined> {
    const before = this.displays.length;
    const reply = await this.execute(source, 'typescript', cellId);
    if (reply.status !== 'ok') throw new Error(reply.error.stack);
    const text: unknown = this.displays.slice(before).at(-1)?.bundle['text/plain'];
    return typeof text === 'string' ? text : undefined;
  }

  /** The error of a cell that must fail. */
  async failure(source: string) {
    const reply = await this.execute(source);
    if (reply.status === 'ok') throw new Error(`The cell should have failed: ${source}`);
    return { status: reply.status, ...reply.error };
  }

  text(executionId: string | null, name: 'stdout' | 'stderr' = 'stdout'): string {
    const own = this.streams.filter((event) => event.executionId === executionId && event.name === name);
    return own.map(({ text }) => text).join('');
  }

  /** Resolves once something the kernel sends makes it true; the test's own limit is the only clock. */
  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
