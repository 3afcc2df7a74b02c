import { describe, expect, it } from 'vitest';
import type { ActivationId } from '../../extension/rewrite/activationNames';
import { detect } from '../../extension/rewrite/detect';
import { planSwap } from '../../extension/rewrite/edits';
import { fileSource, type RewriteLanguage } from '../../extension/rewrite/source';
import { applyEdits } from '../../extension/rewrite/textEdits';
import { parsers } from './parsers';
import { kerasDetour, pythonDetours, tf, tfjsDetours } from './spellings';

/** Activations that reach their layer by a detour: a choice, a default, options made elsewhere, a partial call. */
async function found(code: string, language: RewriteLanguage): Promise<string[]> {
  const detections = await detect(parsers, fileSource(code, language));
  const mark = { safe: '', unsafe: '?', none: '!' };
  return detections.map(({ activation, applicability }) => `${activation}${mark[applicability]}`);
}

/** The text after the swap, and the reasons of what was refused. */
async function swapped(code: string, language: RewriteLanguage, target: ActivationId) {
  const { edits, refusals } = await planSwap(parsers, fileSource(code, language), () => true, target);
  return { text: applyEdits(code, edits), reasons: refusals.map(({ reason }) => reason) };
}

describe('tensorflow.js', () => {
  it.each(tfjsDetours)('finds the activation in %j', async (code, expected) => {
    expect(await found(code, 'typescript')).toEqual(expected);
  });

  it.each([
    `${tf}tf.layers.dense({ activation: kind === 'gate' ? 'sigmoid' : 'softmax' });`,
    `${tf}tf.layers.dense({ name: options.name ?? 'relu' });`,
    `${tf}tf.layers.dense({ activation: act === 'relu' });`,
    `${tf}tf.layers.dense({ activation: 'relu' && other });`,
    `${tf}tf.layers.lstm({ activation: options.activation ?? 'relu' });`,
    `${tf}const config = { activation: 'relu' };\nshow(config.activation);`,
    `${tf}const config = { activation: 'relu', gate: 'relu' };\ntf.layers.lstm({ activation: config.activation });`,
    `${tf}const config = { outputActivation: 'relu' };\ntf.layers.dense({ activation: config.activation });`,
    `${tf}const config = { activation: 'relu' };\ntf.layers.dense({ name: config.activation });`,
    `${tf}const activation = options.activation ?? 'relu';\ntf.layers.dense({ activation });`,
    `${tf}function describe(activation = 'relu') { return names.get(activation); }`,
    `${tf}function block(name = 'relu') { return tf.layers.dense({ name, activation }); }`,
    `${tf}function f(activation = 'relu') {}\nfunction g(activation) { return tf.layers.dense({ activation }); }`,
    `${tf}const o = { activation: 'relu' };\nm.add(tf.layers.conv2d({ filters: 1, ...o }));\nsave({ ...o });`,
    `${tf}const o = { filters: 1 };\no.activation = 'relu';\nsave(o);`,
    `${tf}save(Object.assign({ activation: 'relu' }, o));`,
    `${tf}const o = { activation: 'relu' };\ntf.layers.lstm(Object.assign({ units: 1 }, o));`,
    "class M { f() { return this.tf.layers.dense({ activation: 'relu' }); } }",
    "const window = make();\nconst y = window.tf.layers.dense({ activation: 'relu' });",
    "let tf;\ntf = load();\nconst y = tf.layers.dense({ activation: 'relu' });",
    "let tf;\ntf = other ?? require('@tensorflow/tfjs');\nconst y = tf.layers.dense({ activation: 'relu' });",
  ])('finds nothing in %j', async (code) => {
    expect(await found(code, 'typescript')).toEqual([]);
  });

  it('swaps one branch, and keeps the other', async () => {
    const code = `${tf}tf.layers.dense({ activation: isLast ? 'softmax' : 'relu' });`;
    const { text, reasons } = await swapped(code, 'javascript', 'silu');
    expect(text).toBe(code.replace("'relu'", "'swish'"));
    expect(reasons).toEqual([]);
  });

  it.each([
    [`tf.fused.matMul({ a, b, activation: 'relu' })`, 'elu', `tf.fused.matMul({ a, b, activation: 'elu' })`],
    [`tf.fused.matMul({ a, activation: 'relu', b })`, 'selu', `tf.selu(tf.fused.matMul({ a, b }))`],
    [`tf.fused.matMul({ a, b, activation: 'relu', })`, 'selu', `tf.selu(tf.fused.matMul({ a, b, }))`],
    [
      `tf.fused.matMul({ a, activation: 'leakyrelu', leakyreluAlpha: 0.3 })`,
      'relu',
      `tf.fused.matMul({ a, activation: 'relu' })`,
    ],
    [
      `tf.fused.matMul({ a, activation: 'prelu', preluActivationWeights: w })`,
      'selu',
      `tf.selu(tf.fused.matMul({ a }))`,
    ],
    [`tf.fused.matMul({ a, activation: 'relu' })`, 'telu', `telu(tf.fused.matMul({ a }))`],
  ])('swaps what is fused, and unfolds what cannot be: %s as %s', async (code, target, expected) => {
    const { text, reasons } = await swapped(`${tf}const y = ${code};`, 'javascript', target);
    expect(reasons).toEqual([]);
    expect(text.split('\n').at(-1)).toBe(`const y = ${expected};`);
  });

  it.each([
    [`tf.fused.matMul({ a, activation: last ? 'linear' : 'relu' })`, 'telu', 'can be fused'],
    [`tf.fused.matMul({ a, activation: 'relu' })`, 'xielu', 'cannot own'],
    [`tf.fused.matMul({ a, activation: 'relu' })`, 'prelu', 'cannot own'],
  ])('says why %s cannot be %s', async (code, target, reason) => {
    const { text, reasons } = await swapped(`${tf}const y = ${code};`, 'javascript', target);
    expect(text).toBe(`${tf}const y = ${code};`);
    expect(reasons).toEqual([expect.stringContaining(reason)]);
  });

  it.each([
    ['{ a }', "tf.fused.matMul({ a, activation: 'relu' })"],
    ['{ ...o }', 'tf.relu(tf.fused.matMul({ ...o }))'],
    ["{ activation: 'elu' }", "tf.relu(tf.fused.matMul({ activation: 'elu' }))"],
  ])('folds it again where %s says no activation', async (options, expected) => {
    const code = `${tf}const y = tf.fused.matMul({ a, activation: 'relu' });`;
    const there = (await swapped(code, 'javascript', 'telu')).text.replace('{ a }', options);
    const { edits } = await planSwap(
      parsers,
      fileSource(there, 'javascript'),
      ({ activation }) => activation === 'telu',
      'relu',
    );
    expect(applyEdits(there, edits)).toContain(`const y = ${expected};`);
  });

  it('defines nothing at the top of a file that loads the framework later', async () => {
    const code =
      "let tf;\nasync function load() { tf = await import('@tensorflow/tfjs'); }\nconst f = (x) => tf.relu(x);";
    expect((await swapped(code, 'javascript', 'elu')).text).toBe(code.replace('relu', 'elu'));
    const { text, reasons } = await swapped(code, 'javascript', 'telu');
    expect(text).toBe(code);
    expect(reasons).toEqual([expect.stringContaining('not imported')]);
  });

  it.each([
    `${tf}tf.layers.dense({ activation: isLast ? 'softmax' : 'relu' });`,
    `${tf}function block(activation = 'relu') { return tf.layers.dense({ activation }); }`,
  ])('has no layer with weights stand for the string of %j', async (code) => {
    const { text, reasons } = await swapped(code, 'javascript', 'xielu');
    expect(text).toBe(code);
    expect(reasons).toEqual([expect.stringContaining('is a layer here')]);
  });

  it('keeps a module whose name is only spread', async () => {
    const code = "import * as tf from '@tensorflow/tfjs';\nconst y = tf.relu(x);\nconst all = { ...tf };\n";
    expect((await swapped(code, 'javascript', 'elu')).text).toBe(code.replace('tf.relu', 'tf.elu'));
  });
});

