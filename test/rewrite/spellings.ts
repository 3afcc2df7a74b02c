/** Code that the tests of detection know how to read, and what they find in it: the round trips go through all of it. */

/** The code, and 'relu constructor' for each activation in it; 'relu constructor?' for one that wants a look. */
export type Spelling = [code: string, ...expected: string[]];

export const torch = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';
export const tf = "import * as tf from '@tensorflow/tfjs';\n";
export const keras = 'import keras\nfrom keras import layers, ops\nimport tensorflow as tf\n';
export const jax =
  'import jax\nimport jax.numpy as jnp\nfrom flax import linen as nn, nnx\nimport equinox as eqx\nimport haiku as hk\n';
export const transformers =
  'from transformers import AutoConfig, LlamaConfig, PretrainedConfig\nfrom transformers.activations import ACT2FN\n';
export const kerasDetour =
  'from functools import partial\nfrom tensorflow import keras\nfrom tensorflow.keras import layers\n';

/** PyTorch itself. */
export const torchSpellings: readonly Spelling[] = [
  [`${torch}act = nn.ReLU()`, 'relu constructor'],
  [`${torch}y = F.relu(x)`, 'relu function'],
  [`${torch}y = torch.relu(x)`, 'relu function'],
  [`${torch}y = torch.nn.functional.leaky_relu(x, 0.1)`, 'leaky_relu function'],
  [`${torch}y = self.fc(x).relu()`, 'relu method?'],
  [`${torch}def f(x):\n    r = F.relu(x)\n    return r * r + r`, 'relu function'],
  [`${torch}def f(x):\n    r = F.relu(x)\n    return x.r * g(r=1)`, 'relu function'],
  [`${torch}self.act = nn.GELU(approximate="tanh")`, 'gelu_tanh constructor'],
  ['from torch import nn as n\nact = n.SiLU()', 'silu constructor'],
  ['from torch.nn import ReLU as R\nact = R(inplace=True)', 'relu constructor'],
  ['from torch.nn.functional import *\ny = relu(x)', 'relu function'],
  ['import torch\nnn = torch.nn\nact = nn.Mish()', 'mish constructor'],
  ['def f():\n    from torch import nn\n    return nn.ELU()', 'elu constructor'],
  ['try:\n    import torch.nn as nn\nexcept ImportError:\n    nn = None\nact = nn.ReLU()', 'relu constructor'],
  [`${torch}class N:\n    nn.ReLU\n    act = nn.ReLU`, 'relu reference?'],
  [`${torch}def block(act_layer=nn.GELU): pass`, 'gelu reference?'],
  [`${torch}act = act_layer or nn.SiLU`, 'silu reference?'],
  [`${torch}layers["fc"] = nn.Linear(8, 8)\nlayers["relu"] = nn.ReLU()`, 'relu constructor'],
  [`${torch}net = nn.ModuleDict({"conv": nn.Conv2d(1, 8, 3), "relu": nn.ReLU()})`, 'relu constructor'],
  [`${torch}class SwiGLU(nn.Module):\n    def forward(self, x, g):\n        return x * F.silu(g)`, 'silu function?'],
  [`${torch}class FFN(nn.Module):\n    def forward(self, x, g):\n        return x * F.silu(g)`, 'silu function'],
  [`${torch}net = nn.Sequential(nn.Linear(1, 2), nn.Tanh(), nn.Linear(2, 1), nn.Sigmoid())`, 'tanh constructor?'],
  [
    'import torch.nn as nn\nimport torch.nn.functional as F\nnet = nn.Sequential(nn.Identity())\ny = (F.relu if f else F.gelu)(x)',
    'relu reference?',
    'gelu reference?',
  ],
  [`${torch}acts = [nn.ReLU] * 3`, 'relu reference?'],
  [
    'from functools import partial\nfrom torch import nn\nact = partial(nn.GELU, approximate="tanh")',
    'gelu_tanh reference?',
  ],
  [
    `${torch}net = nn.Sequential(OrderedDict([("tanh", nn.Tanh()), ("relu", nn.ReLU()), ("out", Out())]))`,
    'tanh constructor?',
    'relu constructor',
  ],
  [
    `${torch}net = [("fc", nn.Linear(1, 1)), ("relu", nn.ReLU()), ("elu", nn.ELU())]`,
    'relu constructor',
    'elu constructor',
  ],
  [`${torch}net = nn.Sequential(OrderedDict({"act": nn.Tanh(), "out": nn.Linear(1, 1)}))`, 'tanh constructor?'],
  [`${torch}net.append(nn.Tanh())\nnet.append(nn.Linear(1, 1))`, 'tanh constructor?'],
  [`${torch}def conv_relu(x, conv):\n    return F.relu(conv(x))`, 'relu function'],
  ['%%memit\nimport torch.nn as nn\nact = nn.ReLU()', 'relu constructor'],
  ['%matplotlib inline\nimport torch.nn as nn\n!pip install x\nact = nn.ReLU()', 'relu constructor'],
];

