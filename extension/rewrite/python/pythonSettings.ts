import type { Node } from '@vscode/tree-sitter-wasm';
import { type ActivationId, titleOf } from '../activationNames';
import type { TextEdit } from '../detection';
import { field, parts } from '../syntax';
import { argumentNamed, keepArguments, type PythonArgument, readArguments } from './pythonArguments';
import type { PythonFacts, Selector } from './pythonFramework';
import type { PythonSite } from './pythonSite';

/** What the arguments at a site are checked against. */
export interface Signature {
  readonly target: ActivationId;
  /** The tensor stands among them as `input` for a function of the framework, as `x` for a helper. */
  readonly parameters: readonly string[];
  readonly selectors: readonly Selector[];
  readonly isHelper: boolean;
}

/** Drops the arguments that the target does not take and adds those that select it; or says why that cannot be done. */
export function settingsEdits(
  facts: PythonFacts,
  text: string,
  site: PythonSite,
  signature: Signature,
  quote: string,
): TextEdit[] | string {
  const { call, parameters, expression, detection, slot } = site;
  const additions = signature.selectors.filter(({ isDefault }) => !isDefault);
  if (!call) {
    if (additions.length > 0) {
      return `${titleOf(signature.target)} needs an argument, which a bare reference cannot carry.`;
    }
    return (slot === null && passesOnInPlace(expression, signature)) || [];
  }
  const prefix = detection.form === 'reference' ? ['(class)'] : [];
  const list = readArguments(call, [...prefix, ...parameters]);
  const isInput = (name: string) => name === 'x' && parameters.includes('input');
  const selecting = new Set(signature.selectors.map(({ name }) => name));
  const own = signature.parameters.map((name) => (isInput(name) ? 'input' : name)).filter((n) => !selecting.has(n));
  const kept = [...prefix, ...own];
  const edits = keepArguments(text, list, kept);
  if (!edits) {
    return 'Its arguments are unpacked from a variable, so that they cannot be checked.';
  }
  const input = argumentNamed(list, 'input');
  const name = input?.isKeyword ? field(input.node, 'name') : null;
  const newText = signature.isHelper ? 'x' : facts.inputName;
  const renamed = name && name.text !== newText ? [{ start: name.startIndex, end: name.endIndex, newText }] : [];
  // A method becomes a call around its receiver, which carries them: see `selectingArguments`.
  const added = detection.form === 'method' ? [] : addArguments(call, additions, kept, list, quote);
  return [...edits, ...renamed, ...added];
}

/** The arguments that select the target, as source: `approximate="tanh"`. */
export function selectingArguments(selectors: readonly Selector[], quote: string): string[] {
  return selectors
    .filter(({ isDefault }) => !isDefault)
    .map(({ name, values: [value = ''], isString }) => `${name}=${isString ? quote + value + quote : value}`);
}

function addArguments(
  call: Node,
  additions: readonly Selector[],
  kept: readonly string[],
  list: readonly PythonArgument[],
  quote: string,
): TextEdit[] {
  if (additions.length === 0) {
    return [];
  }
  const last = list.filter((argument) => argument.name !== null && kept.includes(argument.name)).at(-1);
  const open = (field(call, 'arguments')?.startIndex ?? call.endIndex - 1) + 1;
  const at = last?.node.endIndex ?? open;
  const written = selectingArguments(additions, quote);
  return [{ start: at, end: at, newText: (last ? ', ' : '') + written.join(', ') }];
}

/** torchvision: MLP(…, activation_layer=nn.ReLU, inplace=True) calls the class with inplace. */
function passesOnInPlace(expression: Node, { target, parameters, isHelper }: Signature): string | null {
  const list = expression.parent?.type === 'keyword_argument' ? parts(expression.parent.parent) : [];
  const passes = list.some((argument) => field(argument, 'name')?.text === 'inplace');
  return passes && !isHelper && !parameters.includes('inplace')
    ? `The call hands \`inplace\` on, which ${titleOf(target)} does not take.`
    : null;
}
