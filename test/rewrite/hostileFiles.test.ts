import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { findDefects } from '../../extension/rewrite/defects';
import { fileSource } from '../../extension/rewrite/source';
import { swapFile } from '../../extension/rewrite/swapFile';
import { parsers } from './parsers';

/** Valid Python that few tools expect: each must be swapped, stay valid, and keep what makes it odd. */

const hasPython = spawnSync('python3', ['--version']).status === 0;
const request = { from: 'relu', to: 'telu' } as const;
const torch = 'import torch\nimport torch.nn as nn\n';
const long = Array.from(
  { length: 5000 },
  (_, i) => `class Block${i}(nn.Module):\n    act = ${i % 50 === 49 ? 'nn.ReLU()' : 'None'}\n    x = ${i}\n\n`,
);

const odd: [name: string, text: string, kept: RegExp][] = [
  [
    'a byte order mark and Windows line ends',
    `\uFEFF${torch}act = nn.ReLU()\n`.replaceAll('\n', '\r\n'),
    /^\uFEFFimport torch\r\n/,
  ],
  [
    'tabs',
    `${torch}class A(nn.Module):\n\tdef __init__(self):\n\t\tself.act = nn.ReLU()\n`,
    /\n\t\tself\.act = TeLU\(\)\n/,
  ],
  [
    'form feeds between the sections',
    `${torch}\f\nclass A:\n    act = nn.ReLU()\n\f\nclass B:\n    act = nn.ReLU()\n`,
    /\n\f\nclass B:/,
  ],
  [
    'f-strings in f-strings',
    `${torch}act = nn.ReLU()\nname = f"{f'{act!r:>{10}}'} {{nn.ReLU()}}"\n`,
    /\{\{nn\.ReLU\(\)\}\}/,
  ],
  [
    'several statements on a line',
    `${torch}a = nn.ReLU(); b = nn.ReLU() ; c = 1\n`,
    /a = TeLU\(\); b = TeLU\(\) ; c = 1/,
  ],
  ['a continued line', `${torch}act = \\\n    nn . ReLU (\n        inplace = True , # why\n    )\n`, /# why/],
  [
    'a docstring, comments and a future import first',
    `#!/usr/bin/env python\n# coding: utf-8\n"""Doc with import torch."""\nfrom __future__ import annotations\n${torch}act = nn.ReLU()\n`,
    /^#!.*\n# coding: utf-8\n"""Doc with import torch\."""\nfrom __future__/,
  ],
  [
    'letters beyond the basic plane',
    `${torch}λ = "𝛼𝛽🙂"; act = nn.ReLU()  # 𝛼\nσ = nn.ReLU()\n`,
    /"𝛼𝛽🙂"; act = TeLU\(\) {2}# 𝛼\nσ = TeLU\(\)/,
  ],
  ['no end of line at the end', `${torch}act = nn.ReLU()`, /act = TeLU\(\)$/],
  [
    'a match statement and a walrus',
    `${torch}match 1:\n    case 1 if (act := nn.ReLU()):\n        pass\n`,
    /act := TeLU\(\)/,
  ],
  [
    'decorators, async code and type parameters',
    `${torch}import functools\n\n@functools.cache\nasync def make[T](x: T) -> T:\n    async with x as y:\n        return nn.ReLU()(y)\n`,
    /return TeLU\(\)\(y\)/,
  ],
  ['20,000 lines', torch + long.join(''), /class Block4999\(nn\.Module\):\n {4}act = TeLU\(\)/],
];

describe.each(odd)('%s', (_, text, kept) => {
  it('are swapped and kept, and a second run changes nothing', async () => {
    const { text: swapped, sites } = await swapFile(parsers, 'a.py', text, request);
    expect(sites.filter(({ applicability }) => applicability === 'safe')).not.toEqual([]);
    expect(swapped).toMatch(kept);
    expect(swapped.match(/^class TeLU/gm)).toHaveLength(1);
    expect((await swapFile(parsers, 'a.py', swapped, request)).text).toBe(swapped);
    await findDefects(parsers, fileSource(swapped, 'python'));
  });

  it.skipIf(!hasPython)('are what Python reads (skipped where there is no python3)', async () => {
    const { text: swapped } = await swapFile(parsers, 'a.py', text, request);
    const program = 'import ast, sys; ast.parse(sys.stdin.buffer.read())';
    const isRead = (input: string) => spawnSync('python3', ['-c', program], { input }).status === 0;
    expect(isRead(swapped)).toBe(isRead(text));
  });
});

describe('what is not whole', () => {
  const conflict = `${torch}a = nn.ReLU()\n<<<<<<< ours\nb = nn.ReLU(\n=======\nb = nn.ReLU(True)\n>>>>>>> theirs\n\n\nclass C:\n    act = nn.ReLU()\n`;
  const untouched: [name: string, file: string, text: string][] = [
    ['the sides of a merge conflict', 'a.py', conflict.slice(conflict.indexOf('<<<'), conflict.indexOf('>>>'))],
    ['a call that is being typed', 'a.py', `${torch}net = nn.Sequential(nn.ReLU(), nn.Lin\n`],
    [
      'minified JavaScript',
      'a.js',
      `import*as tf from"@tensorflow/tfjs";${'tf.layers.dense({units:1,activation:"relu"});'.repeat(600)}`,
    ],
    ['a program named .py', 'a.py', `\u007FELF\0\0${torch}act = nn.ReLU()\n`],
    [
      'a notebook that ends in the middle',
      'a.ipynb',
      '{"cells": [{"cell_type": "code", "source": ["import torch.nn as nn\\n", "nn.ReLU()"',
    ],
    ['a notebook whose cells are no list', 'a.ipynb', '{"cells": {"source": "nn.ReLU()"}, "nbformat": 4}'],
  ];
  it.each(untouched)('%s: nothing is written there', async (_, file, text) => {
    expect((await swapFile(parsers, file, text, request)).text).toBe(text);
    if (file.endsWith('.py')) await findDefects(parsers, fileSource(text, 'python'));
  });

  it('leaves the conflict alone and swaps around it', async () => {
    const { text } = await swapFile(parsers, 'a.py', conflict, request);
    const sides = (whole: string) => whole.slice(whole.indexOf('<<<'), whole.indexOf('>>>'));
    expect(sides(text)).toBe(sides(conflict));
  });

  it('swaps the whole cells of a notebook that has a broken one', async () => {
    const cell = (source: string) => ({ cell_type: 'code', metadata: {}, outputs: [], execution_count: null, source });
    const cells = [
      '%%time\nimport torch\nimport torch.nn as nn',
      'net = nn.Sequential(nn.ReLU(',
      '!pip list\nact = nn.ReLU()',
    ];
    const text = JSON.stringify({ cells: cells.map(cell), metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1);
    const swapped = JSON.parse((await swapFile(parsers, 'a.ipynb', text, request)).text) as {
      cells: { source: string | string[] }[];
    };
    const sources = swapped.cells.map(({ source }) => [source].flat().join(''));
    expect(sources[0]).toMatch(/^%%time\n/);
    expect(sources[1]).toBe(cells[1]);
    expect(sources[2]).toContain('act = TeLU()');
    expect(sources.join('\n').match(/^class TeLU/gm)).toHaveLength(1);
  });
});
