import { describe, expect, it } from 'vitest';
import { swapFile } from '../../extension/rewrite/swapFile';
import { parsers } from './parsers';

const telu = { from: 'relu', to: 'telu' };
const back = { from: 'telu', to: 'relu' };

function notebookOf(cells: readonly (string | string[])[], language = 'python', indent: number | string = 1): string {
  return `${JSON.stringify(
    {
      cells: [
        { cell_type: 'markdown', metadata: {}, source: ['`nn.ReLU()`\n'] },
        ...cells.map((source) => ({
          cell_type: 'code',
          execution_count: 3,
          metadata: {},
          outputs: ['nn.ReLU()'],
          source,
        })),
      ],
      metadata: { kernelspec: { display_name: 'K', language, name: 'k' } },
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    indent,
  )}\n`;
}

async function swapped(path: string, text: string, request = telu): Promise<string> {
  return (await swapFile(parsers, path, text, request)).text;
}

describe('notebook files', () => {
  const cells = [
    ['%matplotlib inline\n', 'from torch import nn'],
    ['%%time\n', '!ls\n', 'a = nn.ReLU()'],
    ['b = nn.ReLU()\n', '!echo'],
  ];

  it.each([1, 2, '\t'])('get one helper for all cells, and the text back (indented by %j)', async (indent) => {
    const text = notebookOf(cells, 'python', indent);
    const there = await swapped('a.ipynb', text);
    expect(there.match(/class TeLU/g)).toHaveLength(1);
    expect(there).toContain('"b = TeLU()\\n"');
    expect(there).toMatch(/"%%time\\n",\s+"!ls\\n",\s+"import torch/);
    expect(await swapped('a.ipynb', there)).toBe(there);
    const again: { cells: { source: string[] }[] } = JSON.parse(await swapped('a.ipynb', there, back));
    expect(again.cells.slice(3).map(({ source }) => source)).toEqual(cells.slice(2));
    expect(JSON.stringify(again)).not.toContain('TeLU');
  });

  it('keep outputs, markdown and single-string sources', async () => {
    const text = notebookOf(['import * as tf from "@tensorflow/tfjs";\n\nconst y = tf.relu(x);\n'], 'typescript', 2);
    const there = await swapped('a.ipynb', text);
    expect(there).toContain('"nn.ReLU()"');
    expect(there).toContain('const y = telu(x);\\n"');
    expect(await swapped('a.ipynb', there, back)).toBe(text);
  });

  it('keep a helper that a site which is left alone still needs', async () => {
    const text = notebookOf(
      [
        "import * as tf from '@tensorflow/tfjs';\nconst y = tf.relu(x);",
        'const table = { relu: tf.relu };\nconst z = tf.relu(x);',
      ],
      'javascript',
    );
    const there = (await swapped('a.ipynb', text)).replace('tf.relu }', 'telu }');
    const again = await swapped('a.ipynb', there, back);
    expect(again).toContain('function telu(x)');
    expect(again).toContain('const z = tf.relu(x);');
  });

  it.each(['{', '[]', '{"cells": 3}', '', '<<<<<<< HEAD\n{"cells": []}'])(
    'that are none are left as they are: %j',
    async (text) => {
      expect(await swapFile(parsers, 'a.ipynb', text, telu)).toMatchObject({ text, sites: [] });
    },
  );
});

describe('any file', () => {
  const torch = 'from torch import nn\nact = nn.ReLU()\n';

  it('keeps a byte order mark', async () => {
    expect(await swapFile(parsers, 'a.py', `\uFEFF${torch}`, { from: 'relu', to: 'gelu' })).toMatchObject({
      text: `\uFEFF${torch.replace('ReLU', 'GELU')}`,
      sites: [{ line: 2, column: 7, text: 'nn.ReLU', applicability: 'safe' }],
    });
  });

  it.each([
    ['a.py', `${torch}\0`, /not text/],
    ['a.js', `const tf = require('@tensorflow/tfjs');${'a();'.repeat(6000)}`, /minified/],
    ['a.py', torch.repeat(70_000), /longer/],
    ['a.rs', torch, /none of the languages/],
  ])('%s is skipped with the reason where nobody should edit', async (path, text, reason) => {
    expect(await swapFile(parsers, path, text, telu)).toMatchObject({ text, skipped: expect.stringMatching(reason) });
  });

  it('swaps calls inside calls to the end', async () => {
    const text = "import * as tf from '@tensorflow/tfjs';\nconst y = tf.relu(tf.relu(x).add(tf.relu(tf.relu(z))));\n";
    const there = await swapped('a.ts', text);
    expect(there).toContain('const y = telu(telu(x).add(telu(telu(z))));');
    expect(await swapped('a.ts', there)).toBe(there);
  });

  it('tells what it leaves alone, and why', async () => {
    const text = `${torch}table = {"relu": nn.ReLU()}\n`;
    const { sites } = await swapFile(parsers, 'a.py', text, telu);
    expect(sites[1]).toMatchObject({ applicability: 'none', reason: expect.stringContaining('table') });
  });
});
