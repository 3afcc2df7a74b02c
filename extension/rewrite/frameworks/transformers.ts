import type { Node } from '@vscode/tree-sitter-wasm';
import { type ActivationId, titleOf } from '../activationNames';
import { createPythonFramework } from '../python/createPythonFramework';
import { stringValue } from '../python/pythonContext';
import type { PythonSlot } from '../python/pythonFramework';
import type { PythonNames } from '../python/pythonNames';
import { classes } from '../python/pythonNodes';
import { enclosing, field, parts } from '../syntax';
import { describesModel, transformersKeys, transformersNames } from './transformersNames';

/** Hugging Face transformers: configurations name activations by the keys of its ACT2FN table. */
const slot = { strings: transformersNames, callable: 'none', isSafe: true, refusal: refusalInHalfPrecision } as const;
/** "[gated-]ACT_FN" of T5, where "gated-gelu" means the tanh form. */
const gatedSlot: PythonSlot = {
  ...slot,
  callee: 'transformers.*',
  parameter: 'feed_forward_proj',
  strings: new Map([
    ['gated-gelu', 'gelu_tanh'],
    ...[...transformersNames].flatMap(([name, id]) => (name === 'gelu' ? [] : [[`gated-${name}`, id] as const])),
  ]),
  isSafe: false,
  caution: 'It is a gate: the width of the layer was chosen for one.',
  refusal: (place, target) => {
    const isExact = target === 'gelu' ? 'Behind a gate transformers reads "gelu" as its tanh form.' : null;
    return isExact ?? refusalInHalfPrecision(place, target);
  },
};
const configClass = /(?:PreTrained|Pretrained)Config$|Config$/;

export const transformers = createPythonFramework({
  id: 'transformers',
  title: 'transformers',
  modules: ['transformers'],
  synonyms: new Map(['..', '...', '....'].map((dots) => [`${dots}activations`, 'transformers.activations'])),
  otherTensorLibraries: [],
  inPlaceArgument: 'inplace',
  inputName: 'input',
  moduleClasses: new Map(),
  containers: [],
  freezingNames: [],
  helpers: [],
  libraryAt: () => null,
  slots: [
    ...[...transformersKeys].map((parameter): PythonSlot => ({ ...slot, callee: 'transformers.*', parameter })),
    gatedSlot,
    { ...slot, callee: 'transformers.activations.ACT2FN', parameter: '[]' },
    { ...slot, callee: 'transformers.activations.get_activation', parameter: 'activation_string', position: 0 },
  ],
  defaults: {
    parameter: new RegExp(`^(?:${[...transformersKeys].join('|')})$`),
    slots: [{ ...slot, callee: '', parameter: '' }, gatedSlot],
    reaches: isLookedUp,
  },
  activations: new Map([
    ['tanh', { isHiddenOnly: true }],
    ['sigmoid', { isHiddenOnly: true }],
    ['xielu', { isTrainable: true }],
    ['prelu', { isTrainable: true }],
  ]),
  missing: (target) =>
    `transformers has no "${target}" in ACT2FN up to 5.18 (${titleOf(target)}): building the model would raise a KeyError.`,
});

/** Layers of a sibling model, which look up the names that they are handed. */
const importsLayers = /^from[ \t]+\.{2,}[\w.]*\bmodeling_\w+[ \t]+import\b/m;

/** A field of a configuration class, the default of its __init__, `config.hidden_act = …`, or a key of `ACT2FN[key]`. */
function isLookedUp(names: PythonNames, place: Node, name: string): boolean {
  const { text } = names.tree;
  if (
    !/^[ \t]*(?:import|from)[ \t]+(?:transformers\b|\.{2,}(?:[\w.]*configuration_\w+|activations)\b|\.{2,}[\w.]*\bmodeling_\w)/m.test(
      text,
    )
  ) {
    return false;
  }
  if (place.type === 'pair') {
    const keys = parts(place.parent).map((pair) => stringValue(field(pair, 'key')) ?? '');
    return describesModel(new Set(keys)) || isTakenByConfiguration(names, place.parent);
  }
  const owner = enclosing(place, classes);
  // A model in one file, with a configuration of its own.
  const isReadHere = new RegExp(`\\bACT2(?:FN|CLS)\\[[\\w.]*\\.${name}\\]`).test(text);
  const isConfig =
    parts(field(owner, 'superclasses')).some(({ text: base }) => configClass.test(base)) ||
    (isReadHere && configClass.test(field(owner, 'name')?.text ?? ''));
  const target = place.type === 'assignment' ? field(place, 'left') : null;
  if (target?.type === 'attribute') {
    const object = field(target, 'object');
    const isOwn = object?.text === 'self' ? isConfig : isConfiguration(names, object);
    return name !== 'activation' && isOwn;
  }
  // One class hands the name on to another, which looks it up under a name of its own.
  const handsOn = new RegExp(`\\b${name}\\s*=\\s*(?:self\\.)?${name}\\b`).test(text);
  const handsToConfig = new RegExp(`\\w+Config\\([^()]*\\b${name}\\s*=\\s*(?:self\\.)?${name}\\b`).test(text);
  const takesNames =
    /\bACT2(?:FN|CLS)\[(?:self\.)?\w+\]/.test(text) || (importsLayers.test(text) && handsOn) || handsToConfig;
  const callee = place.type === 'keyword_argument' ? field(place.parent?.parent, 'function') : null;
  const isOwn = !callee || names.moduleBindingsOf(callee.text).some(({ kind }) => kind === 'definition');
  return (isConfig && !callee) || (place.type !== 'assignment' && takesNames && isOwn);
}

/** `BertConfig.from_dict({…})`, `BertConfig(**{…})`, `config.update({…})` */
function isTakenByConfiguration(names: PythonNames, dictionary: Node | null): boolean {
  const isSpread = dictionary?.parent?.type === 'dictionary_splat';
  const list = isSpread ? dictionary.parent?.parent : dictionary?.parent;
  const callee = list?.type === 'argument_list' ? field(list.parent, 'function') : null;
  const method = field(callee, 'attribute')?.text;
  const isClass =
    callee !== null && names.qualifiedNames(callee).some((name) => /^transformers\.\w*Config\b/.test(name));
  return (
    (isClass && (isSpread || method === 'from_dict')) ||
    (method === 'update' && isConfiguration(names, field(callee, 'object')))
  );
}

/** It is called one, or `c = BertConfig(…)` and `c = AutoConfig.from_pretrained(…)` made it. */
function isConfiguration(names: PythonNames, object: Node | null): boolean {
  const bindings = object?.type === 'identifier' ? names.bindingsSeenFrom(object, object.text) : [];
  return (
    /config$/i.test(object?.text ?? '') ||
    bindings.some(({ aliased }) => {
      const callee = aliased?.type === 'call' ? field(aliased, 'function') : null;
      return (
        callee !== null && names.qualifiedNames(callee).some((made) => /^transformers\.\w+Config(?:\.|$)/.test(made))
      );
    })
  );
}

/** The trained α of transformers' own xIELU stay in bfloat16, whatever the model is loaded in. */
function refusalInHalfPrecision(place: Node, target: ActivationId): string | null {
  const call = enclosing(place, new Set(['call']));
  const isHalf =
    target === 'xielu' && /\b(?:torch_)?dtype\s*=\s*[^,)]*float16/.test(call?.text.replaceAll('bfloat16', '') ?? '');
  return isHalf
    ? 'transformers runs its xIELU in bfloat16 parameters: a float16 model fails in its first forward pass.'
    : null;
}
