import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  activationNamed,
  activationOf,
  familiarActivation,
  targetsFor,
  titleOf,
} from '../../extension/rewrite/activationNames';
import { detect } from '../../extension/rewrite/detect';
import type { Detection } from '../../extension/rewrite/detection';
import { judgeSwaps, planSwap } from '../../extension/rewrite/edits';
import { jsWords } from '../../extension/rewrite/javascript/jsWords';
import { pythonWords } from '../../extension/rewrite/python/pythonWords';
import { fileSource, type RewriteLanguage } from '../../extension/rewrite/source';
import { applyEdits } from '../../extension/rewrite/textEdits';
import { allActivations, defineActivation, forgetActivation, isOwn } from '../../kernels/activations';
import { mul, sigmoid, x } from '../../kernels/expression/build';
import { defineOwnActivations } from '../support/ownActivations';
import { parsers } from './parsers';

/** What a cell defined is swapped as the catalogue is: written into every framework, found there again, swapped back. */

beforeEach(() => {
  defineOwnActivations();
});
afterEach(() => {
  for (const { id } of allActivations().filter(isOwn)) forgetActivation(id);
});

const module = (act: string) =>
  `class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.act = ${act}\n`;
const programs: Record<string, string> = {
  PyTorch: `import torch\nfrom torch import nn\n\n\n${module('nn.ReLU()')}`,
  'PyTorch, a slot':
    'import torch\nfrom torch import nn\n\nlayer = nn.TransformerEncoderLayer(8, 2, activation="relu")\n',
  Keras: 'import keras\n\nact = keras.layers.Activation("relu")\n',
  'Keras, a layer': 'import keras\n\nnet = keras.Sequential([keras.layers.Dense(8, activation="relu")])\n',
  'tf.keras': 'import tensorflow as tf\n\nact = tf.keras.layers.Activation("relu")\n',
  Flax: 'import flax.linen as nn\n\n\nclass Net(nn.Module):\n    @nn.compact\n    def __call__(self, x):\n        return nn.relu(x)\n',
  NNX: 'from flax import nnx\n\n\nclass Net(nnx.Module):\n    def __init__(self, rngs):\n        self.fc = nnx.Linear(2, 2, rngs=rngs)\n\n    def __call__(self, x):\n        return nnx.relu(self.fc(x))\n',
  Equinox: 'import equinox as eqx\nimport jax\n\nact = eqx.nn.Lambda(jax.nn.relu)\n',
  Haiku: 'import haiku as hk\nimport jax\n\n\ndef net(x):\n    return hk.Sequential([jax.nn.relu])(x)\n',
};
const scripts: Record<string, string> = {
  'an operation': "import * as tf from '@tensorflow/tfjs';\n\nconst y = tf.relu(tf.ones([2]));\n",
  'a string':
    "import * as tf from '@tensorflow/tfjs';\n\nconst l = [tf.layers.dense({ units: 1, activation: 'relu' })];\n",
  'a layer': "import * as tf from '@tensorflow/tfjs';\n\nconst l = [tf.layers.reLU()];\n",
};
/** A module among the layers stays one there, and NNX has none of ReLU: xIELU does not go back either. */
const keepsLayers = new Set(['NNX']);
/** An operation cannot own a weight; every other place can be given one. */
const weightless = new Set(['an operation']);

async function swap(text: string, from: string, to: string, language: RewriteLanguage = 'python'): Promise<string> {
  const isFrom = ({ activation }: Detection) => activation === from;
  const { edits, refusals } = await planSwap(parsers, fileSource(text, language), isFrom, to);
  expect(refusals).toEqual([]);
  return applyEdits(text, edits);
}

async function found(text: string, language: RewriteLanguage = 'python'): Promise<string[]> {
  const detections = await detect(parsers, fileSource(text, language));
  return detections.map(({ activation, applicability }) => `${activation}${applicability === 'none' ? '!' : ''}`);
}

/** The name of the helper, which stands in front of everything else. */
function definedIn(text: string): string {
  return /^(?:class|def|function) (\w+)/m.exec(text)?.[1] ?? 'nothing';
}

async function verdictOn(text: string, target: string, language: RewriteLanguage = 'python') {
  const judged = await judgeSwaps(parsers, fileSource(text, language), ([first]) => first);
  return judged?.verdicts.get(target);
}

describe('in the menu', () => {
  it('one’s own stand behind TeLU and xIELU, and one that is forgotten does not', () => {
    expect(targetsFor('relu').slice(0, 7)).toEqual(['telu', 'xielu', 'mine', 'lean_gate', 'my_act', 'wavy', 'gelu']);
    forgetActivation('wavy');
    expect(targetsFor('relu').slice(0, 6)).toEqual(['telu', 'xielu', 'mine', 'lean_gate', 'my_act', 'gelu']);
    expect(titleOf('lean_gate')).toBe('Lean gate');
    expect(activationNamed('Lean-Gate')).toBe('lean_gate');
  });

  it('a framework’s CELU stays the framework’s, beside one’s own of that name', async () => {
    defineActivation({ id: 'celu', forward: mul(x, sigmoid(x)) });
    expect(activationOf('celu')).toBeUndefined();
    expect(activationOf('own_celu')?.id).toBe('celu');
    expect(await swap('from torch import nn\n\nact = nn.ReLU()\n', 'relu', 'celu')).toContain('nn.CELU()');
    expect(await swap('from torch import nn\n\nact = nn.ReLU()\n', 'relu', 'own_celu')).toContain('act = Celu()');
  });
});

