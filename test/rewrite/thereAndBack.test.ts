import { describe, expect, it } from 'vitest';
import type { ActivationId } from '../../extension/rewrite/activationNames';
import { detect } from '../../extension/rewrite/detect';
import type { Detection, Verdict } from '../../extension/rewrite/detection';
import { planSwap } from '../../extension/rewrite/edits';
import { fileSource, type RewriteLanguage } from '../../extension/rewrite/source';
import { applyEdits } from '../../extension/rewrite/textEdits';
import { lostOnTheWay } from './lostOnTheWay';
import { parsers } from './parsers';
import {
  jaxSpellings,
  kerasSpellings,
  pythonDetours,
  tfjsDetours,
  tfjsSpellings,
  torchElsewhereSpellings,
  torchSpellings,
  transformersSpellings,
} from './spellings';
import { swapPairs } from './swapPairs';

/** A swap and its reverse give the text back, to the byte, in every example that the other tests of swaps know. */
interface Example {
  readonly name: string;
  readonly language: RewriteLanguage;
  readonly text: string;
}

const python = [
  ...[torchSpellings, torchElsewhereSpellings, kerasSpellings, jaxSpellings, transformersSpellings].flat(),
  ...pythonDetours,
];
const examples: Example[] = [
  ...swapPairs
    .filter(({ lang }) => lang !== 'notebook')
    .flatMap(({ id, lang, before, after }) => [
      { name: id, language: lang as RewriteLanguage, text: before },
      ...(after === null ? [] : [{ name: `${id}.after`, language: lang as RewriteLanguage, text: after }]),
    ]),
  ...python.map(([code]) => ({ name: code, language: 'python' as const, text: asFile(code, 'python') })),
  ...[...tfjsSpellings, ...tfjsDetours].map(([code]) => {
    return { name: code, language: 'typescript' as const, text: asFile(code, 'typescript') };
  }),
];
const ways: [from: ActivationId, through: ActivationId][] = [
  ['relu', 'telu'],
  ['silu', 'telu'],
  ['gelu', 'telu'],
  ['gelu', 'xielu'],
];
const lost = new Set([...lostOnTheWay.values()].flat());