describe('Keras and PyTorch', () => {
  it.each(pythonDetours)('finds the activation in %j', async (code, expected) => {
    expect(await found(code, 'python')).toEqual(expected);
  });

  it.each([
    `${kerasDetour}layers.Dense(8, activation="softmax" if act == "relu" else None)`,
    `${kerasDetour}layers.Dense(8, name=name or "relu")`,
    `${kerasDetour}Cell = partial(layers.LSTM, activation="relu")`,
    `${kerasDetour}f = partial(build, activation="relu")`,
    `${kerasDetour}activation = "relu"\nlayers.Dense(8, activation=activation)`,
    `${kerasDetour}options = {"activation": "relu"}\nbuild(**options)`,
    `${kerasDetour}options = {"activation": "relu"}\nlayers.Conv2D(8, 3, **options)\nprint(options)`,
    `${kerasDetour}options = {"name": "relu"}\nlayers.Conv2D(8, 3, **options)`,
    `${kerasDetour}options = {"activation": "relu"}\noptions = other()\nlayers.Conv2D(8, 3, **options)`,
    `${kerasDetour}def block(x, activation):\n    return layers.Dense(8, activation=activation)(x)\nblock("relu", act)`,
    `${kerasDetour}def block(x, activation):\n    return layers.Dense(8, activation=activation)(x)\nblock(*xs, "relu")`,
    `${kerasDetour}def block(x, activation):\n    return names[activation]\nblock(x, "relu")`,
    `${kerasDetour}self.assertIsInstance(layer.activation, keras.layers.ReLU)`,
    `${kerasDetour}assert_equal(layer.activation, keras.activations.relu)`,
  ])('finds nothing in %j', async (code) => {
    expect(await found(code, 'python')).toEqual([]);
  });

  it.each([
    `${kerasDetour}x = layers.Dense(8, activation="relu" if i < n else "softmax")(x)`,
    `${kerasDetour}net = [partial(layers.Dense, 8, activation="relu")]`,
  ])('puts no layer behind %j, where it would be made in every case', async (code) => {
    const { text, reasons } = await swapped(code, 'python', 'xielu');
    expect(text).toBe(code);
    expect(reasons).toEqual([expect.stringContaining('chosen among others')]);
  });
});

