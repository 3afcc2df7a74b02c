import type { ActivationId } from '../activationNames';
import { createJsFramework } from '../javascript/createJsFramework';
import type { JsSpellings } from '../javascript/jsFramework';
import {
  geluOp,
  geluTanhOp,
  hardSwishOp,
  hardSwishString,
  mishOp,
  reluSquaredOp,
  reluSquaredString,
  siluOp,
  teluOp,
  teluString,
  xieluLayer,
} from './tfjsHelpers';

const union = ['@tensorflow/tfjs', '@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu'];

/** What tensorflow.js calls its activations: operations, chained methods, layers, and strings that layers look up. */
export const tfjs = createJsFramework({
  id: 'tfjs',
  title: 'tensorflow.js',
  globalName: 'tf',
  opPackages: [...union, '@tensorflow/tfjs-core'],
  layerPackages: [...union, '@tensorflow/tfjs-layers'],
  recurrentLayers: /rnn|lstm|gru/i,
  companion: {
    package: 'activation-lab',
    globalName: 'lab',
    factories: ['op', 'activationLayer'],
    strings: new Map<ActivationId, string>([
      ['telu', 'telu'],
      ['xielu', 'xielu'],
      ['gelu', 'gelu'],
      ['gelu_tanh', 'geluTanh'],
      ['silu', 'silu'],
      ['mish', 'mish'],
      ['elu', 'elu'],
      ['selu', 'selu'],
      ['leaky_relu', 'leakyRelu'],
      ['relu', 'relu'],
      ['relu_squared', 'reluSquared'],
      ['softplus', 'softplus'],
      ['tanh', 'tanh'],
    ]),
    ops: new Map<ActivationId, string>([
      ['telu', 'telu'],
      ['xielu', 'xielu'],
    ]),
    layers: new Map<ActivationId, string>([['xielu', 'XIELU']]),
  },
  activations: new Map<ActivationId, JsSpellings>([
    ['telu', { opHelper: teluOp, stringHelper: teluString }],
    ['xielu', { layerHelper: xieluLayer }],
    ['gelu', { string: 'gelu', opHelper: geluOp }],
    ['gelu_tanh', { string: 'gelu_new', opHelper: geluTanhOp }],
    ['silu', { string: 'swish', opHelper: siluOp }],
    ['mish', { string: 'mish', opHelper: mishOp }],
    ['relu', { string: 'relu', op: 'relu', method: 'relu', layer: 'reLU', settings: ['maxValue'] }],
    ['relu6', { string: 'relu6', op: 'relu6', method: 'relu6' }],
    ['elu', { string: 'elu', op: 'elu', method: 'elu', layer: 'elu', settings: ['alpha'] }],
    ['selu', { string: 'selu', op: 'selu', method: 'selu' }],
    ['leaky_relu', { op: 'leakyRelu', method: 'leakyRelu', layer: 'leakyReLU', settings: ['alpha'] }],
    ['relu_squared', { opHelper: reluSquaredOp, stringHelper: reluSquaredString }],
    ['hard_swish', { opHelper: hardSwishOp, stringHelper: hardSwishString }],
    ['softplus', { string: 'softplus', op: 'softplus', method: 'softplus', isTargetOnly: true }],
    ['tanh', { string: 'tanh', op: 'tanh', method: 'tanh', isTargetOnly: true }],
  ]),
});
