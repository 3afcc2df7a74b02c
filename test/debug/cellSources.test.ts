import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CellSources } from '../../extension/debug/cellSources';
import { cellFile } from '../../kernels/notebook/debug/cellFile';

const uri = 'vscode-notebook-cell:/home/me/a.ipynb#W0sZmlsZQ%3D%3D';
const sources = new CellSources('/tmp/activation-lab-cells', () => [{ uri, title: 'Cell 1' }]);
const file = cellFile(uri);

describe('what passes between the editor and the debugger', () => {
  it('names a cell as a file on its way to the debugger', () => {
    const request = { command: 'setBreakpoints', arguments: { source: { path: uri }, breakpoints: [{ line: 2 }] } };
    sources.toFiles(request, path.posix.join);
    expect(request.arguments.source.path).toBe(`/tmp/activation-lab-cells/${file}`);
  });

  it.each(['/tmp/activation-lab-cells/', 'c:\\Users\\me\\Temp\\activation-lab-cells\\'])(
    'names a file in %s as its cell on its way back, at any depth',
    (folder) => {
      const source = { path: folder + file, name: file, sourceReference: 7 };
      const response = { type: 'response', body: { stackFrames: [{ source: { ...source } }], source: { ...source } } };
      sources.toCells(response);
      expect(response.body).toEqual({
        stackFrames: [{ source: { path: uri, name: 'Cell 1' } }],
        source: { path: uri, name: 'Cell 1' },
      });
    },
  );

  it('leaves everything else as it is', () => {
    const message = {
      body: { source: { path: '/home/me/util.ts', sourceReference: 1 }, other: null },
      list: [{ source: 'text' }, { source: { path: `/tmp/activation-lab-cells/${'0'.repeat(16)}.ts` } }],
    };
    const before = structuredClone(message);
    sources.toCells(message);
    sources.toFiles(message, path.posix.join);
    expect(message).toEqual(before);
  });
});
