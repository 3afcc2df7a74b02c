import type { Node } from '@vscode/tree-sitter-wasm';
import type { ActivationId } from '../activationNames';
import { safe, unsafe, type Verdict } from '../detection';
import { ancestors, field, parts } from '../syntax';
import type { JsFacts } from './jsFramework';
import { type JsNames, stringText } from './jsNames';

/** A property of the options from which a layer is made. */
interface LayerUse {
  /** The call `tf.layers.dense({ … })`, or the options where they stand alone. */
  readonly layer: Node;
  readonly verdict: Verdict;
}

/** Which calls make layers, and of what kind. */
export class JsLayerCalls {
  constructor(
    private readonly facts: JsFacts,
    private readonly names: JsNames,
  ) {}

  /** `pair` is `activation: '…'` among the options of a feed-forward layer. */
  useOf(pair: Node): LayerUse | null {
    const options = pair.parent;
    if (keyOf(pair) !== 'activation' || options?.type !== 'object') {
      return null;
    }
    const call = options.parent?.type === 'arguments' ? options.parent.parent : null;
    if (call) {
      return this.#isLayer(call) ? { layer: call, verdict: safe } : null;
    }
    return this.#areOptionsOfLayers(options)
      ? { layer: options, verdict: unsafe('These options may make more than one layer.') }
      : null;
  }

  /** tf.layers.reLU({ maxValue: 6 }) is ReLU6, and with another maximum none that has a name. */
  variantOf(activation: ActivationId, call: Node): ActivationId | null {
    const pairs = parts(parts(field(call, 'arguments'))[0]);
    const options = new Map(pairs.map((pair) => [keyOf(pair), field(pair, 'value')?.text]));
    const layer = this.facts.activations.get(activation)?.layer;
    const variants = [...this.facts.activations].flatMap(([id, spellings]) => {
      return spellings.layer === layer && spellings.layerOption ? [{ id, option: spellings.layerOption }] : [];
    });
    const variant = variants.find(({ option: [name, value] }) => options.get(name) === value);
    return variant?.id ?? (variants.some(({ option: [name] }) => options.has(name)) ? null : activation);
  }

  #isLayer(call: Node): boolean {
    const callee = field(call, 'function');
    const name = callee && this.names.qualifiedName(callee);
    const prefix = `${this.facts.globalName}.layers.`;
    return (name?.startsWith(prefix) ?? false) && !this.facts.recurrentLayers.test(name?.slice(prefix.length) ?? '');
  }

  /** `const options = { … }`, of which every use is `tf.layers.dense(options)`. */
  #areOptionsOfLayers(options: Node): boolean {
    const declarator = options.parent;
    const name = declarator?.type === 'variable_declarator' ? field(declarator, 'name') : null;
    if (name?.type !== 'identifier' || this.names.bindingsOf(name.text).length !== 1) {
      return false;
    }
    const uses = this.names.usesOf(name.text);
    return (
      uses.length > 0 &&
      uses.every(({ parent }) => parent?.type === 'arguments' && parent.parent !== null && this.#isLayer(parent.parent))
    );
  }
}

function keyOf(pair: Node): string | undefined {
  const key = field(pair, 'key');
  return key?.type === 'string' ? stringText(key) : key?.text;
}

/** Whether another layer follows: in the list in which it stands, or added to the same model further down. */
export function isHiddenLayer(layer: Node): boolean {
  const outer = layer.parent;
  if (outer?.type === 'array') {
    return !parts(outer).at(-1)?.equals(layer);
  }
  const call = outer?.type === 'arguments' ? outer.parent : null;
  const callee = field(call, 'function');
  const model = field(callee, 'property')?.text === 'add' ? field(callee, 'object')?.text : undefined;
  const statement = call && [...ancestors(call)].find(({ type }) => type === 'expression_statement');
  return model !== undefined && addsTo(model, statement?.nextNamedSibling ?? null);
}

function addsTo(model: string, from: Node | null): boolean {
  for (let statement = from; statement; statement = statement.nextNamedSibling) {
    const callee = field(statement.namedChild(0), 'function');
    if (field(callee, 'object')?.text === model && field(callee, 'property')?.text === 'add') {
      return true;
    }
  }
  return false;
}
