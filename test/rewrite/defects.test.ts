import { describe, expect, it } from 'vitest';
import { findDefects } from '../../extension/rewrite/defects';
import { fileSource, type RewriteLanguage } from '../../extension/rewrite/source';
import { applyEdits } from '../../extension/rewrite/textEdits';
import { parsers } from './parsers';

async function codesIn(text: string, language: RewriteLanguage): Promise<string[]> {
  return (await findDefects(parsers, fileSource(text, language))).map(({ code }) => code);
}

async function repaired(text: string, language: RewriteLanguage): Promise<string> {
  const [defect] = await findDefects(parsers, fileSource(text, language));
  return applyEdits(text, defect?.fix?.edits ?? []);
}

const torch = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';
const tf = "import * as tf from '@tensorflow/tfjs';\n";
const lab = `${tf}import * as lab from 'activation-lab';\n`;

describe('a TeLU whose exp may overflow', () => {
  const hits: [text: string, language: RewriteLanguage, repaired: string][] = [
    [`${torch}y = x * torch.tanh(torch.exp(x))`, 'python', 'y = x * torch.tanh(torch.exp(torch.clamp(x, max=10.0)))'],
    [`${torch}y = torch.tanh(torch.exp(x)) * x`, 'python', 'y = torch.tanh(torch.exp(torch.clamp(x, max=10.0))) * x'],
    [`${torch}y = torch.mul(x, x.exp().tanh())`, 'python', 'y = torch.mul(x, x.clamp(max=10.0).exp().tanh())'],
    ['import tensorflow as tf\ny = x * tf.math.tanh(tf.exp(x))', 'python', 'tf.exp(tf.minimum(x, 10.0))'],
    ['import jax.numpy as jnp\ny = x * jnp.tanh(jnp.exp(x))', 'python', 'jnp.exp(jnp.minimum(x, 10.0))'],
    ['from keras import ops\ny = ops.multiply(x, ops.tanh(ops.exp(x)))', 'python', 'ops.exp(ops.minimum(x, 10.0))'],
    [`${tf}const y = tf.mul(x, tf.tanh(tf.exp(x)));`, 'typescript', 'tf.exp(tf.minimum(x, 10))'],
    [`${tf}const y = x.mul(x.exp().tanh());`, 'javascript', 'x.mul(x.minimum(10).exp().tanh())'],
  ];
  it.each(hits)('is found and repaired in %j', async (text, language, expected) => {
    expect(await codesIn(text, language)).toEqual(['telu-overflow']);
    const better = await repaired(text, language);
    expect(better).toContain(expected);
    expect(await codesIn(better, language)).toEqual([]);
  });

  const misses: [text: string, language: RewriteLanguage][] = [
    [`${torch}y = x * torch.tanh(torch.exp(torch.clamp(x, max=10.0)))`, 'python'],
    [`${torch}y = x * torch.tanh(torch.exp(x.clamp(max=5)))`, 'python'],
    [`${torch}x = x.clamp(max=20)\ny = x * torch.tanh(torch.exp(x))`, 'python'],
    [`${torch}y = x * torch.tanh(torch.exp(z))`, 'python'],
    [`${torch}y = x * torch.tanh(F.softplus(x))`, 'python'],
    [`${torch}y = x + torch.tanh(torch.exp(x))`, 'python'],
    [`${torch}y = 2 * torch.tanh(torch.exp(2))`, 'python'],
    [`${torch}y = x * torch.tanh(torch.exp(x))  # activation-lab-ignore telu-overflow`, 'python'],
    [`${torch}# activation-lab-ignore\ny = x * torch.tanh(torch.exp(x))`, 'python'],
    [`${torch}"""y = x * torch.tanh(torch.exp(x))"""`, 'python'],
    [`${torch}y = x * torch.tanh(torch.exp(x) +`, 'python'],
    ['import numpy as np\ny = x * np.tanh(np.exp(x))', 'python'],
    ['import math\ny = x * math.tanh(math.exp(x))', 'python'],
    ['y = x * torch.tanh(torch.exp(x))', 'python'],
    [`${tf}const y = tf.mul(x, tf.tanh(tf.exp(tf.minimum(x, 10))));`, 'typescript'],
    [`${tf}const y = tf.mul(w, tf.tanh(tf.exp(x)));`, 'typescript'],
    ['const y = x * Math.tanh(Math.exp(x));', 'typescript'],
    ["const math = require('mathjs');\nconst y = math.mul(x, math.tanh(math.exp(x)));", 'javascript'],
    [`${tf}// tf.mul(x, tf.tanh(tf.exp(x)))`, 'typescript'],
  ];
  it.each(misses)('is not seen in %j', async (text, language) => {
    expect(await codesIn(text, language)).toEqual([]);
  });
});

