import type { Node } from '@vscode/tree-sitter-wasm';
import type { ActivationId } from '../activationNames';
import { createPythonFramework } from '../python/createPythonFramework';
import type { PythonSlot, PythonSpelling, PythonSpellings, Selector } from '../python/pythonFramework';
import type { PythonNames } from '../python/pythonNames';
import { enclosing } from '../syntax';
import { kerasHelpers } from './kerasHelpers';

/** Keras 3, tf.keras and tf.nn: strings that layers look up, layers, `activations`, `ops`. One framework, since they mix. */
const strings = new Map<string, ActivationId>([
  ...['relu', 'relu6', 'leaky_relu', 'elu', 'selu', 'celu', 'silu', 'gelu', 'mish'].map((id) => [id, id] as const),
  ['swish', 'silu'],
  ['hard_swish', 'hard_swish'],
  ['hard_silu', 'hard_swish'],
  ...['softplus', 'tanh', 'sigmoid', 'hard_sigmoid'].map((id) => [id, id] as const),
]);
/** Cells and attention look their activations up for kernels of their own. */
const notSwappable = /RNN|LSTM|GRU|Cell$|^Softmax$/;
const slot = { strings, callable: 'function', isSafe: true } as const;
const layerSlot: PythonSlot = {
  ...slot,
  callee: 'keras.layers.*',
  except: notSwappable,
  parameter: 'activation',
  isLayer: true,
};
const wrapper = 'keras.layers.Activation';

const six = ['6', '6.0', '6.'];
/** keras.activations.relu(x, max_value=6) */
const relu6Call: Places = { settings: reluSettings(six), isInTensorFlow: false, isOp: false, isInBackend: true };

export const keras = createPythonFramework({
  id: 'keras',
  title: 'Keras',
  modules: [
    'keras',
    'keras.layers',
    'keras.activations',
    'keras.ops',
    'tensorflow',
    'tensorflow.nn',
    'tensorflow.keras',
  ],
  synonyms: new Map([
    ['tensorflow.compat.v1', 'tensorflow'],
    ['tensorflow.compat.v2', 'tensorflow'],
    ['tensorflow.keras', 'keras'],
    ['tensorflow.python.keras', 'keras'],
    ['tf_keras', 'keras'],
    ['keras.src', 'keras'],
    ['keras.api', 'keras'],
    ['keras.activations.activations', 'keras.activations'],
    ['keras.layers.core', 'keras.layers'],
    ['keras.layers.advanced_activations', 'keras.layers'],
    ...['', 's', 's.activation', 's.elu', 's.leaky_relu', 's.prelu', 's.relu'].map((rest) => {
      return [`keras.layers.activation${rest}`, 'keras.layers'] as const;
    }),
    ['keras.ops.nn', 'keras.ops'],
    ['tensorflow.math', 'tensorflow'],
    ['tensorflow.python.ops.nn', 'tensorflow.nn'],
  ]),
  customaryNames: new Map([['tensorflow', 'tf']]),
  otherTensorLibraries: [],
  inPlaceArgument: 'inplace',
  inputName: 'x',
  moduleClasses: new Map(
    ['keras.layers.Layer', 'keras.Layer', 'keras.Model', 'keras.models.Model'].map((name) => {
      return [name, { builder: '__init__' }] as const;
    }),
  ),
  containers: ['keras.Sequential', 'keras.models.Sequential'],
  wrapper,
  freezingNames: ['quantize_model', 'quantize_annotate'],
  helpers: kerasHelpers,
  libraryAt: ({ tree: { text } }) => {
    if (/^[ \t]*(?:import|from)[ \t]+keras\b/m.test(text)) {
      return 'keras';
    }
    return /\bkeras\b/.test(text) ? 'tf.keras' : 'tensorflow';
  },
  slots: [
    { ...slot, callee: wrapper, parameter: 'activation', position: 0 },
    { ...layerSlot, callee: 'keras.layers.Dense', position: 1 },
    layerSlot,
    { ...slot, callee: 'keras.activations.get', parameter: 'identifier', position: 0 },
    { ...slot, callee: 'tensorflow.layers.*', except: notSwappable, parameter: 'activation', prefersCallable: true },
  ],
  defaults: {
    parameter: /activation$|^act$/,
    slots: [{ ...slot, callee: '', parameter: '' }],
    reaches: isLookedUp,
  },
  activations: new Map<ActivationId, PythonSpellings>([
    ['gelu', gelu(['False'], 'gelu')],
    ['gelu_tanh', gelu(['True'], 'gelu_tanh')],
    ['silu', named(['silu', 'swish'])],
    ['mish', named(['mish'], [], { isInTensorFlow: false, isOp: false })],
    [
      'relu',
      { ...named(['relu'], [], { settings: reluSettings(), isInBackend: true }), constructors: [reluLayer([])] },
    ],
    [
      'relu6',
      {
        functions: [...(named(['relu6']).functions ?? []), ...(named(['relu'], [], relu6Call).functions ?? [])],
        constructors: [reluLayer(six)],
      },
    ],
    ['elu', withLayer(named(['elu'], ['alpha'], { isInBackend: true }), 'ELU', ['alpha'])],
    ['selu', named(['selu'])],
    ['celu', named(['celu'], ['alpha'], { isInTensorFlow: false })],
    ['leaky_relu', withLayer(named(['leaky_relu'], ['negative_slope']), 'LeakyReLU', ['negative_slope'])],
    ['hard_swish', named(['hard_swish', 'hard_silu'], [], { isInTensorFlow: false })],
    ['softplus', { ...named(['softplus']), isHiddenOnly: true }],
    ['tanh', { ...named(['tanh']), isHiddenOnly: true }],
    ['sigmoid', { ...named(['sigmoid']), isHiddenOnly: true }],
    ['hard_sigmoid', { ...named(['hard_sigmoid'], [], { isInTensorFlow: false }), isHiddenOnly: true }],
    ['prelu', { constructors: [{ name: 'keras.layers.PReLU', parameters: [] }], isTrainable: true }],
  ]),
});

