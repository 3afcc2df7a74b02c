import { describe, expect, it } from 'vitest';
import { detect } from '../../extension/rewrite/detect';
import { fileSource, type RewriteLanguage } from '../../extension/rewrite/source';
import { parsers } from './parsers';

/** 'relu constructor' for every site; a refused one is marked with '!', one that wants a look with '?'. */
async function found(text: string, language: RewriteLanguage): Promise<string[]> {
  const detections = await detect(parsers, fileSource(text, language));
  const mark = { safe: '', unsafe: '?', none: '!' };
  return detections.map(({ activation, form, applicability }) => `${activation} ${form}${mark[applicability]}`);
}

const torch = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

describe('PyTorch', () => {
  const hits: [code: string, ...expected: string[]][] = [
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
    [`${torch}net = nn.Sequential(nn.Linear(1, 2), nn.Tanh(), nn.Linear(2, 1), nn.Sigmoid())`, 'tanh constructor?'],
    ['%matplotlib inline\nimport torch.nn as nn\n!pip install x\nact = nn.ReLU()', 'relu constructor'],
  ];
  it.each(hits)('finds the activation in %j', async (code, ...expected) => {
    expect(await found(code, 'python')).toEqual(expected);
  });

  const refusals = [
    'y = F.relu(x) ** 2',
    'y = torch.square(F.relu(x))',
    'y = F.relu(x).pow(2)',
    'def f(x):\n    r = F.relu(x.float())\n    return (r * r).to(x.dtype)',
    'def f(x):\n    r = F.relu(x)\n    return r.square()',
    'x.relu_()',
    'F.relu(x, inplace=True)',
    'self.relu = nn.ReLU(inplace=True)\nself.relu(x)',
    'acts = {"relu": nn.ReLU(), "other": 1}',
    'acts = dict(relu=nn.ReLU())',
    'acts["relu"] = nn.ReLU()',
    'if name == "relu":\n    act = nn.ReLU()',
    'if name == "gelu":\n    act = Gelu()\nelse:\n    act = nn.ReLU()',
    'def get(name):\n    if name == "gelu":\n        return Gelu()\n    return nn.ReLU()',
    'act = nn.ReLU() if name == "relu" else other',
    'match name:\n    case "relu":\n        act = nn.ReLU()',
    'class MyBlock:\n    def relu(self, x):\n        return F.relu(x)',
    'net = make(nn.ReLU(), 3 +)',
    'from torch.ao.quantization import QuantStub\nact = nn.ReLU()',
    'import torch.ao.nn.intrinsic as nni\nact = nn.ReLU()',
    'class L(nnqat.Linear, _FusedModule):\n    def forward(self, x):\n        return F.relu(x)',
  ];
  it.each(refusals)('gives a reason against a swap in %j', async (code) => {
    const detections = await detect(parsers, fileSource(`${torch}${code}`, 'python'));
    expect(detections.map(({ applicability, reason }) => [applicability, typeof reason])).toEqual([['none', 'string']]);
  });

  const nearMisses = [
    `${torch}isinstance(m, nn.ReLU)`,
    `${torch}def f(act: nn.ReLU): pass`,
    `${torch}class Mine(nn.ReLU): pass`,
    `${torch}kinds = (nn.ReLU, nn.GELU)`,
    `${torch}if type(m) is nn.ReLU: pass`,
    `${torch}name = nn.ReLU.__name__`,
    `${torch}replace_all(model, nn.ReLU, nn.GELU)`,
    `${torch}text = f"{nn.ReLU()}"`,
    `${torch}text = "nn.ReLU()"  # nn.ReLU()`,
    `${torch}nn.init.kaiming_normal_(w, nonlinearity="relu")`,
    `${torch}rnn = nn.RNN(1, 2, nonlinearity="relu")`,
    `${torch}y = torch.sigmoid(x)`,
    `${torch}y = self.relu(x)`,
    `import numpy as np\n${torch}y = np.relu()`,
    `${torch}y = nn.toString() + nn.constructor()`,
    `${torch}layer = Other(activation="relu")`,
    `${torch}def f(nn):\n    return nn.ReLU()`,
    `${torch}for nn in modules:\n    nn.ReLU()`,
    `${torch}@register(nn.ReLU)\ndef f(): pass`,
    'import paddle.nn as nn\nact = nn.ReLU()',
    'from mlx import nn\nact = nn.ReLU()',
    'from . import nn\nact = nn.ReLU()',
    'nn.ReLU()',
    'import torch\nimport tinygrad\ny = x.relu()',
    'import torch\nclass T:\n    def relu(self): return self\ny = T().relu()',
    'try:\n    import torch.nn as nn\nexcept ImportError:\n    import paddle.nn as nn\nact = nn.ReLU()',
    '%%bash\necho nn.ReLU()',
    'import torch\nReLU = 3\nprint(ReLU)',
  ];
  it.each(nearMisses)('finds nothing in %j', async (code) => {
    expect(await found(code, 'python')).toEqual([]);
  });
});

