import type { Node } from '@vscode/tree-sitter-wasm';
import type { ActivationId } from '../activationNames';
import { createPythonFramework } from '../python/createPythonFramework';
import type { PythonSlot, PythonSpelling, PythonSpellings } from '../python/pythonFramework';
import type { PythonNames } from '../python/pythonNames';
import { enclosing, field } from '../syntax';
import { torchHelpers } from './pytorchHelpers';

/** What PyTorch calls its activations: `nn.` modules, `F.` and `torch.` functions, tensor methods; and what timm adds. */
const timmStrings = new Map<string, ActivationId>([
  ...['relu', 'gelu', 'silu', 'mish', 'elu', 'selu', 'celu', 'leaky_relu', 'relu6'].map((id) => [id, id] as const),
  ['swish', 'silu'],
  ['hard_swish', 'hard_swish'],
  ['gelu_tanh', 'gelu_tanh'],
  ['quick_gelu', 'quick_gelu'],
]);
const timmSlot = { strings: timmStrings, callable: 'class', isSafe: false } as const;
const initBuilder = { builder: '__init__' } as const;

export const pytorch = createPythonFramework({
  id: 'pytorch',
  title: 'PyTorch',
  modules: ['torch', 'torch.nn', 'torch.nn.functional'],
  packageBeside: /^from torch import\b/,
  synonyms: new Map([
    ['torch.nn.modules.activation', 'torch.nn'],
    ['torch.nn.modules', 'torch.nn'],
    ['timm.layers.activations', 'timm.layers'],
    ['timm.models.layers', 'timm.layers'],
    ['...activations', 'transformers.activations'],
    ['._efficientnet_builder', 'timm.models._efficientnet_builder'],
  ]),
  otherTensorLibraries: ['tinygrad', 'paddle', 'mlx', 'mindspore', 'oneflow', 'mxnet', 'megengine', 'jittor'],
  inPlaceArgument: 'inplace',
  inputName: 'input',
  moduleClasses: new Map([
    ['torch.nn.Module', initBuilder],
    ['pytorch_lightning.LightningModule', initBuilder],
    ['lightning.LightningModule', initBuilder],
    ['lightning.pytorch.LightningModule', initBuilder],
  ]),
  containers: ['torch.nn.Sequential'],
  freezingNames: [
    'fuse_modules',
    'QuantStub',
    'QuantWrapper',
    'prepare_qat',
    'prepare_fx',
    'prepare_qat_fx',
    'convert_fx',
    '_FusedModule',
    'torch\\.(?:ao\\.)?nn\\.(?:intrinsic|qat|quantized|quantizable)',
  ],
  helpers: torchHelpers,
  defaults: {
    parameter: /^(?:(?:\w+_)?act_(?:layer|type)|activation)$/,
    slots: [
      { ...timmSlot, callee: '', parameter: 'act_type', callable: 'function' },
      { ...transformerSlot('', 4), callee: '', isSafe: false },
      { ...timmSlot, callee: '', parameter: '' },
    ],
    reaches: reachesALayer,
  },
  libraryAt: () => 'torch',
  slots: [
    transformerSlot('TransformerEncoderLayer', 4),
    transformerSlot('TransformerDecoderLayer', 4),
    transformerSlot('Transformer', 6),
    { ...timmSlot, callee: 'timm.create_model', parameter: 'act_layer' },
    { ...timmSlot, callee: 'timm.models.create_model', parameter: 'act_layer' },
    { ...timmSlot, callee: 'timm.layers.*', parameter: 'act_layer' },
    { ...timmSlot, callee: 'timm.layers.create_act_layer', parameter: 'name', position: 0 },
    { ...timmSlot, callee: 'timm.models._efficientnet_builder.resolve_act_layer', parameter: 'default', position: 1 },
    { ...timmSlot, callee: 'timm.layers.get_act_layer', parameter: 'name', position: 0 },
  ],
  activations: new Map<ActivationId, PythonSpellings>([
    ['gelu', gelu('none', ['timm.layers.GELU'])],
    ['gelu_tanh', gelu('tanh', ['timm.layers.GELUTanh'])],
    [
      'quick_gelu',
      {
        constructors: [...timm('QuickGELU'), ...transformersModules(['QuickGELUActivation'])],
        functions: transformersFunctions(['quick_gelu']),
      },
    ],
    ['silu', inPlace('SiLU', 'silu', [], [], ['timm.layers.Swish', 'transformers.activations.SiLUActivation'])],
    ['mish', inPlace('Mish', 'mish', [], [], ['timm.layers.Mish', 'transformers.activations.MishActivation'])],
    ['relu', { ...inPlace('ReLU', 'relu', ['torch.relu', 'torch.relu_']), methods: ['relu'] }],
    ['relu6', inPlace('ReLU6', 'relu6')],
    ['elu', inPlace('ELU', 'elu', [], ['alpha'])],
    ['selu', inPlace('SELU', 'selu', ['torch.selu', 'torch.selu_'])],
    ['celu', inPlace('CELU', 'celu', ['torch.celu', 'torch.celu_'], ['alpha'])],
    ['leaky_relu', inPlace('LeakyReLU', 'leaky_relu', [], ['negative_slope'])],
    ['hard_swish', inPlace('Hardswish', 'hardswish', [], [], ['timm.layers.HardSwish'])],
    ['softplus', { ...plain('Softplus', 'torch.nn.functional.softplus', ['beta', 'threshold']), isHiddenOnly: true }],
    ['tanh', { ...plain('Tanh', 'torch.tanh'), isHiddenOnly: true }],
    ['sigmoid', { ...plain('Sigmoid', 'torch.sigmoid'), isHiddenOnly: true }],
    [
      'prelu',
      { constructors: [{ name: 'torch.nn.PReLU', parameters: ['num_parameters', 'init'] }], isTrainable: true },
    ],
  ]),
});