describe('a configuration of transformers', () => {
  it.each([
    'from transformers import AutoConfig\nc = make()\nc.hidden_act = "relu"',
    'from transformers import AutoModel\nc = AutoModel.from_pretrained("x")\nc.hidden_act = "relu"',
    'from transformers.activations import ACT2FN\nclass GPTConfig:\n    hidden_act: str = "gelu"\nact = ACT2FN[config.act]',
    'from transformers import AutoConfig\noptions = {"hidden_size": 8, "hidden_act": "relu"}',
    'options = {"model_type": "bert", "hidden_act": "relu"}',
    'import keras\nfrom transformers import x\noptions = {"activation": "relu"}\nkeras.layers.Dense(1, activation=activation)',
    'from transformers.activations import ACT2FN\nclass GPT:\n    hidden_act: str = "gelu"\nact = ACT2FN[config.hidden_act]',
  ])('is not %j', async (code) => {
    expect(await found(code, 'python')).toEqual([]);
  });
});

describe("T5's gates", () => {
  const t5 = 'from transformers import T5Config\n';

  it.each([
    ['gated-gelu', 'gelu_tanh?'],
    ['gated-silu', 'silu?'],
    ['gated-relu', 'relu?'],
    ['relu', 'relu'],
  ])('finds %j', async (name, expected) => {
    expect(await found(`${t5}T5Config(feed_forward_proj="${name}")`, 'python')).toEqual([expected]);
  });

  it('finds one that a configuration class starts with', async () => {
    const code = 'class C(PretrainedConfig):\n    feed_forward_proj: str = "gated-gelu"';
    expect(await found(`from transformers import PretrainedConfig\n${code}`, 'python')).toEqual(['gelu_tanh?']);
  });

  it.each([
    `${t5}T5Config(hidden_act="gated-gelu")`,
    `${t5}T5Config(feed_forward_proj="gated-linear")`,
    'T5Config(feed_forward_proj="gated-gelu")',
  ])('finds nothing in %j', async (code) => {
    expect(await found(code, 'python')).toEqual([]);
  });

  it.each([
    ['silu', 'gated-silu'],
    ['xielu', 'gated-xielu'],
  ])('stay gates as %s', async (target, expected) => {
    const { text } = await swapped(`${t5}T5Config(feed_forward_proj="gated-gelu")`, 'python', target);
    expect(text).toBe(`${t5}T5Config(feed_forward_proj="${expected}")`);
  });

  it('come back', async () => {
    const code = `${t5}T5Config(feed_forward_proj="gated-gelu")`;
    const { text } = await swapped(code, 'python', 'silu');
    expect((await swapped(text, 'python', 'gelu_tanh')).text).toBe(code);
  });

  it.each([
    ['gelu', 'tanh form'],
    ['telu', 'KeyError'],
  ])('say why they cannot be %s', async (target, reason) => {
    const code = `${t5}T5Config(feed_forward_proj="gated-silu")`;
    const outcome = await swapped(code, 'python', target);
    expect(outcome).toEqual({ text: code, reasons: [expect.stringContaining(reason)] });
  });
});