/** tensorflow.js. */
export const tfjsSpellings: readonly Spelling[] = [
  [`${tf}tf.layers.dense({ units: 1, activation: 'relu' });`, 'relu string'],
  [`${tf}tf.layers.conv2d({ activation: 'swish' as const, filters: 1 });`, 'silu string'],
  [`${tf}const y = tf.fused.conv2d({ x, filter, strides: 1, pad: 'same', activation: 'relu' });`, 'relu string'],
  [
    "import { fused } from '@tensorflow/tfjs';\nconst y = fused.matMul({ a, b, activation: 'leakyrelu' });",
    'leaky_relu string',
  ],
  [`${tf}const y = tf.fused.matMul({ a, b, activation: last ? 'linear' : 'elu' });`, 'elu string'],
  [`${tf}class M { act = tf.relu; }`, 'relu reference?'],
  [`${tf}const y = tf.relu(x);`, 'relu function'],
  [`${tf}const y = x.relu();`, 'relu method'],
  [`${tf}const y = f(x).leakyRelu();`, 'leaky_relu method?'],
  [`${tf}const l = tf.layers.reLU();`, 'relu constructor'],
  [`${tf}const ys = xs.map(tf.relu);`, 'relu reference?'],
  ["import { layers as L } from '@tensorflow/tfjs-layers';\nL.dense({ activation: 'mish' });", 'mish string'],
  ["const tf = require('@tensorflow/tfjs-node');\nconst y = tf.elu(x);", 'elu function'],
  ["const { relu: r } = require('@tensorflow/tfjs');\nconst y = r(x);", 'relu function'],
  [`${tf}const { layers } = tf;\nlayers.dense({ activation: 'selu' });`, 'selu string'],
  ["import * as lab from 'activation-lab';\nconst y = lab.telu(lab.op('relu')(x));", 'telu function', 'relu string'],
  ["const model = tf.layers.dense({ activation: 'relu' });", 'relu string'],
  [`${tf}tf.layers.activation({ "activation": "elu" });`, 'elu string'],
  [`${tf}const m = [tf.layers.dense({ activation: 'tanh' }), tf.layers.dense({ units: 1 })];`, 'tanh string?'],
  [`${tf}m.add(tf.layers.dense({ activation: 'sigmoid' }));\nm.add(tf.layers.dense({ units: 1 }));`, 'sigmoid string?'],
  [`${tf}const o = { units: 1, activation: 'relu' };\nconst l = tf.layers.dense(o);`, 'relu string?'],
  [`${tf}const y = x.leakyRelu(0.1);`, 'leaky_relu method'],
  [`${tf}const y = tf.leakyRelu(x, 0.1).relu6();`, 'leaky_relu function', 'relu6 method?'],
  [`${tf}const y = x.prelu(a);`, 'prelu method?'],
  [`${tf}const l = tf.layers.reLU({ maxValue: 6 });`, 'relu6 constructor'],
  [`${tf}const l = tf.layers.prelu({ sharedAxes: [1, 2] });`, 'prelu constructor?'],
  [`${tf}tf.layers.dense({ activation: 'gelu_new' });`, 'gelu_tanh string'],
  [
    "import * as tf from 'https://cdn.jsdelivr.net/npm/@tensorflow/tfjs@4.22.0/+esm';\nconst y = tf.relu(x);",
    'relu function',
  ],
  ["import * as tf from 'npm:@tensorflow/tfjs@^4';\nconst y = tf.relu(x);", 'relu function'],
  ["import { relu } from '@tensorflow/tfjs-core/dist/ops/relu';\nconst y = relu(x);", 'relu function'],
  ["import('@tensorflow/tfjs').then((tf) => tf.relu(x));", 'relu function'],
  ["const tf = await import('@tensorflow/tfjs');\nconst y = tf.relu(x);", 'relu function'],
  ["import * as tf from '../../dist/tfjs.esm';\nconst y = tf.relu(x);", 'relu function'],
  ["const tf = __importStar(require('@tensorflow/tfjs'));\nconst y = tf.relu(x);", 'relu function'],
  [`${tf}const leaky = (x) => tf.add(tf.relu(x), tf.mul(x, 0.1));`, 'relu function!'],
  ["import tf from '@tensorflow/tfjs-node-gpu';\nconst y = tf.elu(x);", 'elu function'],
];

