import { describe, expect, it } from 'vitest';
import type { ActivationId } from '../../extension/rewrite/activationNames';
import { sourceOfCell } from '../../extension/rewrite/cells';
import { judgeSwaps, planSwap } from '../../extension/rewrite/edits';
import type { RewriteLanguage } from '../../extension/rewrite/source';
import { type Cell, swapCells } from '../../extension/rewrite/swapCells';
import { applyEdits } from '../../extension/rewrite/textEdits';
import { parsers } from './parsers';

async function swapCell(
  earlier: readonly string[],
  cell: string,
  target: ActivationId,
  language: RewriteLanguage = 'typescript',
): Promise<string> {
  const source = await sourceOfCell(parsers, earlier, cell, language);
  const { edits } = await planSwap(parsers, source, ({ activation }) => activation === 'relu', target);
  const moved = edits.map(({ start, end, newText }) => {
    return { start: start - source.editableFrom, end: end - source.editableFrom, newText };
  });
  return applyEdits(cell, moved);
}

const tf = "import * as tf from '@tensorflow/tfjs';";
const lab = "import * as lab from 'activation-lab';";

describe('a cell of a TypeScript notebook', () => {
  it('takes what activation-lab registered in an earlier cell', async () => {
    const cell = "model.add(tf.layers.dense({ units: 8, activation: 'relu' }));\nconst y = tf.relu(x);";
    expect(await swapCell([tf, lab], cell, 'telu')).toBe(
      "model.add(tf.layers.dense({ units: 8, activation: 'telu' as never }));\nconst y = lab.telu(x);",
    );
    expect(await swapCell([`${tf}\n${lab}`], cell, 'mish')).toBe(
      "model.add(tf.layers.dense({ units: 8, activation: 'mish' }));\nconst y = lab.op('mish')(x);",
    );
    expect(await swapCell([tf, lab], cell, 'xielu')).toBe(
      'model.add(tf.layers.dense({ units: 8 }));\nmodel.add(new lab.XIELU());\nconst y = lab.xielu(x);',
    );
  });

  it('gets the helper itself where no lab is imported', async () => {
    const swapped = await swapCell([tf], 'const y = tf.relu(x);', 'telu');
    expect(swapped).toMatch(/^\/\/ TeLU activation[\s\S]+function telu<[\s\S]+\n\}\n\nconst y = telu\(x\);$/);
  });

  it('reuses a helper of an earlier cell', async () => {
    const earlier = [tf, 'function telu(x: tf.Tensor) {\n  return x;\n}'];
    expect(await swapCell(earlier, 'const y = tf.relu(x);', 'telu')).toBe('const y = telu(x);');
  });

  it('is not disturbed by a half-typed cell before it', async () => {
    const earlier = [tf, 'const broken = (', lab];
    expect(await swapCell(earlier, 'const y = tf.relu(x);', 'telu')).toBe('const y = lab.telu(x);');
  });
});

describe('a cell of a Python notebook', () => {
  it('imports a name in the cell rather than change an earlier one', async () => {
    const earlier = ['from torch.nn import ReLU, Sequential', '!pip install x'];
    expect(await swapCell(earlier, 'net = Sequential(ReLU())', 'silu', 'python')).toBe(
      'from torch.nn import SiLU\nnet = Sequential(SiLU())',
    );
  });

  it('keeps magics where they are', async () => {
    const cell = '%matplotlib inline\nact = nn.ReLU()';
    expect(await swapCell(['from torch import nn'], cell, 'gelu', 'python')).toBe(
      '%matplotlib inline\nact = nn.GELU()',
    );
  });
});

describe('a whole notebook', () => {
  const notebook = (...sources: string[]): Cell[] => sources.map((source) => ({ language: 'python', source }));
  const textsOf = async (cells: readonly Cell[], from: ActivationId, to: ActivationId) => {
    return (await swapCells(parsers, cells, { from, to })).map(({ text }) => text);
  };
  const net = (act: string) => `net = nn.Sequential(nn.Linear(2, 2), ${act}, nn.Linear(2, 1))`;
  const original = ['import torch\nfrom torch import nn', net('nn.ReLU()'), net('nn.ReLU()')];

  it('goes from one helper to another, and the first helper with its last use', async () => {
    const telu = await textsOf(notebook(...original), 'relu', 'telu');
    const smish = await textsOf(notebook(...telu), 'telu', 'smish');
    expect(telu.join('\n').match(/class TeLU/g)).toHaveLength(1);
    expect(smish.join('\n')).not.toMatch(/TeLU/);
    expect(smish.join('\n').match(/class Smish/g)).toHaveLength(1);
    expect(await textsOf(notebook(...smish), 'smish', 'relu')).toEqual(original);
  });

  it('comes back without the import that the helper brought into a cell of its own', async () => {
    const bare = ['import torch.nn as nn\n', 'act = nn.ReLU()\n', 'other = nn.ReLU()'];
    const telu = await textsOf(notebook(...bare), 'relu', 'telu');
    expect(telu[1]).toMatch(/^import torch\n\n\nclass TeLU[\s\S]*\n\n\nact = TeLU\(\)\n$/);
    expect(await textsOf(notebook(...telu), 'telu', 'relu')).toEqual(bare);
  });

  it('keeps a helper that a later cell still names', async () => {
    const telu = await textsOf(notebook(...original), 'relu', 'telu');
    const smish = await textsOf(notebook(...telu, 'print(TeLU.__doc__)'), 'telu', 'smish');
    expect(smish.join('\n')).toMatch(/class TeLU[\s\S]*class Smish|class Smish[\s\S]*class TeLU/);
  });
});

describe('reasons in the menu', () => {
  it('tells for each target what stands against it', async () => {
    const text = 'import torch.nn.functional as F\n\n\ndef f(x):\n    return F.relu(x)\n';
    const source = await sourceOfCell(parsers, [], text, 'python');
    const judged = await judgeSwaps(parsers, source, ([first]) => first);
    expect(judged?.verdicts.get('silu')).toMatchObject({ applicability: 'safe' });
    expect(judged?.verdicts.get('xielu')?.reason).toMatch(/outside a module/);
    expect([...(judged?.verdicts.keys() ?? [])].slice(0, 5)).toEqual(['telu', 'xielu', 'gelu', 'silu', 'mish']);
  });
});
