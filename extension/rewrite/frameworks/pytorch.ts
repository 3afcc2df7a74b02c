import type { ActivationId } from '../activationNames';
import { createPythonFramework } from '../python/createPythonFramework';
import type { PythonSpelling, PythonSpellings } from '../python/pythonFramework';
import { reluSquaredHelpers, teluHelpers, xieluHelper } from './pytorchHelpers';

/** What PyTorch calls its activations: `nn.` modules, `F.` and `torch.` functions, tensor methods. */
export const pytorch = createPythonFramework({
  id: 'pytorch',
  title: 'PyTorch',
  modules: ['torch', 'torch.nn', 'torch.nn.functional'],
  otherTensorLibraries: ['tinygrad', 'paddle', 'mlx', 'mindspore', 'oneflow', 'mxnet', 'megengine', 'jittor'],
  inPlaceArgument: 'inplace',
  moduleClasses: [
    'torch.nn.Module',
    'torch.nn.modules.Module',
    'pytorch_lightning.LightningModule',
    'lightning.LightningModule',
  ],
  containers: ['torch.nn.Sequential'],
  freezingNames: [
    'fuse_modules',
    'QuantStub',
    'QuantWrapper',
    'prepare_qat',
    'prepare_fx',
    'prepare_qat_fx',
    'convert_fx',
  ],
  slots: [
    ...transformerSlots('TransformerEncoderLayer', 4),
    ...transformerSlots('TransformerDecoderLayer', 4),
    ...transformerSlots('Transformer', 6),
    {
      callee: 'timm.create_model',
      parameter: 'act_layer',
      strings: new Map<string, ActivationId>([
        ['relu', 'relu'],
        ['gelu', 'gelu'],
        ['silu', 'silu'],
        ['swish', 'silu'],
        ['mish', 'mish'],
        ['elu', 'elu'],
        ['selu', 'selu'],
        ['celu', 'celu'],
        ['leaky_relu', 'leaky_relu'],
        ['relu6', 'relu6'],
        ['hard_swish', 'hard_swish'],
      ]),
      callable: 'class',
      isSafe: false,
    },
  ],
  activations: new Map<ActivationId, PythonSpellings>([
    ['telu', teluHelpers],
    ['xielu', { constructorHelper: xieluHelper, isTrainable: true }],
    ['gelu', gelu('none')],
    ['gelu_tanh', gelu('tanh')],
    ['silu', inPlace('SiLU', 'silu')],
    ['mish', inPlace('Mish', 'mish')],
    ['relu', { ...inPlace('ReLU', 'relu', ['torch.relu', 'torch.relu_']), methods: ['relu'] }],
    ['relu6', inPlace('ReLU6', 'relu6')],
    ['elu', inPlace('ELU', 'elu', [], ['alpha'])],
    ['selu', inPlace('SELU', 'selu', ['torch.selu', 'torch.selu_'])],
    ['celu', inPlace('CELU', 'celu', ['torch.celu', 'torch.celu_'], ['alpha'])],
    ['leaky_relu', inPlace('LeakyReLU', 'leaky_relu', [], ['negative_slope'])],
    ['hard_swish', inPlace('Hardswish', 'hardswish')],
    ['relu_squared', reluSquaredHelpers],
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
): PythonSpellings {
  const functions: PythonSpelling[] = [
    { name: `torch.nn.functional.${name}`, parameters: ['input', ...settings, 'inplace'] },
    { name: `torch.nn.functional.${name}_`, parameters: ['input', ...settings] },
    ...more.map((full) => ({ name: full, parameters: ['input', ...settings] })),
  ];
  return { constructors: [{ name: `torch.nn.${module}`, parameters: [...settings, 'inplace'] }], functions };
}

function plain(module: string, functionName: string, settings: readonly string[] = []): PythonSpellings {
  return {
    constructors: [{ name: `torch.nn.${module}`, parameters: settings }],
    functions: [{ name: functionName, parameters: ['input', ...settings] }],
  };
}

function gelu(value: 'none' | 'tanh'): PythonSpellings {
  const selector = { name: 'approximate', value };
  return {
    constructors: [{ name: 'torch.nn.GELU', parameters: ['approximate'], selector }],
    functions: [{ name: 'torch.nn.functional.gelu', parameters: ['input', 'approximate'], selector }],
  };
}

function transformerSlots(layer: string, position: number) {
  const strings = new Map<string, ActivationId>([
    ['relu', 'relu'],
    ['gelu', 'gelu'],
  ]);
  return [
    {
      callee: `torch.nn.${layer}`,
      parameter: 'activation',
      position,
      strings,
      callable: 'function',
      isSafe: true,
    } as const,
  ];
}