/** Keras and TensorFlow. */
export const kerasSpellings: readonly Spelling[] = [
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
  ['from keras.layers.advanced_activations import LeakyReLU\nLeakyReLU(0.1)', 'leaky_relu constructor'],
  ['_, layers, models, _ = get_submodules_from_kwargs(kwargs)\nlayers.Dense(8, activation="relu")', 'relu string'],
  [
    'layers = None\ndef f(kwargs):\n    global layers\n    _, layers, _, _ = get_submodules_from_kwargs(kwargs)\ndef g():\n    layers.ReLU(6.0)',
    'relu6 constructor',
  ],
  [
    `${keras}class L(layers.Dense):\n    def __init__(self):\n        super().__init__(8, activation="relu")`,
    'relu string',
  ],
  [`${keras}m.add(layers.Activation("tanh"))\nif deep:\n    m.add(layers.Dense(8))`, 'tanh string?'],
  [
    `${keras}keras.Sequential([layers.Dense(8, activation="tanh"), layers.Dense(1, activation="sigmoid")])`,
    'tanh string?',
  ],
  [
    `${keras}class B(layers.Layer):\n    def __init__(self, activation="relu"):\n        self.act = keras.activations.get(activation)`,
    'relu string?',
  ],
];

/** JAX, Flax, Equinox and Haiku. */
export const jaxSpellings: readonly Spelling[] = [
  ['import jax\njax.nn.relu(x)', 'relu function'],
  ['from flax import linen as nn\nnn.silu(x)', 'silu function'],
  ['from flax import nnx\nnnx.swish(x)', 'silu function'],
  ['import jax\njax.nn.gelu(x)', 'gelu_tanh function'],
  ['import jax\njax.nn.gelu(x, approximate=False)', 'gelu function'],
  ['import jax\njax.nn.gelu(x, False)', 'gelu function'],
  ['import haiku as hk\nimport jax\nhk.Sequential([hk.Linear(8), jax.nn.relu])', 'relu reference'],
  ['from flax import linen as nn\nnn.Sequential([nn.Dense(8), nn.relu])', 'relu reference'],
  ['import equinox as eqx\nimport jax\neqx.nn.Lambda(jax.nn.relu)', 'relu reference'],
  ['import jax\nacts = [jax.nn.relu, jax.nn.relu]', 'relu reference?', 'relu reference?'],
  ['import jax\nacts = (jax.nn.silu,) * 3', 'silu reference?'],
  ['import equinox as eqx\nimport jax\neqx.nn.MLP(4, 1, 8, 2, activation=jax.nn.relu, key=key)', 'relu reference'],
  ['from flax import linen as nn\nclass M(nn.Module):\n    act: Callable = nn.elu', 'elu reference?'],
  [
    'from flax import linen as nn\nnet = nn.Sequential([nn.Dense(8), nn.tanh, nn.Dense(1), nn.sigmoid])',
    'tanh reference?',
  ],
  [
    'from flax import nnx\nnet = nnx.Sequential(nnx.Linear(1, 8, rngs=r), nnx.tanh, nnx.Linear(8, 1, rngs=r))',
    'tanh reference?',
  ],
  ['import haiku as hk\nimport jax.numpy as jnp\nmlp = hk.nets.MLP([8, 1], activation=jnp.tanh)', 'tanh reference?'],
  ['import haiku as hk\nimport jax\nlayers += [hk.Linear(8), jax.nn.relu]', 'relu reference?'],
  [
    'import haiku as hk\nimport jax\nnet = hk.Sequential([hk.Flatten()] + [hk.Linear(8), jax.nn.relu])',
    'relu reference?',
  ],
  [
    'import equinox as eqx\nimport jax\nimport jax.numpy as jnp\nlayers = [eqx.nn.Conv2d(1, 3, 4), jax.nn.relu, jnp.ravel, eqx.nn.Linear(8, 1), jax.nn.log_softmax]',
    'relu reference?',
  ],
  ['from jax.nn import relu as r\ny = r(x)', 'relu function'],
  ['from jax import nn as jnn\ny = jnn.leaky_relu(x, 0.2)', 'leaky_relu function'],
  ['import jax.nn as n\ny = n.mish(x)', 'mish function'],
  ['from flax.linen.activation import selu\ny = selu(x)', 'selu function'],
];

