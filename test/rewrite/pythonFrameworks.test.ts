import { describe, expect, it } from 'vitest';
import { detect } from '../../extension/rewrite/detect';
import { fileSource } from '../../extension/rewrite/source';
import { parsers } from './parsers';

/** 'relu constructor' for every site; a refused one is marked with '!', one that wants a look with '?'. */
async function found(code: string): Promise<string[]> {
  const detections = await detect(parsers, fileSource(code, 'python'));
  const mark = { safe: '', unsafe: '?', none: '!' };
  return detections.map(({ activation, form, applicability }) => `${activation} ${form}${mark[applicability]}`);
}

const keras = 'import keras\nfrom keras import layers, ops\nimport tensorflow as tf\n';

describe('Keras and TensorFlow', () => {
  it.each([
    [`${keras}layers.Dense(8, activation="relu")`, 'relu string'],
    [`${keras}layers.Dense(8, "swish")`, 'silu string'],
    [`${keras}layers.Activation('gelu')(x)`, 'gelu string'],
    [`${keras}layers.ReLU()(x)`, 'relu constructor'],
    [`${keras}layers.ReLU(6.0)(x)`, 'relu6 constructor'],
    [`${keras}layers.LeakyReLU(0.1)`, 'leaky_relu constructor'],
    [`${keras}keras.activations.selu(x)`, 'selu function'],
    [`${keras}keras.activations.get("mish")`, 'mish string'],
    [`${keras}keras.activations.relu(x, max_value=6)`, 'relu6 function'],
    [`${keras}ops.silu(x)`, 'silu function'],
    [`${keras}tf.nn.relu6(x)`, 'relu6 function'],
    [`${keras}tf.keras.layers.Conv2D(8, 3, activation=tf.nn.elu)`, 'elu reference'],
    ['from tensorflow.keras.layers import Dense as D\nD(8, activation="relu")', 'relu string'],
    ['from tensorflow import keras as K\nK.layers.Dense(8, activation="relu")', 'relu string'],
    ['import tensorflow.compat.v1 as tf\ntf.layers.dense(x, 8, activation=tf.nn.relu)', 'relu reference'],
    ['import tf_keras\ntf_keras.layers.Activation("relu")', 'relu string'],
    ['from tensorflow.keras import backend as K\ny = K.relu(x)', 'relu function'],
    ['from keras.src import activations\nactivations.relu(x)', 'relu function'],
    [
      `${keras}keras.Sequential([layers.Dense(8, activation="tanh"), layers.Dense(1, activation="sigmoid")])`,
      'tanh string?',
    ],
    [
      `${keras}class B(layers.Layer):\n    def __init__(self, activation="relu"):\n        self.act = keras.activations.get(activation)`,
      'relu string?',
    ],
  ])('finds the activation in %j', async (code, ...expected) => {
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
    'import mxnet as keras\nkeras.layers.ReLU()',
    'import tensorflow as tf\ntf.raw_ops.Relu(features=x)',
  ])('finds nothing in %j', async (code) => {
    expect(await found(code)).toEqual([]);
  });
});

const jax =
  'import jax\nimport jax.numpy as jnp\nfrom flax import linen as nn, nnx\nimport equinox as eqx\nimport haiku as hk\n';

