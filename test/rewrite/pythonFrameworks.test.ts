import { describe, expect, it } from 'vitest';
import { detect } from '../../extension/rewrite/detect';
import { fileSource } from '../../extension/rewrite/source';
import { parsers } from './parsers';
import {
  jax,
  jaxSpellings,
  keras,
  kerasSpellings,
  torchElsewhereSpellings,
  transformers,
  transformersSpellings,
} from './spellings';

/** 'relu constructor' for every site; a refused one is marked with '!', one that wants a look with '?'. */
async function found(code: string): Promise<string[]> {
  const detections = await detect(parsers, fileSource(code, 'python'));
  const mark = { safe: '', unsafe: '?', none: '!' };
  return detections.map(({ activation, form, applicability }) => `${activation} ${form}${mark[applicability]}`);
}

describe('Keras and TensorFlow', () => {
  it.each(kerasSpellings)('finds the activation in %j', async (code, ...expected) => {
    expect(await found(code)).toEqual(expected);
  });

  it.each([
    `${keras}layers.LSTM(8, activation="relu")`,
    `${keras}layers.SimpleRNN(8, activation="relu")`,
    `${keras}layers.GRUCell(8, recurrent_activation="relu")`,
    `${keras}layers.Dense(1, activation="sigmoid")`,
    `${keras}layers.Dense(8, kernel_initializer="relu")`,
    `${keras}layers.Dense(8, name="relu")`,
    `${keras}layers.ReLU(negative_slope=0.1)`,
    `${keras}layers.ReLU(max_value=3)`,
    `${keras}keras.activations.relu(x, max_value=3)`,
    `${keras}names = ["relu", "gelu"]`,
    `${keras}model.get_layer("relu")`,
    `${keras}tf.nn.crelu(x)`,
    `${keras}tf.maximum(x, 0.0)`,
    `${keras}Block(activation="relu")`,
    `${keras}def f(activation="relu"):\n    return registry[activation]`,
    `${keras}config = {"class_name": "Dense", "config": {"activation": "relu"}}`,
    `${keras}if layer.activation == keras.activations.relu: pass`,
    `${keras}isinstance(layer, layers.ReLU)`,
    `${keras}def f(layers):\n    return layers.ReLU()`,
    'from mylib import layers\nlayers.Dense(8, activation="relu")',
    `${keras}class L(Dense):\n    def __init__(self):\n        super().__init__(8, activation="relu")`,
    `${keras}class L(layers.Dense):\n    def __init__(self):\n        super().setup(8, activation="relu")`,
    `${keras}class L(layers.LSTM):\n    def __init__(self):\n        super().__init__(8, activation="relu")`,
    'layers, _, _, _ = get_submodules_from_kwargs(kwargs)\nlayers.Dense(8, activation="relu")',
    'layers = None\ndef f(kwargs):\n    _, layers, _, _ = get_submodules_from_kwargs(kwargs)\ndef g():\n    layers.ReLU()',
    'import mxnet as keras\nkeras.layers.ReLU()',
    'import tensorflow as tf\ntf.raw_ops.Relu(features=x)',
  ])('finds nothing in %j', async (code) => {
    expect(await found(code)).toEqual([]);
  });
});

