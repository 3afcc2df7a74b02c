import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';

const root = path.resolve(import.meta.dirname, '../..');
const uri = new URL('fixtures/notebook.ipynb', import.meta.url).href;

interface Published {
  uri: string;
  diagnostics: { message: string; range: unknown }[];
}

let server: ChildProcess;
let connection: ProtocolConnection;
let published: Map<string, Published>;
let arrived: () => void = () => {};

beforeEach(async () => {
  server = fork(path.join(root, 'dist/language/server.cjs'), ['--node-ipc'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  connection = createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
  published = new Map();
  connection.onNotification('textDocument/publishDiagnostics', (found: Published) => {
    published.set(found.uri, found);
    arrived();
  });
  connection.listen();
  const initializationOptions = { typesFolder: path.join(root, 'dist/language/types'), unsavedFolder: root };
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    initializationOptions,
  });
  await connection.sendNotification('initialized', {});
});

afterEach(() => {
  connection.dispose();
  server.kill();
});

/** Opens a notebook of TypeScript cells: 'cell:1', 'cell:2', … */
async function open(notebook: string, ...texts: string[]): Promise<void> {
  const cells = texts.map((_, index) => ({ kind: 2, document: `cell:${index + 1}` }));
  const cellTextDocuments = texts.map((text, index) => ({
    uri: `cell:${index + 1}`,
    languageId: 'typescript',
    version: 1,
    text,
  }));
  const notebookDocument = { uri: notebook, notebookType: 'jupyter-notebook', version: 1, cells };
  await connection.sendNotification('notebookDocument/didOpen', { notebookDocument, cellTextDocuments });
}

async function change(cell: string, version: number, text: string): Promise<void> {
  const textContent = [{ document: { uri: cell, version }, changes: [{ text }] }];
  const notebookDocument = { uri, version };
  await connection.sendNotification('notebookDocument/didChange', {
    notebookDocument,
    change: { cells: { textContent } },
  });
}

/** Until what was published of a cell is as wanted. */
function messagesOf(cell: string, wanted: (messages: string[]) => boolean): Promise<string[]> {
  return new Promise((resolve) => {
    arrived = () => {
      const messages = published.get(cell)?.diagnostics.map(({ message }) => message);
      if (messages && wanted(messages)) resolve(messages);
    };
    arrived();
  });
}

function ask(method: string, cell: string, line: number, character: number, more: object = {}): Promise<unknown> {
  return connection.sendRequest(method, { textDocument: { uri: cell }, position: { line, character }, ...more });
}

describe('the language server', () => {
  it('sees earlier cells, and follows their edits', async () => {
    await open(uri, 'const alpha = { one: 1 };', 'alpha.two;');
    await messagesOf('cell:2', (found) => found.length === 1 && /'two' does not exist/.test(found[0] ?? ''));
    await change('cell:1', 2, 'const alpha = { two: 2 };');
    expect(await messagesOf('cell:2', (found) => found.length === 0)).toEqual([]);
    expect(await ask('textDocument/hover', 'cell:2', 0, 7)).toMatchObject({
      contents: { value: expect.stringContaining('two: number') },
      range: { start: { line: 0, character: 6 } },
    });
  });

  it('renames in all cells at once, in the lines and columns of each', async () => {
    await open(uri, '\nconst alpha = 1;', 'alpha;\n  alpha;');
    expect(await ask('textDocument/rename', 'cell:2', 0, 1, { newName: 'beta' })).toEqual({
      changes: {
        'cell:1': [{ newText: 'beta', range: { start: { line: 1, character: 6 }, end: { line: 1, character: 11 } } }],
        'cell:2': [
          { newText: 'beta', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } } },
          { newText: 'beta', range: { start: { line: 1, character: 2 }, end: { line: 1, character: 7 } } },
        ],
      },
    });
  });

  it('goes to a file of the disk', async () => {
    await open(uri, "import { twice } from './helper';", 'twice(2);');
    const [location] = (await ask('textDocument/definition', 'cell:2', 0, 2)) as { uri: string; range: object }[];
    expect(location?.uri).toMatch(/fixtures\/helper\.ts$/);
    expect(location?.range).toMatchObject({ start: { line: 1, character: 16 } });
  });

  it('serves a notebook that was never saved', async () => {
    await open('untitled:Untitled-1.ipynb', 'const alpha = 1;', 'alpha.nope;');
    expect(await messagesOf('cell:2', (found) => found.length === 1)).toEqual([expect.stringContaining('nope')]);
  });

  it('takes back what it said of a cell that was deleted, and of a notebook that was closed', async () => {
    await open(uri, 'nowhere;', 'nor.here;');
    await messagesOf('cell:2', (found) => found.length === 1);
    const structure = { array: { start: 1, deleteCount: 1 }, didClose: [{ uri: 'cell:2' }] };
    const notebookDocument = { uri, version: 2 };
    await connection.sendNotification('notebookDocument/didChange', {
      notebookDocument,
      change: { cells: { structure } },
    });
    expect(await messagesOf('cell:2', (found) => found.length === 0)).toEqual([]);
    await messagesOf('cell:1', (found) => found.length === 1);
    await connection.sendNotification('notebookDocument/didClose', {
      notebookDocument,
      cellTextDocuments: [{ uri: 'cell:1' }],
    });
    expect(await messagesOf('cell:1', (found) => found.length === 0)).toEqual([]);
  });

  it('answers nothing for a cell that it does not know, and lives on', async () => {
    expect(await ask('textDocument/hover', 'cell:unknown', 0, 0)).toBeNull();
    expect(await ask('textDocument/completion', 'cell:unknown', 0, 0)).toEqual([]);
    await open(uri, 'const a = 1;');
    expect(await ask('textDocument/hover', 'cell:1', 999, 999)).toBeNull();
    expect(await ask('textDocument/hover', 'cell:1', 0, 6)).not.toBeNull();
  });
});