describe('an xIELU with a wrong slope at 0', () => {
  it.each<[string, RewriteLanguage]>([
    [`${torch}y = torch.expm1(torch.clamp(x, max=-1e-6)) - x`, 'python'],
    [`${torch}eps = torch.tensor(-1e-6)\ny = torch.expm1(torch.min(x, eps)) - x`, 'python'],
    [`${torch}self.eps = torch.tensor(-1e-6)\ny = torch.expm1(torch.minimum(x, self.eps)) - x`, 'python'],
    [`${torch}self.register_buffer("eps", torch.tensor(-1e-6))\ny = torch.expm1(torch.min(x, self.eps))`, 'python'],
    ['import jax.numpy as jnp\ny = jnp.expm1(jnp.minimum(x, -1e-6)) - x', 'python'],
    [`${tf}const y = tf.expm1(tf.minimum(x, -1e-6));`, 'typescript'],
  ])('is found in %j', async (text, language) => {
    expect(await codesIn(text, language)).toEqual(['xielu-slope']);
  });

  it('is repaired where the number stands in the call', async () => {
    expect(await repaired(`${torch}y = torch.expm1(torch.clamp(x, max=-1e-6)) - x`, 'python')).toContain(
      'clamp(x, max=0.0)',
    );
    expect(await repaired(`${tf}const y = tf.expm1(tf.minimum(x, -1e-6));`, 'typescript')).toContain('minimum(x, 0)');
  });

  it.each<[string, RewriteLanguage]>([
    [`${torch}y = torch.expm1(torch.clamp(x, max=0.0)) - x`, 'python'],
    [`${torch}y = torch.expm1(torch.clamp(x, max=-1.0)) - x`, 'python'],
    [`${torch}y = torch.expm1(torch.clamp(x, max=1e-6)) - x`, 'python'],
    [`${torch}y = torch.exp(torch.clamp(x, max=-1e-6))`, 'python'],
    [`${torch}y = torch.expm1(torch.min(x, y)) - x`, 'python'],
    [`${torch}eps = -1e-6\ny = torch.expm1(x)`, 'python'],
    ['import numpy as np\ny = np.expm1(np.minimum(x, -1e-6)) - x', 'python'],
    [`${tf}const y = tf.expm1(tf.minimum(x, 0));`, 'typescript'],
  ])('is not seen in %j', async (text, language) => {
    expect(await codesIn(text, language)).toEqual([]);
  });
});

const xielu = `${torch}from mine import XIELU\n`;