describe('JAX, Flax, Equinox, Haiku', () => {
  it.each([
    [`${jax}jax.nn.relu(x)`, 'relu function'],
    [`${jax}nn.silu(x)`, 'silu function'],
    [`${jax}nnx.swish(x)`, 'silu function'],
    [`${jax}jax.nn.gelu(x)`, 'gelu_tanh function'],
    [`${jax}jax.nn.gelu(x, approximate=False)`, 'gelu function'],
    [`${jax}jax.nn.gelu(x, False)`, 'gelu function'],
    [`${jax}hk.Sequential([hk.Linear(8), jax.nn.relu])`, 'relu reference'],
    [`${jax}nn.Sequential([nn.Dense(8), nn.relu])`, 'relu reference'],
    [`${jax}eqx.nn.Lambda(jax.nn.relu)`, 'relu reference'],
    [`${jax}eqx.nn.MLP(4, 1, 8, 2, activation=jax.nn.relu, key=key)`, 'relu reference'],
    [`${jax}class M(nn.Module):\n    act: Callable = nn.elu`, 'elu reference?'],
    ['from jax.nn import relu as r\ny = r(x)', 'relu function'],
    ['from jax import nn as jnn\ny = jnn.leaky_relu(x, 0.2)', 'leaky_relu function'],
    ['import jax.nn as n\ny = n.mish(x)', 'mish function'],
    ['from flax.linen.activation import selu\ny = selu(x)', 'selu function'],
  ])('finds the activation in %j', async (code, ...expected) => {
    expect(await found(code)).toEqual(expected);
  });

  it.each([
    `${jax}jnp.maximum(x, 0)`,
    `${jax}jax.nn.sigmoid(x)`,
    `${jax}jnp.tanh(x)`,
    `${jax}jax.nn.glu(x)`,
    `${jax}jax.nn.initializers.relu(x)`,
    `${jax}acts = [jax.nn.relu, jax.nn.gelu]`,
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
  const head =
    'from transformers import AutoConfig, LlamaConfig, PretrainedConfig\nfrom transformers.activations import ACT2FN\n';
  it.each([
    [`${head}LlamaConfig(hidden_act="silu")`, 'silu string'],
    [`${head}AutoConfig.from_pretrained("x", activation_function="gelu_new")`, 'gelu_tanh string'],
    [`${head}act = ACT2FN["gelu"]`, 'gelu string'],
    [`${head}config.hidden_act = "relu"`, 'relu string?'],
    [`${head}class MyConfig(PretrainedConfig):\n    hidden_act: str = "silu"`, 'silu string?'],
    [
      `${head}class MyConfig(PretrainedConfig):\n    def __init__(self, hidden_act="relu2"):\n        pass`,
      'relu_squared string?',
    ],
    [
      'from ..llama.configuration_llama import LlamaConfig\nclass C(LlamaConfig):\n    hidden_act: str = "silu"',
      'silu string?',
    ],
    [`${head}class C(PretrainedConfig):\n    def f(self):\n        self.hidden_act = "silu"`, 'silu string?'],
    [
      `${head}class Conv:\n    def __init__(self, activation):\n        self.act = ACT2CLS[activation]()\nconv = Conv(activation="relu")`,
      'relu string?',
    ],
    [
      `${head}class Head:\n    def __init__(self, activation_function="relu"):\n        self.conv = Conv(activation_function)\nclass Conv:\n    def __init__(self, name):\n        self.act = ACT2FN[name]`,
      'relu string?',
    ],
    [
      'from ..pp.modeling_pp import ConvLayer\nclass L:\n    def __init__(self, activation="hardswish"):\n        self.conv = ConvLayer(activation=activation)',
      'hard_swish string?',
    ],
    [`${head}class Layer:\n    def __init__(self, act="silu"):\n        self.act = ACT2FN[act]`, 'silu string?'],
  ])('finds the activation in %j', async (code, ...expected) => {
    expect(await found(code)).toEqual(expected);
  });

  it.each([
    `${head}act = ACT2FN[config.hidden_act]`,
    `${head}act = ACT2FN[name]\nother = Elsewhere(activation="relu")`,
    `${head}class Head:\n    def __init__(self, activation="relu"):\n        self.conv = Conv(activation)`,
    `${head}LlamaConfig(pooler_act="tanh")`,
    `${head}LlamaConfig(rope_type="silu")`,
    `${head}if config.hidden_act == "gelu": pass`,
    `${head}layer.activation = "relu"`,
    `${head}Other(hidden_act="silu")`,
    `${head}options = {"hidden_act": "gelu"}`,
    `${head}class Mine:\n    hidden_act: str = "silu"`,
    'class MyConfig(Base):\n    hidden_act: str = "silu"',
    'from ..pp.modeling_pp import Base\nclass L(Base):\n    def __init__(self, activation="hardswish"):\n        pass',
    'from ..pp.layers import ConvLayer\nclass L:\n    def __init__(self, activation="hardswish"):\n        self.conv = ConvLayer(activation=activation)',
    'config.hidden_act = "relu"',
  ])('finds nothing in %j', async (code) => {
    expect(await found(code)).toEqual([]);
  });
});

describe('PyTorch through other packages', () => {
  it.each([
    ['import timm\ntimm.create_model("x", act_layer="silu")', 'silu string?'],
    ['from timm.layers import Swish\nact = Swish()', 'silu constructor'],
    ['from timm.data import MEAN\nfrom .byobnet import Cfg\ncfg = Cfg(act_layer="silu")', 'silu string?'],
    ['import timm\nclass Cfg:\n    attn_act_layer: str = "silu"', 'silu string?'],
    [
      'from timm.layers import x\nfrom ._efficientnet_builder import resolve_act_layer\nact = resolve_act_layer(kwargs, "relu")',
      'relu string?',
    ],
    ['from timm.layers import create_act_layer\nact = create_act_layer("gelu")', 'gelu string?'],
    [
      'from timm.layers import get_act_fn\nclass A:\n    def __init__(self, act_type: str = "relu"):\n        self.f = get_act_fn(act_type)',
      'relu string?',
    ],
    ['from torch.nn.modules.activation import ReLU\nact = ReLU()', 'relu constructor'],
    ['import torch\nfrom ...activations import gelu_pytorch_tanh as act\nf = act', 'gelu_tanh reference?'],
    ['import torch\nfrom transformers.activations import quick_gelu\ny = quick_gelu(x)', 'quick_gelu function'],
    ['torch, nn = try_import_torch()\nact = nn.ReLU()', 'relu constructor'],
    ['tf1, tf, version = try_import_tf()\ny = tf.nn.relu(x)', 'relu function'],
  ])('finds the activation in %j', async (code, ...expected) => {
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