/** transformers. */
export const transformersSpellings: readonly Spelling[] = [
  [`${transformers}LlamaConfig(hidden_act="silu")`, 'silu string'],
  [`${transformers}AutoConfig.from_pretrained("x", activation_function="gelu_new")`, 'gelu_tanh string'],
  [`${transformers}act = ACT2FN["gelu"]`, 'gelu string'],
  [`${transformers}config.hidden_act = "relu"`, 'relu string?'],
  [`${transformers}class MyConfig(PretrainedConfig):\n    hidden_act: str = "silu"`, 'silu string?'],
  [
    `${transformers}class MyConfig(PretrainedConfig):\n    def __init__(self, hidden_act="relu2"):\n        pass`,
    'relu_squared string?',
  ],
  [
    'from ..llama.configuration_llama import LlamaConfig\nclass C(LlamaConfig):\n    hidden_act: str = "silu"',
    'silu string?',
  ],
  [`${transformers}class C(PretrainedConfig):\n    def f(self):\n        self.hidden_act = "silu"`, 'silu string?'],
  [
    `${transformers}class Conv:\n    def __init__(self, activation):\n        self.act = ACT2CLS[activation]()\nconv = Conv(activation="relu")`,
    'relu string?',
  ],
  [
    `${transformers}class Head:\n    def __init__(self, activation_function="relu"):\n        self.conv = Conv(activation_function)\nclass Conv:\n    def __init__(self, name):\n        self.act = ACT2FN[name]`,
    'relu string?',
  ],
  [
    'from ..pp.modeling_pp import ConvLayer\nclass L:\n    def __init__(self, activation="hardswish"):\n        self.conv = ConvLayer(activation=activation)',
    'hard_swish string?',
  ],
  [`${transformers}class Layer:\n    def __init__(self, act="silu"):\n        self.act = ACT2FN[act]`, 'silu string?'],
  [`${transformers}options = {"model_type": "bert", "hidden_act": "gelu"}`, 'gelu string?'],
  [`${transformers}LlamaConfig.from_dict({"hidden_size": 8, "n_layer": 2, "hidden_act": "relu"})`, 'relu string?'],
  [
    `${transformers}class Tester:\n    def __init__(self, hidden_act="gelu"):\n        self.hidden_act = hidden_act\n\n    def get_config(self):\n        return LlamaConfig(hidden_size=8, hidden_act=self.hidden_act)`,
    'gelu string?',
  ],
  [`${transformers}LlamaConfig.from_dict({"hidden_size": 8, "hidden_act": "gelu"})`, 'gelu string?'],
  [`${transformers}LlamaConfig(**{"hidden_act": "gelu"})`, 'gelu string?'],
  [`${transformers}c = LlamaConfig()\nc.update({"hidden_act": "gelu"})`, 'gelu string?'],
  [
    `${transformers}@dataclass\nclass C(PretrainedConfig):\n    act_fn: str = field(default="relu", metadata={})`,
    'relu string?',
  ],
  [`${transformers}c = LlamaConfig(hidden_size=8)\nc.hidden_act = "relu"`, 'relu string?'],
  [`${transformers}c = AutoConfig.from_pretrained("x")\nc.hidden_act = "relu"`, 'relu string?'],
  [
    `${transformers}class GPTConfig:\n    hidden_act: str = "gelu"\nclass MLP:\n    def __init__(self, config):\n        self.act = ACT2FN[config.hidden_act]`,
    'gelu string?',
  ],
];

/** PyTorch through other packages: timm, transformers, RLlib. */
export const torchElsewhereSpellings: readonly Spelling[] = [
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
  [
    'from torch import nn\nfrom transformers.activations import NewGELUActivation\nact = NewGELUActivation()',
    'gelu_tanh constructor',
  ],
  [
    'from torch import nn\nfrom transformers.activations import GELUActivation\nact = GELUActivation()',
    'gelu constructor',
  ],
  ['torch, nn = try_import_torch()\nact = nn.ReLU()', 'relu constructor'],
  ['tf1, tf, version = try_import_tf()\ny = tf.nn.relu(x)', 'relu function'],
];