/** With the blank lines behind the imports that formatters put there. */
function asFile(code: string, language: RewriteLanguage): string {
  const imports = /^(?:%%.*\n)?(?:(?:import|from|const .*\b(?:require|import)\() ?.*\n)+/.exec(code)?.[0] ?? '';
  const rest = code.slice(imports.length);
  const gap = language === 'python' && /^(?:class|def) /.test(rest) ? '\n\n' : '\n';
  return `${imports}${imports && gap}${rest}\n`;
}

async function swap(text: string, language: RewriteLanguage, from: ActivationId, to: ActivationId): Promise<string> {
  const isChosen = ({ activation }: Detection, { applicability }: Verdict) =>
    activation === from && applicability !== 'none';
  const { edits } = await planSwap(parsers, fileSource(text, language), isChosen, to);
  return applyEdits(text, edits);
}

/** null: the text has nothing to swap, or already has what the swap would bring. */
async function thereAndBack({ text, language }: Example, from: ActivationId, through: ActivationId) {
  const found = (await detect(parsers, fileSource(text, language))).map(({ activation }) => activation);
  const there = found.includes(through) ? text : await swap(text, language, from, through);
  return there === text ? null : swap(there, language, through, from);
}

describe('a swap and its reverse', () => {
  it.each(examples.filter(({ name }) => !lost.has(name)))('give the text back: $name', async (example) => {
    for (const [from, through] of ways) {
      expect((await thereAndBack(example, from, through)) ?? example.text).toBe(example.text);
    }
  });

  const torch = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';
  const more = [
    `${torch}\n\nclass Net(nn.Module):\n    act = nn.ReLU()\n\n    def forward(self, x):\n        return F.relu(x)\n`,
    'import torch\nfrom torch import nn\n\nnet = nn.Sequential(nn.ReLU(), nn.ReLU())\n',
    'import torch\n\n\ndef f(x):\n    return torch.relu(x)\n',
    `${torch}\nlayer = nn.TransformerEncoderLayer(8, 2, activation=F.relu)\n`,
    'import flax.linen as nn\nimport jax\n\n\ndef f(x):\n    return nn.relu(jax.lax.stop_gradient(x))\n',
    'import keras\n\nmodel = keras.Sequential([\n    keras.layers.Activation("relu"),\n    keras.layers.Dense(1),\n])\n',
    // One helper for the class and one for the function, both with torch.
    'import torch.nn as nn\nimport torch.nn.functional as F\n\nact = nn.ReLU()\ny = F.dropout(F.relu(x))\n',
    // Classes one blank line apart, as in the rest of the file.
    'from torch import nn\nimport torch\n\nclass A(nn.Module):\n    act = nn.ReLU()\n\nclass B(nn.Module):\n    x: torch.Tensor\n',
    'import torch.nn as nn\nimport os\n\nact = nn.ReLU()\n',
    'from torch.nn import ReLU, Sequential\nimport timm\n\nnet = Sequential(ReLU())\n',
    'import timm\n\nmodel = timm.create_model("vit", act_layer="relu")\n',
    'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n\ny = F.relu(nn.Linear(1, 1)(x))\n',
    'import torch\nimport torch.nn as nn\n\n\ndef f(x):\n    x = nn.functional.dropout(torch.cat(x))\n    return nn.functional.relu(x)\n',
    'from flax import linen as nn\n\n\ndef f(x):\n    return nn.relu(x)\n',
    'import tensorflow as tf\n\n\ndef f(x):\n    return tf.nn.relu(x)\n',
    'from keras import layers\n\nlayer = layers.Dense(8, activation="relu")\n',
    // Imports that are written as no swap writes them are the author's, read or not.
    'import torch  # for the side effects\nimport torch.nn as nn\n\nact = nn.ReLU()\n',
    'import os, torch\nimport torch.nn as nn\n\nact = nn.ReLU()\n',
    'import torch\nimport torch.nn as nn\n\n__all__ = ["torch"]\n\nact = nn.ReLU()\n',
  ];
  const scripts = [
    "import * as tf from '@tensorflow/tfjs';\n\nconst l = tf.layers.dense({ units: 1, activation: 'relu' });\nconst y = tf.relu(x);\n",
    'import * as tf from \'@tensorflow/tfjs\';\n\ntf.layers.dense({ units: 1, activation: "relu" });\n',
    "import { relu, tidy } from '@tensorflow/tfjs';\n\nexport const act = (x) => tidy(() => relu(x));\n",
    "import * as tf from '@tensorflow/tfjs';\nimport * as lab from 'activation-lab';\n\ntf.layers.dense({ units: 1, activation: 'relu' });\nconst y = tf.relu(x);\n",
  ];
  it.each<[text: string, language: RewriteLanguage]>([
    ...more.map((text): [string, RewriteLanguage] => [text, 'python']),
    ...scripts.map((text): [string, RewriteLanguage] => [text, 'typescript']),
    ...scripts.map((text): [string, RewriteLanguage] => [text, 'javascript']),
  ])('give the text back: %j (%s)', async (text, language) => {
    const windows = text.replaceAll('\n', '\r\n');
    for (const through of language === 'python' ? ['telu', 'logish'] : ['telu']) {
      expect(await thereAndBack({ name: text, language, text }, 'relu', through)).toBe(text);
      expect(await thereAndBack({ name: text, language, text: windows }, 'relu', through)).toBe(windows);
    }
  });

  const trained = [
    'import flax.linen as nn\nimport jax\n\n\nclass M(nn.Module):\n    @nn.compact\n    def __call__(self, x):\n        return nn.relu(jax.lax.stop_gradient(x))\n',
    'import flax.linen as nn\n\n\nclass M(nn.Module):\n    @nn.compact\n    def __call__(self, x):\n        return nn.relu(nn.Dense(8)(x))\n',
    'import haiku as hk\nimport jax\n\nnet = hk.Sequential([hk.Linear(8), jax.nn.relu])\n',
    'import equinox as eqx\nimport jax\n\nnet = eqx.nn.MLP(4, 1, 8, 2, activation=jax.nn.relu, key=jax.random.PRNGKey(0))\n',
    'import torch\nfrom torch import nn\n\nlayer = nn.TransformerEncoderLayer(8, 2, activation="relu")\n',
  ];
  it.each(trained)('give the text back from xIELU, which is a module: %j', async (text) => {
    const there = await swap(text, 'python', 'relu', 'xielu');
    expect(there).toContain('XIELU()');
    expect(await swap(there, 'python', 'xielu', 'relu')).toBe(text);
  });

  it('leave the import that a later cell of a notebook reads', async () => {
    const cell = 'import torch.nn as nn\n\nact = nn.ReLU()\n';
    const there = await swap(cell, 'python', 'relu', 'telu');
    const later = { ...fileSource(there, 'python'), laterText: 'torch.manual_seed(1)' };
    const { edits } = await planSwap(parsers, later, ({ activation }) => activation === 'telu', 'relu');
    expect(applyEdits(there, edits)).toBe(`import torch\n${cell}`);
  });
});

describe.each([...lostOnTheWay])('%s', (_, names) => {
  it.each(names)('%s', async (name) => {
    const example = examples.find((each) => each.name === name);
    expect(example).toBeDefined();
    const changed: string[] = [];
    for (const [from, through] of ways) {
      const back = example ? await thereAndBack(example, from, through) : null;
      if (example && back !== null && back !== example.text) {
        changed.push(back);
        expect(await thereAndBack({ ...example, text: back }, from, through)).toBe(back);
      }
    }
    expect(changed).not.toEqual([]);
  });
});
