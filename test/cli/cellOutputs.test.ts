import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CellOutputs } from '../../kernels/cli/cellOutputs';
import { Events } from '../../kernels/client/events';
import { LogFolder } from '../../kernels/client/printed/logFolder';
import { budget } from '../../kernels/client/printed/printedText';
import { errorOutput, type NotebookCell } from '../../kernels/notebook/ipynb';

let folder: string;
let kernel: Events;
let outputs: CellOutputs;
let cell: NotebookCell;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'activation-lab-outputs-'));
  kernel = new Events();
  outputs = new CellOutputs(new LogFolder(join(folder, 'logs')));
  cell = { cell_type: 'code', source: '', metadata: {}, execution_count: 3 };
  outputs.listen(kernel);
  outputs.begin('c', cell);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const print = (text: string, name: 'stdout' | 'stderr' = 'stdout') =>
  kernel.emit('stream', { executionId: 'c', name, text });

describe('the outputs of a notebook that runs without an editor', () => {
  it('joins what one stream prints, whatever pieces it comes in', () => {
    for (const piece of ['a', 'b\nc', '\n', '\nd']) print(piece);
    print('e', 'stderr');
    print('f');
    expect(cell.outputs).toEqual([
      { output_type: 'stream', name: 'stdout', text: ['ab\n', 'c\n', '\n', 'd'] },
      { output_type: 'stream', name: 'stderr', text: ['e'] },
      { output_type: 'stream', name: 'stdout', text: ['f'] },
    ]);
  });

  it('holds the beginning and the end of very much text, and names the file of all of it', () => {
    const line = `${'x'.repeat(99)}\n`;
    const count = budget / line.length + 500;
    for (let i = 0; i < count; i++) print(line);
    print('the end');
    outputs.fail('c', errorOutput({ name: 'Error', message: 'no', stack: 'Error: no' }));
    print(' is late');
    outputs.settle();
    const [start, notice, tail, error, ...more] = cell.outputs ?? [];
    expect(more).toEqual([]);
    expect(start).toMatchObject({ output_type: 'stream', name: 'stdout' });
    expect('text' in Object(start) && Object(start).text.length).toBe(budget / line.length);
    expect(JSON.stringify(notice)).toContain('50,501 lines');
    expect(Object(tail).text.at(-1)).toBe('the end is late');
    expect(error).toMatchObject({ output_type: 'error' });
    const [log = ''] = readdirSync(join(folder, 'logs'));
    expect(JSON.stringify(notice)).toContain(join(folder, 'logs', log));
    expect(readFileSync(join(folder, 'logs', log), 'utf8')).toBe(`${line.repeat(count)}the end is late`);
  });

  it('clears at once, or when the next output comes', () => {
    print('1');
    kernel.emit('clear', { executionId: 'c', wait: true });
    expect(cell.outputs).toHaveLength(1);
    print('2');
    expect(cell.outputs).toEqual([{ output_type: 'stream', name: 'stdout', text: ['2'] }]);
    kernel.emit('clear', { executionId: 'c', wait: false });
    expect(cell.outputs).toEqual([]);
  });
});
