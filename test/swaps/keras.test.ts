import { describeSwaps } from './describeSwaps';
import { isTrained } from './pythonRun';

const needsOwner = /own|layer|module|Keras has no/;
const refusesTrained = (target: string) => (isTrained(target) ? needsOwner : null);
const model = (layers: string) =>
  `model = ${layers}.Sequential([\n    ${layers}.Input((4,)),\n    ${layers}.layers.Dense(8, activation="relu"),\n    ${layers}.layers.Dense(1),\n])\n`;

describeSwaps('keras_swaps.py', {
  'Keras model': { module: 'keras', text: `import keras\n\n${model('keras')}` },
  'Keras layer': {
    module: 'keras',
    text: 'import keras\nfrom keras import layers\n\nact = layers.Activation("relu")\n',
  },
  'Keras ReLU layer': { module: 'keras', text: 'from keras.layers import ReLU\n\nact = ReLU()\nleak = 0.3\n' },
  'Keras activations': {
    module: 'keras',
    text: 'from keras import activations\n\n\ndef act(x):\n    return activations.relu(x)\n',
    refuses: refusesTrained,
  },
  'Keras ops, whose gelu is the tanh form': {
    module: 'keras',
    text: 'from keras import ops\n\nslack = 5e-4\n\n\ndef act(x):\n    return ops.relu(x)\n',
    refuses: refusesTrained,
  },
  'tf.keras model': { module: 'tensorflow', text: `import tensorflow as tf\n\n${model('tf.keras')}` },
  'tf.keras layer': {
    module: 'tensorflow',
    text: 'from tensorflow.keras.layers import Activation\n\nact = Activation("relu")\n',
  },
  'tf.keras in a class of its own': {
    module: 'tensorflow',
    text: 'import tensorflow as tf\n\n\nclass Block(tf.keras.layers.Layer):\n    def __init__(self):\n        super().__init__()\n        self.scale = 1.0\n\n    def call(self, x):\n        return tf.nn.relu(x)\n\n\nact = Block()\n',
  },
  TensorFlow: {
    module: 'tensorflow',
    text: 'import tensorflow as tf\n\n\n@tf.function\ndef act(x):\n    return tf.nn.relu(x)\n',
    refuses: refusesTrained,
  },
});
