import { describeSwaps } from './describeSwaps';
import { isTrained } from './pythonRun';

describeSwaps('jax_swaps.py', {
  'jax.nn': {
    module: 'jax',
    text: 'import jax\n\n\n@jax.jit\ndef act(x):\n    return jax.nn.relu(x)\n',
    refuses: (target) => (isTrained(target) ? /own/ : null),
  },
  'Flax, compact': {
    module: 'flax',
    text: 'import flax.linen as nn\nimport jax\n\n\nclass Net(nn.Module):\n    @nn.compact\n    def __call__(self, x):\n        return nn.relu(x)\n\n\nnet = Net()\nparams = net.init(jax.random.key(0), jax.numpy.ones((1,)))\napply = net.apply\n',
  },
  'Flax, setup': {
    module: 'flax',
    text: 'import jax\nfrom flax import linen as nn\n\n\nclass Net(nn.Module):\n    def setup(self):\n        self.scale = 1.0\n\n    def __call__(self, x):\n        return nn.relu(x)\n\n\nnet = Net()\nparams = net.init(jax.random.key(0), jax.numpy.ones((1,)))\napply = net.apply\n',
  },
  'Flax nnx': {
    module: 'flax',
    text: 'from flax import nnx\n\n\nclass Net(nnx.Module):\n    def __init__(self, rngs: nnx.Rngs):\n        self.rate = 1.0\n\n    def __call__(self, x):\n        return nnx.relu(x)\n\n\ngraph, params = nnx.split(Net(nnx.Rngs(0)), nnx.Param)[:2]\n\n\ndef apply(params, x):\n    return nnx.merge(graph, params)(x)\n',
  },
  Equinox: {
    module: 'equinox',
    text: 'import equinox as eqx\nimport jax\n\nnet = eqx.nn.Sequential([eqx.nn.Lambda(jax.nn.relu)])\nparams, static = eqx.partition(net, eqx.is_array)\n\n\ndef apply(params, x):\n    return eqx.combine(params, static)(x)\n',
  },
  'Equinox, in a class of its own': {
    module: 'equinox',
    text: 'import equinox as eqx\nimport jax\n\n\nclass Net(eqx.Module):\n    rate: float\n\n    def __init__(self):\n        self.rate = 1.0\n\n    def __call__(self, x):\n        return jax.nn.relu(x)\n\n\nparams, static = eqx.partition(Net(), eqx.is_array)\n\n\ndef apply(params, x):\n    return eqx.combine(params, static)(x)\n',
  },
  Haiku: {
    module: 'haiku',
    text: 'import haiku as hk\nimport jax\n\n\ndef net(x):\n    return hk.Sequential([jax.nn.relu])(x)\n\n\ntransformed = hk.without_apply_rng(hk.transform(net))\nparams = transformed.init(jax.random.key(0), jax.numpy.ones((1,)))\napply = transformed.apply\n',
  },
});