/** An activation with the `inplace` switch; `F.relu_` and `torch.relu_` are its in-place twins. */
function inPlace(
  module: string,
  name: string,
  more: readonly string[] = [],
  settings: readonly string[] = [],
  moreModules: readonly string[] = [],
): PythonSpellings {
  const functions: PythonSpelling[] = [
    { name: `torch.nn.functional.${name}`, parameters: ['input', ...settings, 'inplace'] },
    { name: `torch.nn.functional.${name}_`, parameters: ['input', ...settings] },
    ...more.map((full) => ({ name: full, parameters: ['input', ...settings] })),
  ];
  const constructors = [`torch.nn.${module}`, ...moreModules].map((full) => {
    return { name: full, parameters: [...settings, 'inplace'] };
  });
  return { constructors, functions };
}

/** `from transformers.activations import gelu_new` */
function transformersFunctions(names: readonly string[]): PythonSpelling[] {
  return names.map((name) => ({ name: `transformers.activations.${name}`, parameters: ['input'] }));
}

/** `from transformers.activations import NewGELUActivation` */
function transformersModules(names: readonly string[]): PythonSpelling[] {
  return names.map((name) => ({ name: `transformers.activations.${name}`, parameters: [] }));
}

function timm(name: string): PythonSpelling[] {
  return [{ name: `timm.layers.${name}`, parameters: ['inplace'] }];
}

function plain(module: string, functionName: string, settings: readonly string[] = []): PythonSpellings {
  return {
    constructors: [{ name: `torch.nn.${module}`, parameters: settings }],
    functions: [{ name: functionName, parameters: ['input', ...settings] }],
  };
}

function gelu(value: 'none' | 'tanh', more: readonly string[]): PythonSpellings {
  const selectors = [{ name: 'approximate', values: [value], isDefault: value === 'none', isString: true }] as const;
  return {
    constructors: [
      { name: 'torch.nn.GELU', parameters: ['approximate'], selectors },
      ...more.map((name) => ({ name, parameters: ['inplace'] })),
      ...transformersModules(
        value === 'none'
          ? ['GELUActivation']
          : ['NewGELUActivation', 'FastGELUActivation', 'AccurateGELUActivation', 'PytorchGELUTanh', 'GELUTanh'],
      ),
    ],
    functions: [
      { name: 'torch.nn.functional.gelu', parameters: ['input', 'approximate'], selectors },
      ...transformersFunctions(value === 'none' ? ['gelu'] : ['gelu_pytorch_tanh', 'gelu_new', 'gelu_fast']),
    ],
  };
}

/** Whether a parameter of this name comes to code that looks the activation up. */
function reachesALayer(names: PythonNames, parameter: Node, name: string): boolean {
  if (name === 'activation') {
    const callee = parameter.type === 'keyword_argument' ? field(parameter.parent?.parent, 'function') : null;
    const isOwn = !callee || names.moduleBindingsOf(callee.text).some(({ kind }) => kind === 'definition');
    const owner =
      isOwn && parameter.type !== 'pair' ? enclosing(parameter, new Set(['class_definition', 'module'])) : null;
    return /\bTransformer(?:\w+Layer)?\([^()]*\bactivation\s*=\s*(?:self\.)?activation\b/.test(owner?.text ?? '');
  }
  const lookUp = name === 'act_type' ? /\bget_act_fn\(/ : /\b(?:get|create)_act_layer\(|^(?:import|from)[ \t]+timm\b/m;
  return lookUp.test(names.tree.text);
}

function transformerSlot(layer: string, position: number): PythonSlot {
  const strings = new Map<string, ActivationId>([
    ['relu', 'relu'],
    ['gelu', 'gelu'],
  ]);
  return {
    callee: `torch.nn.${layer}`,
    parameter: 'activation',
    position,
    strings,
    callable: 'function',
    isSafe: true,
  };
}
