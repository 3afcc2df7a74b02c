/**
 * What does not come back from a swap and its reverse, and why it cannot: two texts become the same one on the way.
 * By the id of a fixture ('.after': its second text) or by the code of a spelling.
 */
export const lostOnTheWay: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'TeLU keeps its input for the gradient: what tells ReLU to work in place, or names its operation, has no place in it',
    [
      ...['pt-mod-002', 'pt-mod-008', 'pt-mod-008.after', 'pt-mod-009', 'pt-mod-010', 'pt-mod-013.after'],
      ...['pt-mod-018', 'pt-mod-019', 'pt-ref-005', 'tf-001'],
    ],
  ],
  [
    'one call of TeLU stands for several ways to call it: a method, a function of another module, a layer, a second name',
    [
      ...['js-011', 'pt-fn-003', 'pt-fn-005', 'un-005', 'pt-str-002'],
      ...['ke-004', 'ke-007', 'ke-012', 'ke-012.after', 'ke-013'],
      'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\ny = torch.relu(x)',
      'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\ny = self.fc(x).relu()',
      "import * as tf from '@tensorflow/tfjs';\nconst y = x.relu();",
      "import * as tf from '@tensorflow/tfjs';\nconst l = tf.layers.reLU();",
      'import keras\nfrom keras import layers, ops\nimport tensorflow as tf\nlayers.Dense(8, "swish")',
      'import keras\nfrom keras import layers, ops\nimport tensorflow as tf\nlayers.ReLU()(x)',
      'from functools import partial\nfrom tensorflow import keras\nfrom tensorflow.keras import layers\nfrom keras.src.layers.activations import relu\nact = relu.ReLU()',
      'from flax import nnx\nnnx.swish(x)',
      'import jax\njax.nn.gelu(x, False)',
    ],
  ],
  [
    'the import of a single name goes with its last use, and the name that it gave',
    [
      ...['pt-fn-006', 'pt-fn-006.after'],
      'from torch.nn import ReLU as R\nact = R(inplace=True)',
      "const { relu: r } = require('@tensorflow/tfjs');\nconst y = r(x);",
      'from jax.nn import relu as r\ny = r(x)',
      'from timm.layers import Swish\nact = Swish()',
      'from torch import nn\nfrom transformers.activations import GELUActivation\nact = GELUActivation()',
      'from torch.nn.modules.activation import ReLU\nact = ReLU()',
    ],
  ],
  [
    'an import that only the helper reads may have come with it or have been there unread: `import torch` is kept beside `from torch import …`',
    [
      ...['jx-001', 'pt-mod-001', 'pt-pos-001', 'un-003.after'],
      'from torch import nn as n\nact = n.SiLU()',
      'from torch import nn\nnn.TransformerEncoderLayer(8, 2, activation="gelu" if g else "relu")',
      'from keras.src import activations\nactivations.relu(x)',
    ],
  ],
  ['a name returns to its list in alphabetical order', ['js-010.after', 'pt-mod-003.after']],
  [
    'a helper stands between the blank lines that formatters want',
    [
      ...['pt-pos-009', 'pt-pos-011', 'pt-pos-012'],
      '%matplotlib inline\nimport torch.nn as nn\n!pip install x\nact = nn.ReLU()',
    ],
  ],
  [
    'a string that was the only one with such quotes, or had a cast of its own',
    [
      "import keras\nfrom keras import layers, ops\nimport tensorflow as tf\nlayers.Activation('gelu')(x)",
      "import * as tf from '@tensorflow/tfjs';\ntf.layers.conv2d({ activation: 'swish' as const, filters: 1 });",
      "import * as tf from '@tensorflow/tfjs';\ntf.layers.dense({ activation: options.activation || ('relu' as const) });",
    ],
  ],
]);
