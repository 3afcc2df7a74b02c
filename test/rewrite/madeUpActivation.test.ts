import { describe, expect, it, vi } from 'vitest';

/** One more file of the catalogue is a target everywhere, with no further edit: here one that nobody else has. */
vi.mock('../../kernels/activations/catalogue', async (original) => {
  const { add, exp, mul, neg, parameter, sigmoid, x } = await import('../../kernels/expression/build');
  const { activations } = await original<{ activations: readonly unknown[] }>();
  const shared = {
    reference: { text: 'Nobody, Nothing, 2031', url: 'https://arxiv.org/abs/3101.00001' },
    summary: 'Made up.',
    limits: { left: 0, right: Infinity },
    golden: [[0, 0, 0]],
  };
  const wobble = {
    ...shared,
    id: 'wobbleGate',
    title: 'Wobble-Gate',
    forward: mul(x, sigmoid(exp(neg(x)))),
    parameters: [],
  };
  const lean = {
    ...shared,
    id: 'leanGate',
    title: 'LeanGate',
    forward: mul(x, sigmoid(add(x, parameter('lean')))),
    parameters: [{ name: 'lean', symbol: 'l', initial: 0.5, trainable: true, range: [0, 1], above: 0.25 }],
  };
  return { activations: [...activations, wobble, lean] };
});

const { planSwap } = await import('../../extension/rewrite/edits');
const { targetsFor, titleOf } = await import('../../extension/rewrite/activationNames');
const { fileSource } = await import('../../extension/rewrite/source');
const { applyEdits } = await import('../../extension/rewrite/textEdits');
const { parsers } = await import('./parsers');

const net =
  'class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.act = nn.ReLU()\n';
const programs: Record<string, string> = {
  PyTorch: `import torch\nfrom torch import nn\n\n\n${net}`,
  Keras: 'import keras\n\nact = keras.layers.Activation("relu")\n',
  'tf.keras': 'import tensorflow as tf\n\nact = tf.keras.layers.ReLU()\n',
  Flax: 'import flax.linen as nn\n\n\nclass Net(nn.Module):\n    @nn.compact\n    def __call__(self, x):\n        return nn.relu(x)\n',
  Equinox: 'import equinox as eqx\nimport jax\n\nact = eqx.nn.Lambda(jax.nn.relu)\n',
  Haiku: 'import haiku as hk\nimport jax\n\n\ndef net(x):\n    return hk.Sequential([jax.nn.relu])(x)\n',
};

async function swap(text: string, target: string): Promise<string> {
  const { edits, refusals } = await planSwap(parsers, fileSource(text, 'python'), () => true, target);
  expect(refusals).toEqual([]);
  return applyEdits(text, edits);
}

describe('an activation that was just added', () => {
  it('stands in the menu under its title', () => {
    expect(targetsFor('relu')).toContain('wobble_gate');
    expect(titleOf('wobble_gate')).toBe('Wobble-Gate');
  });

  it.each(Object.keys(programs))('is written into %s', async (name) => {
    const swapped = await swap(programs[name] ?? '', 'wobble_gate');
    expect(swapped).toMatch(/(?:class WobbleGate|def wobble_gate)\(/);
    expect(swapped).toContain('"""Wobble-Gate activation (arXiv:3101.00001)."""');
    expect(swapped).not.toMatch(/relu\(|ReLU\(|"relu"/);
  });

  it.each(Object.keys(programs))('brings its trained parameter into %s, above its bound', async (name) => {
    const swapped = await swap(programs[name] ?? '', 'lean_gate');
    expect(swapped).toMatch(/class LeanGate\(/);
    expect(swapped).toMatch(/0\.25 \+ [\w.{}]*softplus\(/);
  });
});