describe('xIELU modules', () => {
  const hits: [text: string, code: string][] = [
    [`${xielu}m = nn.Sequential(XIELU())\no = torch.optim.AdamW(m.parameters(), lr=1e-3)`, 'xielu-weight-decay'],
    [
      `${xielu}m = nn.Sequential(XIELU())\no = torch.optim.SGD(m.parameters(), 0.1, weight_decay=1e-4)`,
      'xielu-weight-decay',
    ],
    [`${xielu}from torch.optim import AdamW\nm = XIELU()\no = AdamW(params=m.parameters())`, 'xielu-weight-decay'],
    [`${xielu}class N(nn.Module):\n    def forward(self, x):\n        return XIELU()(x)`, 'xielu-in-forward'],
    ['import keras\nclass N(keras.Model):\n    def call(self, x):\n        return XIELU()(x)', 'xielu-in-forward'],
    [
      `${xielu}class N(nn.Module):\n    def __init__(self):\n        self.act = XIELU()\n\n    def forward(self, x):\n        return self.act(self.b(self.act(self.a(x))))`,
      'xielu-shared',
    ],
    [`${xielu}act = XIELU()\nm = nn.Sequential(nn.Linear(1, 1), act, nn.Linear(1, 1), act)`, 'xielu-shared'],
    [
      'import keras\nfrom mine import XIELU\nl = keras.layers.Dense(8, activation=XIELU())',
      'keras-untrained-activation',
    ],
    [
      'from tensorflow.keras import layers\nfrom mine import XIELU\nl = layers.Conv2D(8, 3, activation=XIELU(beta=0.5))',
      'keras-untrained-activation',
    ],
  ];
  it.each(hits)('%j: %s', async (text, code) => {
    expect(await codesIn(text, 'python')).toEqual([code]);
  });

  const repairs: [text: string, expected: string][] = [
    [
      'import keras\nfrom mine import XIELU\nm = keras.Sequential([keras.layers.Dense(8, activation=XIELU(beta=0.5), name="a")])',
      'm = keras.Sequential([keras.layers.Dense(8, name="a"), XIELU(beta=0.5)])',
    ],
    [
      'from keras import layers\nfrom mine import XIELU\ny = layers.Conv2D(8, 3, activation=XIELU())(x)',
      'y = XIELU()(layers.Conv2D(8, 3)(x))',
    ],
    [
      `${torch}class XIELU(nn.Module):\n    def __init__(self):\n        self.alpha_p = self.alpha_n = 1\n        self.alpha_n = 2\n\ndef f(net):\n    act = XIELU()\n    return torch.optim.AdamW(net.body.parameters(), lr=1e-3)`,
      `torch.optim.AdamW([
        {"params": [p for name, p in net.body.named_parameters() if not name.endswith(("alpha_p", "alpha_n"))]},
        {"params": [p for name, p in net.body.named_parameters() if name.endswith(("alpha_p", "alpha_n"))], "weight_decay": 0.0},
    ], lr=1e-3)`,
    ],
  ];
  it.each(repairs)('are repaired in %j', async (text, expected) => {
    const better = await repaired(text, 'python');
    expect(better).toContain(expected);
    expect(await codesIn(better, 'python')).toEqual([]);
  });

  const module = `${xielu}class N(nn.Module):\n`;
  const init =
    '    def __init__(self, width=8):\n        super().__init__()\n        self.a = nn.Linear(width, width)\n';
  const kept = `${module}${init}        self.act = XIELU(beta=0.5)\n\n    def forward(self, x):\n        `;

  const moved: [text: string, expected: string][] = [
    [
      `${module}${init}\n    def forward(self, x):\n        return XIELU()(self.a(x))\n`,
      `${module}${init}        self.xielu = XIELU()\n\n    def forward(self, x):\n        return self.xielu(self.a(x))\n`,
    ],
    [
      `${module}    """A net."""\n\n    def forward(self, x):\n        act = XIELU(beta=0.5).to(x.device)\n        return act(x)\n`,
      `${module}    """A net."""\n\n    def __init__(self):\n        super().__init__()\n        self.xielu = XIELU(beta=0.5)\n\n    def forward(self, x):\n        act = self.xielu.to(x.device)\n        return act(x)\n`,
    ],
    [
      'import keras\nfrom mine import XIELU\nclass N(keras.layers.Layer):\n  def call(self, x):\n    return XIELU()(x)\n',
      'import keras\nfrom mine import XIELU\nclass N(keras.layers.Layer):\n  def __init__(self, **kwargs):\n    super().__init__(**kwargs)\n    self.xielu = XIELU()\n\n  def call(self, x):\n    return self.xielu(x)\n',
    ],
    [
      `${xielu}class N(Base):\n    def __init__(self):\n        super().__init__()\n        self.xielu = 1\n\n    def forward(self, x):\n        return XIELU()(x)\n`,
      `${xielu}class N(Base):\n    def __init__(self):\n        super().__init__()\n        self.xielu = 1\n        self.xielu1 = XIELU()\n\n    def forward(self, x):\n        return self.xielu1(x)\n`,
    ],
  ];
  it.each(moved)('made inside forward are made in __init__: %j', async (text, expected) => {
    const better = await repaired(text, 'python');
    expect(better).toBe(expected);
    expect(await codesIn(better, 'python')).toEqual([]);
    expect(await repaired(text.replaceAll('\n', '\r\n'), 'python')).toBe(expected.replaceAll('\n', '\r\n'));
  });

  const split: [text: string, expected: string][] = [
    [
      `${kept}return self.act(self.a(self.act(x)))\n`,
      `${kept.replace(/( +self\.act)( = .*\n)/, '$1$2$12$2')}return self.act(self.a(self.act2(x)))\n`,
    ],
    [
      `${xielu}act = XIELU()\nm = nn.Sequential(nn.Linear(1, 1), act, nn.Linear(1, 1), act)\n`,
      `${xielu}act = XIELU()\nm = nn.Sequential(nn.Linear(1, 1), act, nn.Linear(1, 1), XIELU())\n`,
    ],
    [
      `${xielu}act = XIELU()\nlayers = [act, nn.Linear(1, 1), act]\nlayers.append(act)\n`,
      `${xielu}act = XIELU()\nlayers = [act, nn.Linear(1, 1), XIELU()]\nlayers.append(XIELU())\n`,
    ],
  ];
  it.each(split)('in several places become one each: %j', async (text, expected) => {
    const better = await repaired(text, 'python');
    expect(better).toBe(expected);
    expect(await codesIn(better, 'python')).toEqual([]);
    const [defect] = await findDefects(parsers, fileSource(text, 'python'));
    expect(defect?.fix?.isChoice).toBe(true);
  });

  const left = [
    'import keras\nfrom mine import XIELU\nlayer = keras.layers.Dense(8, activation=XIELU())',
    `${xielu}m = XIELU()\no = torch.optim.AdamW(m.parameters())`,
    // A list is wanted, one for each round.
    `${module}${init}\n    def forward(self, x):\n        for i in range(3):\n            x = XIELU()(x)\n        return x`,
    `${module}${init}\n    def forward(self, x):\n        return [XIELU()(y) for y in x]`,
    `${module}${init}\n    def forward(self, x):\n        return map(lambda y: XIELU()(y), x)`,
    // What forward alone knows.
    `${module}${init}\n    def forward(self, x, beta):\n        return XIELU(beta=beta)(x)`,
    `${module}${init}\n    def forward(self, x):\n        return XIELU(beta=self.beta)(x)`,
    // Nothing would own it, or its __init__ may end before.
    `${xielu}class N:\n    def __init__(self):\n        self.a = 1\n\n    def forward(self, x):\n        return XIELU()(x)`,
    `${xielu}class N(Base):\n    def forward(self, x):\n        return XIELU()(x)`,
    `${xielu}class N(nn.Module, Mixin):\n    def forward(self, x):\n        return XIELU()(x)`,
    `${module}    def __init__(self, a):\n        super().__init__()\n        if a:\n            return\n        self.a = a\n\n    def forward(self, x):\n        return XIELU()(x)`,
    'import equinox as eqx\nfrom mine import XIELU\nclass N(eqx.Module):\n    def __init__(self):\n        super().__init__()\n\n    def __call__(self, x):\n        return XIELU()(x)',
    `${module}${init}\n    def forward(self, x):\n        def forward(y):\n            return XIELU()(y)\n        return forward(x)`,
    // Places in a loop, a test or elsewhere know the shared one too.
    `${kept}for i in range(3):\n            x = self.act(self.act(x))\n        return x`,
    `${kept}x = self.act(self.act(x))\n        return self.act(x) if x.ok else x`,
    `${kept}log(self.act)\n        return self.act(self.act(x))`,
    `${module}    def __init__(self):\n        super().__init__()\n        self.b = self.act = XIELU()\n\n    def forward(self, x):\n        return self.act(self.act(x))`,
    `${xielu}act = XIELU()\ny = act(act(x))`,
    `${xielu}act = XIELU()\nm = nn.Sequential(act, act)\nprint(act.alpha_p)`,
    `${xielu}act = XIELU()\ncompare(act, act)`,
    `${xielu}act = XIELU()\ndef f():\n    return nn.Sequential(act, act)`,
  ];
  it.each(left)('are left to the person where the place, the names or the meaning are not known: %j', async (text) => {
    expect(await codesIn(text, 'python')).toHaveLength(1);
    expect(await repaired(text, 'python')).toBe(text);
  });

  const misses = [
    `${xielu}m = XIELU()\no = torch.optim.AdamW(m.parameters(), weight_decay=0)`,
    `${xielu}m = XIELU()\no = torch.optim.AdamW(m.parameters(), weight_decay=0.0)`,
    `${xielu}m = XIELU()\no = torch.optim.Adam(m.parameters())`,
    `${xielu}m = XIELU()\no = torch.optim.SGD(m.parameters(), lr=0.1, momentum=0.9)`,
    `${xielu}m = XIELU()\no = torch.optim.AdamW([{"params": a}, {"params": b, "weight_decay": 0}])`,
    `${xielu}m = XIELU()\no = torch.optim.AdamW(groups(m), weight_decay=0.1)`,
    `${torch}m = nn.ReLU()\no = torch.optim.AdamW(m.parameters())`,
    `${torch}# XIELU()\no = torch.optim.AdamW(m.parameters())`,
    `${xielu}m = XIELU()\no = other.AdamW(m.parameters())`,
    `${xielu}m = XIELU()\no = torch.optim.AdamW(m.parameters())  # activation-lab-ignore xielu-weight-decay`,
    `${xielu}class N(nn.Module):\n    def __init__(self):\n        self.a = XIELU()\n        self.b = XIELU()\n\n    def forward(self, x):\n        return self.b(self.a(x))`,
    `${xielu}class N(nn.Module):\n    def __init__(self):\n        self.a = XIELU()\n\n    def forward(self, x):\n        if x.ok:\n            return self.a(x)\n        else:\n            return self.a(-x)`,
    `${xielu}def forward(x):\n    return XIELU()(x)`,
    `${xielu}class N(nn.Module):\n    def build(self):\n        return XIELU()`,
    'import flax.linen as nn\nclass N(nn.Module):\n    @nn.compact\n    def __call__(self, x):\n        return XIELU()(x)',
    `${xielu}m = nn.Sequential(XIELU(), nn.Linear(1, 1), XIELU())`,
    `${xielu}class N(nn.Module):\n    def forward(self, x):\n        return xielu(x)`,
    'import keras\nfrom mine import XIELU\nm = keras.Sequential([keras.layers.Dense(8), XIELU()])',
    'import keras\nfrom mine import xielu\nl = keras.layers.Dense(8, activation=xielu)',
    'from mine import XIELU, Dense\nl = Dense(8, activation=XIELU())',
    'import keras\nfrom mine import XIELU\nl = keras.layers.Dense(8, name=XIELU())',
  ];
  it.each(misses)('nothing is wrong in %j', async (text) => {
    expect(await codesIn(text, 'python')).toEqual([]);
  });
});