describe.each(Object.keys(programs))('%s', (name) => {
  const text = programs[name] ?? '';

  it('takes a formula of one’s own, by the id as a name, and gives the text back', async () => {
    const there = await swap(text, 'relu', 'mine');
    expect(there).toMatch(/^(?:class Mine|def mine)\(/m);
    expect(there).toContain('"""Mine activation, defined in the workspace."""');
    expect(await found(there)).toEqual(['mine']);
    expect(await swap(there, 'mine', 'relu')).toBe(text);
  });

  it('takes one with trained parameters, each above its bound, and gives the text back', async () => {
    const there = await swap(text, 'relu', 'lean_gate');
    expect(there).toMatch(/^class LeanGate\(/m);
    expect(there).toContain('"""Lean gate activation, defined in the workspace (arXiv:3101.00001)."""');
    expect(there).toMatch(/0\.25 \+ [\w.]*softplus\(/);
    expect(await found(there)).toEqual(['lean_gate']);
    if (keepsLayers.has(name)) return;
    const back = await swap(there, 'lean_gate', 'relu');
    expect(await found(back)).toEqual(['relu']);
    expect(back).not.toContain('LeanGate');
  });

  it('takes one whose names are no names there', async () => {
    const there = await swap(text, 'relu', 'my_act');
    expect(there).toMatch(/^class MyAct\(/m);
    expect(await parsers.withTree(fileSource(there, 'python'), ({ root }) => root.hasError)).toBe(false);
    expect(there).not.toMatch(/\blambda = |self\.self\b/);
  });

  it('refuses one that is known by a table of numbers, and says so', async () => {
    const verdict = await verdictOn(text, 'wavy');
    expect(verdict).toMatchObject({
      applicability: 'none',
      reason: expect.stringContaining('no integral in closed form'),
    });
  });
});

describe.each(Object.keys(scripts))('tensorflow.js, %s', (name) => {
  const text = scripts[name] ?? '';

  it.each(['typescript', 'javascript'] as const)(
    'takes a formula of one’s own in %s, and gives the text back',
    async (language) => {
      const there = await swap(text, 'relu', 'mine', language);
      expect(there).toContain('// Mine activation, defined in the workspace.\n');
      expect(there).toMatch(/^(?:function mine\W|class Mine )/m);
      expect(await found(there, language)).toEqual(['mine']);
      const back = await swap(there, 'mine', 'relu', language);
      // A layer of its own says the same in one more word.
      expect(back.replace("tf.layers.activation({ activation: 'relu' })", 'tf.layers.reLU()')).toBe(text);
    },
  );

  it('takes one with trained parameters and gives it up again, or says why it cannot hold them', async () => {
    if (weightless.has(name)) {
      const verdict = await verdictOn(text, 'lean_gate', 'typescript');
      const reason = expect.stringContaining('trains parameters, which a function cannot own');
      expect(verdict).toMatchObject({ applicability: 'none', reason });
      return;
    }
    const there = await swap(text, 'relu', 'lean_gate', 'typescript');
    expect(there).toContain('new LeanGate()');
    expect(there).toContain('tf.add(tf.softplus(this.alpha.read()), 0.25)');
    expect(await found(there, 'typescript')).toEqual(['lean_gate']);
    expect(await swap(there, 'lean_gate', 'relu', 'typescript')).not.toContain('LeanGate');
  });

  it('refuses one that is known by a table of numbers, and says so', async () => {
    const verdict = await verdictOn(text, 'wavy', 'typescript');
    expect(verdict).toMatchObject({
      applicability: 'none',
      reason: expect.stringContaining('no integral in closed form'),
    });
  });
});

describe('activation-lab in a script', () => {
  const head = "import * as tf from '@tensorflow/tfjs';\nimport * as lab from 'activation-lab';\n\n";
  const definition = "lab.defineActivation({ id: 'mine', forward: gate });\n";
  const layer = "const l = [tf.layers.dense({ units: 1, activation: 'relu' })];\n";

  it('is trusted with one’s own only where the script defines it', async () => {
    const known = await swap(head + definition + layer, 'relu', 'mine', 'typescript');
    expect(known).toBe(head + definition + layer.replace("'relu'", "'mine' as never"));
    expect(await swap(head + layer, 'relu', 'mine', 'typescript')).toContain('class Mine extends tf.serialization');
    const verdict = await verdictOn(`${head}const act = lab.op('relu');\n`, 'mine', 'typescript');
    expect(verdict?.reason).toBe(
      'activation-lab knows Mine only where defineActivation has run: call it in this file first.',
    );
    const op = `${head}${definition}const act = lab.op('relu');\n`;
    expect(await swap(op, 'relu', 'mine', 'typescript')).toBe(op.replace("op('relu')", "op('mine')"));
  });
});

describe('a name that somebody chose', () => {
  it.each(['none', 'print', 'torch', 'class', 'lambda', 'forward', 'warning'])('is safe in Python: %s', async (id) => {
    defineActivation({ id, forward: mul(x, sigmoid(mul(2, x))) });
    for (const text of Object.values(programs)) {
      const there = await swap(text, 'relu', id);
      expect(pythonWords).not.toContain(definedIn(there));
      expect(await parsers.withTree(fileSource(there, 'python'), ({ root }) => root.hasError)).toBe(false);
      expect(await swap(there, id, 'relu')).toBe(text);
    }
  });

  it.each(['function', 'class', 'math', 'map', 'tf', 'activation'])('is safe in JavaScript: %s', async (id) => {
    defineActivation({ id, forward: mul(x, sigmoid(mul(2, x))) });
    for (const text of Object.values(scripts)) {
      const there = await swap(text, 'relu', id, 'typescript');
      expect(jsWords).not.toContain(definedIn(there));
      expect(await parsers.withTree(fileSource(there, 'typescript'), ({ root }) => root.hasError)).toBe(false);
      expect(await found(there, 'typescript')).toEqual([id]);
    }
  });

  it('says nothing of code that was there before', async () => {
    defineActivation({ id: 'model', forward: mul(x, sigmoid(x)) });
    const text = `import torch\nfrom torch import nn\n\n\n${module('nn.ReLU()').replace('Net', 'Model')}`;
    expect(familiarActivation('Model')).toBeUndefined();
    expect(await found(`${text}\n\nnet = Model()\n`)).toEqual(['relu']);
    const there = await swap(text, 'relu', 'model');
    expect(there).toContain('self.act = ModelActivation()');
    expect(await swap(there, 'model', 'relu')).toBe(text);
    const script = "import * as tf from '@tensorflow/tfjs';\n\nfunction model(x) { return tf.relu(x); }\nmodel(y);\n";
    expect(await found(script, 'javascript')).toEqual(['relu']);
  });
});

describe('what a swap has inserted', () => {
  it('is left alone by other swaps, also where nobody knows the activation any more', async () => {
    const kinked = defineActivation({ id: 'kinked', forward: mul(x, sigmoid(x)) });
    expect(kinked.id).toBe('kinked');
    for (const [text, language] of [
      ['import torch\nimport torch.nn.functional as F\n\ny = F.relu(x)\n', 'python'],
      [scripts['an operation'] ?? '', 'javascript'],
    ] as const) {
      const there = await swap(text, 'relu', 'kinked', language);
      const relu =
        language === 'python'
          ? there.replace('torch.sigmoid(wide)', 'torch.relu(wide)')
          : there.replace('tf.sigmoid(x)', 'tf.relu(x)');
      expect(relu).not.toBe(there);
      forgetActivation('kinked');
      expect(await found(relu, language)).toEqual(['relu!']);
      defineActivation({ id: 'kinked', forward: mul(x, sigmoid(x)) });
    }
  });

  it('is not taken for a formula that was defined later under its name', async () => {
    for (const [text, language] of [
      [programs.PyTorch ?? '', 'python'],
      [scripts['an operation'] ?? '', 'typescript'],
    ] as const) {
      const there = await swap(text, 'relu', 'mine', language);
      const more = there + (language === 'python' ? 'act = nn.ReLU()\n' : 'const z = tf.relu(y);\n');
      expect(await swap(more, 'relu', 'mine', language)).toContain(
        language === 'python' ? 'act = Mine()' : 'z = mine(y)',
      );
      defineActivation({ id: 'mine', title: 'Mine', forward: mul(x, sigmoid(mul(3, x))) });
      const isRelu = ({ activation }: Detection) => activation === 'relu';
      const { refusals } = await planSwap(parsers, fileSource(more, language), isRelu, 'mine');
      expect(refusals.map(({ reason }) => reason)).toEqual([
        expect.stringMatching(/^[Mm]ine of this file has another formula/),
      ]);
      // It is still one of ours, that can be swapped away.
      expect(await found(there, language)).toEqual(['mine']);
      defineOwnActivations();
    }
  });
});

it('refuses a configuration that could not be built', async () => {
  const verdict = await verdictOn('{"model_type": "bert", "hidden_act": "relu"}', 'mine', 'json');
  expect(verdict).toMatchObject({
    applicability: 'none',
    reason: 'transformers has no Mine: a model of this configuration could not be built.',
  });
  const python = 'from transformers import BertConfig\n\nconfig = BertConfig(hidden_act="relu")\n';
  expect((await verdictOn(python, 'mine'))?.reason).toContain('(Mine): building the model would raise a KeyError.');
});