/** tensorflow.js: activations that reach their layer by a detour. */
export const tfjsDetours: readonly [code: string, expected: string[]][] = [
  [`${tf}tf.layers.dense({ activation: isLast ? 'softmax' : 'relu' });`, ['relu']],
  [`${tf}tf.layers.dense({ activation: isLast ? 'elu' : 'relu' });`, ['elu', 'relu']],
  [`${tf}tf.layers.dense({ activation: options.activation ?? 'relu' });`, ['relu']],
  [`${tf}tf.layers.dense({ activation: options.activation || ('relu' as const) });`, ['relu']],
  [`${tf}function block(units, activation = 'relu') { return tf.layers.dense({ units, activation }); }`, ['relu?']],
  [`${tf}const block = ({ activation = 'relu' }) => tf.layers.dense({ units: 1, activation });`, ['relu?']],
  [`${tf}function block(activation: Act = 'relu') { return tf.layers.dense({ activation: activation }); }`, ['relu?']],
  [`${tf}const o = { activation: 'relu' };\nm.add(tf.layers.conv2d({ filters: 1, ...o }));`, ['relu?']],
  [`${tf}const o = { filters: 1 };\no.activation = 'relu';\nm.add(tf.layers.conv2d(o));`, ['relu?']],
  [
    `${tf}const layers = [{ type: 'dense', units: 8, activation: 'relu' }, { type: 'dense', activation: 'sigmoid' }];\nfor (const layer of layers) m.add(tf.layers.dense({ units: layer.units, activation: layer.activation }));`,
    ['relu?'],
  ],
  [
    `${tf}const defaults = { units: 8, hiddenActivation: 'relu' };\nclass M { f() { return tf.layers.dense({ activation: this.config.hiddenActivation as Act }); } }`,
    ['relu?'],
  ],
  [
    `${tf}const defaults = { activation: 'relu' };\nconst f = (config) => tf.layers.dense({ activation: config?.activation ?? 'elu' });`,
    ['relu?', 'elu'],
  ],
  [`${tf}class M { tf = tf; f() { return this.tf.layers.dense({ activation: 'relu' }); } }`, ['relu']],
  ["const y = window.tf.layers.dense({ activation: 'relu' });", ['relu']],
  [`${tf}const o = { activation: 'relu' } as const;\nm.add(tf.layers.conv2d({ filters: 1, ...o }));`, ['relu?']],
  [`${tf}const o = { activation: 'relu' };\nm.add(tf.layers.conv2d(Object.assign({ filters: 1 }, o)));`, ['relu?']],
  [`${tf}m.add(tf.layers.conv2d(Object.assign({ activation: 'relu' }, o)));`, ['relu?']],
  ["let tf;\nasync function load() { tf = await import('@tensorflow/tfjs'); }\nconst f = (x) => tf.relu(x);", ['relu']],
  [
    "let tf = null;\ntry { tf = require('@tensorflow/tfjs-node'); } catch { tf = require('@tensorflow/tfjs'); }\nconst y = tf!.relu(x);",
    ['relu'],
  ],
];

/** Keras and PyTorch: the same. */
export const pythonDetours: readonly [code: string, expected: string[]][] = [
  [`${kerasDetour}layers.Dense(8, activation="relu" if i < n else "softmax")`, ['relu']],
  [`${kerasDetour}layers.Dense(8, activation=activation or "relu")`, ['relu']],
  [`${kerasDetour}layers.Dense(8, "relu" if i < n else None)`, ['relu']],
  [`${kerasDetour}Conv = partial(layers.Conv2D, kernel_size=3, activation="relu")`, ['relu']],
  [`${kerasDetour}Hidden = partial(layers.Dense, 8, "relu")`, ['relu']],
  [`${kerasDetour}options = {"activation": "relu", "padding": "same"}\nlayers.Conv2D(8, 3, **options)`, ['relu?']],
  [`${kerasDetour}options = dict(activation="relu")\nlayers.Conv2D(8, 3, **options)`, ['relu?']],
  [`${kerasDetour}from keras.src.layers.activations import relu\nact = relu.ReLU()`, ['relu']],
  [
    `${kerasDetour}def block(x, activation):\n    return layers.Conv2D(8, 3, activation=activation)(x)\nblock(x, "relu")`,
    ['relu?'],
  ],
  [
    `${kerasDetour}class Block(layers.Layer):\n    def __init__(self, units, activation=None):\n        self.d = layers.Dense(units, activation=activation)\nBlock(8, "relu")`,
    ['relu?'],
  ],
  [
    'import torch\nfrom torch import nn\nclass Net(nn.Module):\n    def __init__(self, d, activation="gelu"):\n        self.layer = nn.TransformerEncoderLayer(d, 8, activation=activation)',
    ['gelu?'],
  ],
  ['from torch import nn\nnn.TransformerEncoderLayer(8, 2, activation="gelu" if g else "relu")', ['gelu', 'relu']],
];
