import { describe, expect, it } from 'vitest';
import { detect } from '../../extension/rewrite/detect';
import { fileSource, type RewriteLanguage } from '../../extension/rewrite/source';
import { parsers } from './parsers';
import { tf, tfjsSpellings, torch, torchSpellings } from './spellings';

/** 'relu constructor' for every site; a refused one is marked with '!', one that wants a look with '?'. */
async function found(text: string, language: RewriteLanguage): Promise<string[]> {
  const detections = await detect(parsers, fileSource(text, language));
  const mark = { safe: '', unsafe: '?', none: '!' };
  return detections.map(({ activation, form, applicability }) => `${activation} ${form}${mark[applicability]}`);
}

describe('PyTorch', () => {
  it.each(torchSpellings)('finds the activation in %j', async (code, ...expected) => {
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
    'acts["linear"] = nn.Identity()\nacts["relu"] = nn.ReLU()',
    'layers["fc"] = nn.Linear(8, 8)\nacts["relu"] = nn.ReLU()',
    'if name == "relu":\n    act = nn.ReLU()',
    'if name == "gelu":\n    act = Gelu()\nelse:\n    act = nn.ReLU()',
    'def get(name):\n    if name == "gelu":\n        return Gelu()\n    return nn.ReLU()',
    'act = nn.ReLU() if name == "relu" else other',
    'match name:\n    case "relu":\n        act = nn.ReLU()',
    'class MyBlock:\n    def relu(self, x):\n        return F.relu(x)',
    'def torch_relu(x: Tensor):\n    """Of PyTorch."""\n    return F.relu(x)',
    'def leakyReluK(x, k):\n    return F.leaky_relu(x, k)',
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
    `${torch}kinds = [nn.ReLU]`,
    `${torch}kinds = [nn.ReLU] + others`,
    `${torch}import functools\nact = functools.partial(nn.GELU, approximate=form)`,
    `${torch}net = nn.Sequential(OrderedDict([("fc", nn.Linear(1, 1)), ("act", nn.Tanh())]))`,
    `${torch}net = make(OrderedDict([("act", nn.Tanh()), ("fc", nn.Linear(1, 1))]))`,
    `${torch}net.append(nn.Tanh())`,
    `${torch}net.append(nn.Tanh())\nother.append(nn.Linear(1, 1))`,
    `${torch}net.insert(nn.Tanh())\nnet.insert(nn.Linear(1, 1))`,
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
    `${torch}def f(activation="relu"):\n    return Other(activation=activation)`,
    `${torch}layer = Other(activation="relu")\nt = nn.TransformerEncoderLayer(8, 2, activation=activation)`,
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

describe('tensorflow.js', () => {
  it.each(tfjsSpellings)('finds the activation in %j', async (code, ...expected) => {
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
    `${tf}tf.fused.conv2d({ x, filter, strides: 1, pad: 'same', activation: 'linear' });`,
    `${tf}tf.fused.matMul({ a, b, activation: 'sigmoid' });`,
    `${tf}tf.fused.matMul({ a, b, activation: 'mish' });`,
    `${tf}tf.fused.matMul({ a, b, name: 'relu' });`,
    `${tf}tf.matMul({ a, b, activation: 'relu' });`,
    `${tf}other.fused.matMul({ a, b, activation: 'relu' });`,
    `${tf}tf.layers.dense({ units: 1, activation: 'leakyrelu' });`,
    "import * as tf from './@tensorflow/tfjs';\nconst y = tf.relu(x);",
    "import * as tf from 'my-@tensorflow/tfjs';\nconst y = tf.relu(x);",
    `${tf}class A { relu() { return this; } }\nconst y = new A().relu();`,
    `${tf}function f(tf) { return tf.relu(1); }`,
    `${tf}// tf.relu(x)\nconst s = "tf.relu(x)" + \`tf.relu(x)\`;`,
    "import * as tf from './tfjs-helpers.min';\nconst y = tf.relu(x);",
    "const tf = __importStar(require('./mine'));\nconst y = tf.relu(x);",
    "import * as tf from './mine';\nconst y = tf.relu(x);",
    "import('./mine').then((tf) => tf.relu(x));",
    "import('@tensorflow/tfjs').then(({ relu }) => relu(x));",
    "import('@tensorflow/tfjs').catch((tf) => tf.relu(x));",
    "load('@tensorflow/tfjs').then((tf) => tf.relu(x));",
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
