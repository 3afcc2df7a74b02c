import { type Activation, activations } from '../../../kernels/activations';
import { type ActivationId, activationNamed } from '../activationNames';
import { createJsFramework } from '../javascript/createJsFramework';
import type { JsFacts, JsSpellings } from '../javascript/jsFramework';
import type { TreeFramework } from './framework';
import { opHelperOf, stringHelperOf } from './tfjsHelpers';
import { layerHelperOf } from './tfjsLayerHelper';

const union = ['@tensorflow/tfjs', '@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu'];

const preluSettings = ['alphaInitializer', 'alphaRegularizer', 'alphaConstraint', 'sharedAxes'];

/** What tensorflow.js calls its activations: operations, chained methods, layers, and strings that layers look up. */
const native = new Map<ActivationId, JsSpellings>([
  ['relu', { string: 'relu', fused: 'relu', op: 'relu', method: 'relu', layer: 'reLU' }],
  [
    'relu6',
    {
      string: 'relu6',
      fused: 'relu6',
      op: 'relu6',
      method: 'relu6',
      layer: 'reLU',
      layerOption: ['maxValue', '6'],
      settings: ['maxValue'],
    },
  ],
  ['elu', { string: 'elu', fused: 'elu', op: 'elu', method: 'elu', layer: 'elu', settings: ['alpha'] }],
  ['selu', { string: 'selu', op: 'selu', method: 'selu' }],
  ['leaky_relu', { fused: 'leakyrelu', op: 'leakyRelu', method: 'leakyRelu', layer: 'leakyReLU', settings: ['alpha'] }],
  ['prelu', { fused: 'prelu', op: 'prelu', method: 'prelu', layer: 'prelu', settings: preluSettings, isTrained: true }],
  ['gelu', { string: 'gelu' }],
  // A saved model that names it cannot be loaded: the loader looks for 'geluNew'.
  ['gelu_tanh', { foundString: 'gelu_new' }],
  ['silu', { string: 'swish' }],
  ['mish', { string: 'mish' }],
  ['softsign', { string: 'softsign', isHiddenOnly: true }],
  ['softplus', { string: 'softplus', op: 'softplus', method: 'softplus', isHiddenOnly: true }],
  ['tanh', { string: 'tanh', op: 'tanh', method: 'tanh', isHiddenOnly: true }],
  ['sigmoid', { string: 'sigmoid', op: 'sigmoid', method: 'sigmoid', isHiddenOnly: true }],
]);

/** For all that the library lacks a name for, the code that says it: a new file in the catalogue is one more entry here. */
function spellingsOf(activation: Activation): JsSpellings {
  const known = native.get(idOf(activation));
  if (known?.isTrained) return known;
  const layerHelper = layerHelperOf(activation);
  if (layerHelper) return { layerHelper, isTrained: true };
  return {
    ...(!known?.op && { opHelper: opHelperOf(activation) }),
    ...(!known?.string && { stringHelper: stringHelperOf(activation) }),
    ...known,
  };
}

function idOf({ id }: Activation): ActivationId {
  return activationNamed(id) ?? id;
}

/** How names of tensorflow.js are followed, for whoever reads such code for another purpose. */
export const tfjsFacts = factsFor(activations);
export const tfjs = createJsFramework(tfjsFacts);

/** For the activations of a catalogue; a test hands in one that this project does not have. */
export function createTfjs(catalogue: readonly Activation[]): TreeFramework {
  return createJsFramework(factsFor(catalogue));
}

function factsFor(catalogue: readonly Activation[]): JsFacts {
  return {
    id: 'tfjs',
    title: 'tensorflow.js',
    globalName: 'tf',
    opPackages: [...union, '@tensorflow/tfjs-core'],
    layerPackages: [...union, '@tensorflow/tfjs-layers'],
    ownCopy: /^\.{1,2}\/(?:.*\/)?(?:tfjs|tf|tensorflow)(?:[.-](?:esm|min|node|core|bundle))+(?:\.[cm]?[jt]s)?$/,
    fusedOps: {
      names: new Set(['conv2d', 'depthwiseConv2d', 'matMul']),
      settings: new Set(['leakyreluAlpha', 'preluActivationWeights']),
    },
    recurrentLayers: /rnn|lstm|gru/i,
    companion: {
      package: 'activation-lab',
      globalName: 'lab',
      factories: ['op', 'activationLayer'],
      strings: new Map(catalogue.map((activation) => [idOf(activation), activation.id])),
      ops: new Map([
        ['telu', 'telu'],
        ['xielu', 'xielu'],
      ]),
      layers: new Map([['xielu', 'XIELU']]),
    },
    activations: new Map([
      ...native,
      ...catalogue.map((activation) => [idOf(activation), spellingsOf(activation)] as const),
    ]),
  };
}