describe('an activation composed by hand where activation-lab is imported', () => {
  it.each([
    ['x.mul(x.sigmoid())', "lab.op('silu')(x)"],
    ['tf.mul(tf.sigmoid(x), x)', "lab.op('silu')(x)"],
    ['tf.mul(h, tf.tanh(tf.softplus(h)))', "lab.op('mish')(h)"],
    ['tf.mul(x, tf.tanh(tf.exp(tf.minimum(x, 10))))', 'lab.telu(x)'],
  ])('%s becomes %s', async (code, fused) => {
    const text = `${lab}const y = ${code};`;
    expect(await codesIn(text, 'typescript')).toEqual(['composed-activation']);
    expect(await repaired(text, 'typescript')).toBe(`${lab}const y = ${fused};`);
  });

  it.each([
    `${tf}const y = tf.mul(x, tf.sigmoid(x));`,
    `${lab}const y = tf.mul(a, tf.sigmoid(x));`,
    `${lab}const y = tf.mul(x, tf.tanh(x));`,
    `${lab}const y = tf.mul(x, tf.tanh(tf.exp(tf.minimum(x, 1))));`,
    `${lab}const y = tf.add(x, tf.sigmoid(x));`,
    `${lab}// activation-lab-ignore composed-activation\nconst y = tf.mul(x, tf.sigmoid(x));`,
    "import { telu } from 'activation-lab';\nconst y = other.mul(x, other.sigmoid(x));",
  ])('is not seen in %j', async (text) => {
    expect(await codesIn(text, 'typescript')).toEqual([]);
  });
});