const tf = "import * as tf from '@tensorflow/tfjs';\n";

describe('tensorflow.js', () => {
  const hits: [code: string, ...expected: string[]][] = [
    [`${tf}tf.layers.dense({ units: 1, activation: 'relu' });`, 'relu string'],
    [`${tf}tf.layers.conv2d({ activation: 'swish' as const, filters: 1 });`, 'silu string'],
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
    [
      `${tf}m.add(tf.layers.dense({ activation: 'sigmoid' }));\nm.add(tf.layers.dense({ units: 1 }));`,
      'sigmoid string?',
    ],
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
    ["const tf = await import('@tensorflow/tfjs');\nconst y = tf.relu(x);", 'relu function'],
    ["import * as tf from '../../dist/tfjs.esm';\nconst y = tf.relu(x);", 'relu function'],
    ["const tf = __importStar(require('@tensorflow/tfjs'));\nconst y = tf.relu(x);", 'relu function'],
    [`${tf}const leaky = (x) => tf.add(tf.relu(x), tf.mul(x, 0.1));`, 'relu function!'],
    ["import tf from '@tensorflow/tfjs-node-gpu';\nconst y = tf.elu(x);", 'elu function'],
  ];
  it.each(hits)('finds the activation in %j', async (code, ...expected) => {
    expect(await found(code, 'typescript')).toEqual(expected);
  });

  const nearMisses = [
    `${tf}const config = { activation: 'relu' };`,
    `${tf}tf.layers.lstm({ units: 1, activation: 'relu' });`,
    `${tf}tf.layers.dense({ name: 'relu', activation });`,
    `${tf}const l = tf.layers.reLU({ maxValue: 5 });`,
    `${tf}other.layers.dense({ activation: 'relu' });`,
    `${tf}if (layer.activation === 'relu') stop();`,
    `${tf}type Name = 'relu' | 'tanh';`,
    `${tf}const all = [tf.relu, tf.elu];`,
    `${tf}const y = tf.tanh(tf.sigmoid(x));`,
    `${tf}const y = this.relu();`,
    `${tf}const y = x?.relu();`,
    `${tf}const y = x.relu(1);`,
    `${tf}const y = x.leakyRelu(0.1, 2);`,
    `${tf}const m = [tf.layers.dense({ units: 3 }), tf.layers.dense({ activation: 'sigmoid' })];`,
    `${tf}m.add(tf.layers.dense({ units: 1 }));\nm.add(tf.layers.dense({ activation: 'tanh' }));`,
    `${tf}const o = { activation: 'relu' };\nconst l = tf.layers.dense(o);\nsave(o);`,
    `${tf}let o = { activation: 'relu' };\no = {};\nsave({ activation: 'relu' });`,
    `${tf}tf.fused.conv2d({ x, filter, strides: 1, pad: 'same', activation: 'relu' });`,
    "import * as tf from './@tensorflow/tfjs';\nconst y = tf.relu(x);",
    "import * as tf from 'my-@tensorflow/tfjs';\nconst y = tf.relu(x);",
    `${tf}class A { relu() { return this; } }\nconst y = new A().relu();`,
    `${tf}function f(tf) { return tf.relu(1); }`,
    `${tf}// tf.relu(x)\nconst s = "tf.relu(x)" + \`tf.relu(x)\`;`,
    "import * as tf from './tfjs-helpers.min';\nconst y = tf.relu(x);",
    "const tf = __importStar(require('./mine'));\nconst y = tf.relu(x);",
    "import * as tf from './mine';\nconst y = tf.relu(x);",
    "import { relu } from 'mathjs';\nconst y = relu(x);",
    'const y = x.relu();',
    `${tf}const y = tf.constructor(tf.toString());`,
  ];
  it.each(nearMisses)('finds nothing in %j', async (code) => {
    expect(await found(code, 'typescript')).toEqual([]);
  });

  const refusals = [
    'const relu = (x) => tf.relu(x);',
    'const y = tf.square(tf.relu(x));',
    "const y = name === 'relu' ? tf.relu(x) : x;",
    "switch (name) {\n  case 'relu':\n    y = tf.relu(x);\n}",
    'const table = { relu: tf.relu };',
    'tf.relu(x);',
  ];
  it.each(refusals)('gives a reason against a swap in %j', async (code) => {
    const detections = await detect(parsers, fileSource(`${tf}${code}`, 'typescript'));
    expect(detections.map(({ applicability, reason }) => [applicability, typeof reason])).toEqual([['none', 'string']]);
  });
});