/** Where else than among keras.activations a name stands. */
interface Places {
  readonly settings?: readonly Selector[];
  readonly isInTensorFlow?: boolean;
  readonly isOp?: boolean;
  readonly isInBackend?: boolean;
}

function named(
  names: readonly string[],
  parameters: readonly string[] = [],
  { settings = [], isInTensorFlow = true, isOp = true, isInBackend = false }: Places = {},
): PythonSpellings {
  const all = ['input', ...parameters, ...settings.map(({ name }) => name)];
  const modules = isOp ? ['keras.activations', 'keras.ops'] : ['keras.activations'];
  const ofKeras = names.flatMap((name) => modules.map((module) => `${module}.${name}`));
  const ofBackend = isInBackend ? names.map((name) => `keras.backend.${name}`) : [];
  const functions = [...ofKeras, ...ofBackend].map((name) => ({ name, parameters: all, selectors: settings }));
  const ofTensorFlow = isInTensorFlow ? names.map((name) => tensorFlowSpelling(name, parameters)) : [];
  return { functions: [...functions, ...ofTensorFlow] };
}

/** Old TensorFlow has `swish` only. */
function tensorFlowSpelling(name: string, parameters: readonly string[]): PythonSpelling {
  const own = parameters.map((parameter) => (parameter === 'negative_slope' ? 'alpha' : parameter));
  const spelling = { name: `tensorflow.nn.${name}`, parameters: ['input', ...own, 'name'] };
  return name === 'swish' ? { ...spelling, under: 'tensorflow.compat.v1' } : spelling;
}

/** keras.ops.gelu means the tanh form by default, the others the exact one: a call without argument is Keras' "gelu". */
function gelu(values: readonly string[], id: ActivationId): PythonSpellings {
  const selectors = [{ name: 'approximate', values, isDefault: id === 'gelu' }];
  const names = ['keras.activations.gelu', 'keras.ops.gelu', 'tensorflow.nn.gelu'];
  return { functions: names.map((name) => ({ name, parameters: ['input', 'approximate'], selectors })) };
}

/** Clipped, leaky and thresholded forms are other activations. */
function reluSettings(maxValues: readonly string[] = []): Selector[] {
  const isClipped = maxValues.length > 0;
  return [
    { name: 'negative_slope', values: ['0', '0.0'], isDefault: true },
    { name: 'max_value', values: isClipped ? maxValues : ['None'], isDefault: !isClipped },
    { name: 'threshold', values: ['0', '0.0'], isDefault: true },
  ];
}

function reluLayer(maxValues: readonly string[]): PythonSpelling {
  const parameters = ['max_value', 'negative_slope', 'threshold'];
  return { name: 'keras.layers.ReLU', parameters, selectors: reluSettings(maxValues) };
}

function withLayer(spellings: PythonSpellings, layer: string, parameters: readonly string[]): PythonSpellings {
  return { ...spellings, constructors: [{ name: `keras.layers.${layer}`, parameters }] };
}

const definitions: ReadonlySet<string> = new Set(['class_definition', 'module']);

/** The class hands the parameter to keras.activations.get, or to a layer. */
function isLookedUp({ tree: { text } }: PythonNames, parameter: Node, name: string): boolean {
  const around = enclosing(parameter, definitions);
  const usesKeras = /^[ \t]*(?:import|from)[ \t]+(?:tensorflow|keras|tf_keras)\b/m.test(text);
  const isHandedOn = new RegExp(
    `\\bactivations\\.get\\(\\s*(?:self\\.)?${name}\\b|\\bactivation\\s*=\\s*(?:self\\.)?${name}\\b|\\bActivation\\(\\s*${name}\\b`,
  );
  return usesKeras && !/^(?:assignment|pair)$/.test(parameter.type) && around !== null && isHandedOn.test(around.text);
}