describe('JAX, Flax, Equinox, Haiku', () => {
  it.each(jaxSpellings)('finds the activation in %j', async (code, ...expected) => {
    expect(await found(code)).toEqual(expected);
  });

  it.each([
    `${jax}jnp.maximum(x, 0)`,
    `${jax}jax.nn.sigmoid(x)`,
    `${jax}jnp.tanh(x)`,
    `${jax}jax.nn.glu(x)`,
    `${jax}jax.nn.initializers.relu(x)`,
    `${jax}acts = [jax.nn.relu, jax.nn.gelu]`,
    `${jax}acts = [("relu", jax.nn.relu), pick(jax.nn)]`,
    `${jax}net = nn.Sequential([nn.Dense(8), nn.tanh])`,
    `${jax}net = hk.Linear(8)(jnp.tanh(x))`,
    `${jax}nn.Dense(8, name="relu")`,
    `${jax}def f(nn):\n    return nn.relu(x)`,
    `${jax}def relu(x):\n    return jnp.maximum(x, 0)\ny = relu(x)`,
    `${jax}Relu, other = jax.nn.relu, 1`,
    `${jax}if act is jax.nn.relu: pass`,
    `${jax}x.relu()`,
    'from mlx import nn\ny = nn.relu(x)',
    'import numpy as jnp\ny = jnp.relu(x)',
    'from trax import layers as nn\ny = nn.Relu()',
  ])('finds nothing in %j', async (code) => {
    expect(await found(code)).toEqual([]);
  });
});

describe('transformers', () => {
  it.each(transformersSpellings)('finds the activation in %j', async (code, ...expected) => {
    expect(await found(code)).toEqual(expected);
  });

  it.each([
    `${transformers}act = ACT2FN[config.hidden_act]`,
    `${transformers}act = ACT2FN[name]\nother = Elsewhere(activation="relu")`,
    `${transformers}class Head:\n    def __init__(self, activation="relu"):\n        self.conv = Conv(activation)`,
    `${transformers}LlamaConfig(pooler_act="tanh")`,
    `${transformers}LlamaConfig(rope_type="silu")`,
    `${transformers}if config.hidden_act == "gelu": pass`,
    `${transformers}layer.activation = "relu"`,
    `${transformers}Other(hidden_act="silu")`,
    `${transformers}options = {"hidden_act": "gelu"}`,
    `${transformers}AutoModel.from_dict({"hidden_act": "gelu"})`,
    `${transformers}LlamaConfig.to_dict({"hidden_act": "gelu"})`,
    `${transformers}AutoModel(**{"hidden_act": "gelu"})`,
    `${transformers}options.update({"hidden_act": "gelu"})`,
    `${transformers}class C(Arguments):\n    act_fn: str = field(default="relu")`,
    `${transformers}class C(PretrainedConfig):\n    act_fn: str = pick(default="relu")`,
    `${transformers}class C(PretrainedConfig):\n    act_fn: str = field(metadata="relu")`,
    `${transformers}class Mine:\n    hidden_act: str = "silu"`,
    'class MyConfig(Base):\n    hidden_act: str = "silu"',
    'from ..pp.modeling_pp import Base\nclass L(Base):\n    def __init__(self, activation="hardswish"):\n        pass',
    'from ..pp.layers import ConvLayer\nclass L:\n    def __init__(self, activation="hardswish"):\n        self.conv = ConvLayer(activation=activation)',
    'config.hidden_act = "relu"',
  ])('finds nothing in %j', async (code) => {
    expect(await found(code)).toEqual([]);
  });
});

describe('PyTorch through other packages', () => {
  it.each(torchElsewhereSpellings)('finds the activation in %j', async (code, ...expected) => {
    expect(await found(code)).toEqual(expected);
  });

  it.each([
    'from .byobnet import Cfg\ncfg = Cfg(act_layer="silu")',
    'import timm\ncfg = Cfg(act_layer="none", gate_layer="silu")',
    'from ._efficientnet_builder import resolve_act_layer\nact = resolve_act_layer("relu", kwargs)',
    'import timm\ntimm.create_model("relu")',
    'import timm\ndef f(act_type="relu"):\n    return act_type',
    'import timm\ntimm.create_model("x", norm_layer="relu")',
    'def f(act_layer="relu"):\n    return act_layer',
    'torch, nn = load()\nact = nn.ReLU()',
    'from timm.layers import LayerNormAct\nact = LayerNormAct(8)',
    'nn, torch = try_import_torch()\nact = nn.ReLU()',
  ])('finds nothing in %j', async (code) => {
    expect(await found(code)).toEqual([]);
  });
});
