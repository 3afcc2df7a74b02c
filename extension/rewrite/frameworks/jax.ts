import type { Node } from '@vscode/tree-sitter-wasm';
import type { ActivationId } from '../activationNames';
import { createPythonFramework } from '../python/createPythonFramework';
import type { InlineRule, ModuleClass, PythonHelper, PythonSlot, PythonSpellings } from '../python/pythonFramework';
import type { PythonNames } from '../python/pythonNames';
import { ancestors, field, parts } from '../syntax';
import { jaxHelpers } from './jaxHelpers';

/** jax.nn and its names in Flax (linen and nnx); the module classes of Flax, Equinox and Haiku. */
const functionModules = ['jax.nn', 'flax.linen', 'flax.nnx'];
const libraryByClass = new Map<string, string>([
  ['flax.linen.Module', 'flax'],
  ['flax.nnx.Module', 'nnx'],
  ['equinox.Module', 'equinox'],
  ['haiku.Module', 'haiku'],
]);
const libraryByModule = new Map<string, string>([
  ['flax.linen', 'flax'],
  ['flax.nnx', 'nnx'],
  ['equinox', 'equinox'],
  ['haiku', 'haiku'],
]);

export const jax = createPythonFramework({
  id: 'jax',
  title: 'JAX',
  modules: ['jax', 'jax.nn', 'jax.numpy', 'flax.linen', 'flax.nnx', 'equinox', 'haiku'],
  synonyms: new Map([
    ['jax._src.nn.functions', 'jax.nn'],
    ['flax.linen.activation', 'flax.linen'],
    ['flax.nnx.nn.activations', 'flax.nnx'],
    ['flax.nnx.activations', 'flax.nnx'],
    ['flax.experimental.nnx', 'flax.nnx'],
  ]),
  customaryNames: new Map([
    ['jax.numpy', 'jnp'],
    ['flax.linen', 'nn'],
    ['equinox', 'eqx'],
    ['haiku', 'hk'],
  ]),
  mayImportRoot: true,
  otherTensorLibraries: [],
  inPlaceArgument: 'inplace',
  inputName: 'x',
  moduleClasses: new Map<string, ModuleClass>([
    ['flax.linen.Module', { builder: 'setup' }],
    ['flax.nnx.Module', { builder: '__init__' }],
    ['equinox.Module', { builder: '__init__', declares: true }],
  ]),
  containers: [
    'flax.linen.Sequential',
    'flax.nnx.Sequential',
    'haiku.Sequential',
    'equinox.nn.Sequential',
    'equinox.nn.Lambda',
  ],
  inlineModules: new Map<string, InlineRule>([
    ['flax', { decorator: 'flax.linen.compact' }],
    ['haiku', 'function'],
  ]),
  freezingNames: [],
  helpers: jaxHelpers,
  libraryAt,
  slots: ['equinox.nn.MLP', 'haiku.nets.MLP'].map(hiddenActivationOf),
  activations: new Map<ActivationId, PythonSpellings>([
    ['gelu', gelu('False', false)],
    ['gelu_tanh', gelu('True', true)],
    ['silu', named(['silu', 'swish'])],
    ['mish', named(['mish'], [], ['jax.nn'])],
    ['relu', named(['relu'])],
    ['relu6', named(['relu6'])],
    ['elu', named(['elu'], ['alpha'])],
    ['selu', named(['selu'])],
    ['celu', named(['celu'], ['alpha'])],
    ['leaky_relu', named(['leaky_relu'], ['negative_slope'])],
    ['hard_swish', named(['hard_swish', 'hard_silu'])],
    ['softplus', { ...named(['softplus']), isHiddenOnly: true }],
    ['tanh', { ...named(['tanh'], [], ['jax.numpy', ...functionModules]), isHiddenOnly: true }],
    ['sigmoid', { ...named(['sigmoid']), isHiddenOnly: true }],
  ]),
});

/** The fifth argument of a network's constructor, which stands between its layers. */
function hiddenActivationOf(callee: string): PythonSlot {
  return {
    callee,
    parameter: 'activation',
    position: 4,
    strings: new Map(),
    callable: 'function',
    isSafe: true,
    isHidden: true,
  };
}

function named(
  names: readonly string[],
  settings: readonly string[] = [],
  modules: readonly string[] = functionModules,
): PythonSpellings {
  const functions = names.flatMap((name) => modules.map((module) => `${module}.${name}`));
  return { functions: functions.map((name) => ({ name, parameters: ['input', ...settings] })) };
}

/** jax.nn.gelu means the tanh form unless it is told otherwise. */
function gelu(value: 'True' | 'False', isDefault: boolean): PythonSpellings {
  const selectors = [{ name: 'approximate', values: [value], isDefault }];
  const functions = functionModules.map((module) => {
    return { name: `${module}.gelu`, parameters: ['input', 'approximate'], selectors };
  });
  return { functions };
}

/** The library whose class the place stands in; else the only one that the file imports. */
function libraryAt(names: PythonNames, place: Node, helpers: readonly PythonHelper[]): string | null {
  if (helpers.some(({ library }) => library === 'jax')) {
    return 'jax';
  }
  for (const ancestor of ancestors(place)) {
    const bases = ancestor.type === 'class_definition' ? parts(field(ancestor, 'superclasses')) : [];
    const known = bases.flatMap((base) => names.qualifiedNames(base)).find((name) => libraryByClass.has(name));
    if (known) {
      return libraryByClass.get(known) ?? null;
    }
  }
  const imported = names.moduleImports().map(({ qualified = '' }) => names.canonical(qualified));
  const libraries = [...libraryByModule].filter(([module]) => imported.some((name) => isWithin(name, module)));
  const [only] = libraries;
  return only && libraries.length === 1 ? only[1] : null;
}

function isWithin(name: string, module: string): boolean {
  return name === module || name.startsWith(`${module}.`);
}
