import type { Node } from '@vscode/tree-sitter-wasm';
import type { ActivationId } from '../activationNames';
import { safe, unsafe, type Verdict } from '../detection';
import { ancestors, field, isField, parts } from '../syntax';
import { outermostChoice, outermostJs } from './jsContext';
import type { JsFacts } from './jsFramework';
import { keyOf } from './jsModules';
import type { JsNames } from './jsNames';

/** A place for a default → the field in which its name stands. */
const defaultPlaces = new Map([
  ['assignment_pattern', 'left'],
  ['object_assignment_pattern', 'left'],
  ['required_parameter', 'pattern'],
  ['optional_parameter', 'pattern'],
]);
const keyName = /activation$/i;

/** A property of the options from which a layer is made. */
interface LayerUse {
  /** The call `tf.layers.dense({ … })`, or the options where they stand alone. */
  readonly layer: Node;
  readonly verdict: Verdict;
}

/** Which calls make layers, and of what kind. */
export class JsLayerCalls {
  readonly #readKeys = new Map<string, boolean>();

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
    if (call && !isMerging(call)) {
      return this.#isLayer(call) ? { layer: call, verdict: safe } : null;
    }
    return this.#areOptionsOfLayers(options) || (call && this.#areTakenByLayer(options))
      ? { layer: options, verdict: unsafe('These options may make more than one layer.') }
      : null;
  }

  /**
   * Whether `value`, a string or a choice that may come to it, is the activation of a layer though it stands elsewhere:
   * a default, a property that is set later, or one of a configuration from which layers are made. null: it is not.
   */
  verdictOfNamed(value: Node): Verdict | null {
    const { parent } = value;
    if (parent?.type === 'pair' && isField(parent, 'value', value)) {
      return this.#isReadByLayers(keyOf(parent) ?? '')
        ? unsafe('Layers are made from this configuration, and other code may read it too.')
        : null;
    }
    const isDefault = defaultPlaces.has(parent?.type ?? '');
    const name = isDefault ? field(parent, defaultPlaces.get(parent?.type ?? '') ?? '') : null;
    if (name && keyName.test(name.text)) {
      return this.#usesOf(name).some((use) => this.#isActivationOfLayer(use))
        ? unsafe('It is a default: whoever relies on it gets another activation.')
        : null;
    }
    const target = parent?.type === 'assignment_expression' ? field(parent, 'left') : null;
    const options = target?.type === 'member_expression' ? field(target, 'object') : null;
    return options?.type === 'identifier' &&
      field(target, 'property')?.text === 'activation' &&
      this.#isOptionsName(options.text)
      ? unsafe('These options may make more than one layer.')
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
    const declarator = outermostJs(options).parent;
    const name = declarator?.type === 'variable_declarator' ? field(declarator, 'name') : null;
    return name?.type === 'identifier' && this.#isOptionsName(name.text);
  }

  /** Layers are made from it and nothing else: as it is, spread among others, or after a property of it was set. */
  #isOptionsName(name: string): boolean {
    const uses = this.names.bindingsOf(name).length === 1 ? this.names.usesOf(name) : [];
    const others = uses.filter(({ parent }) => !(parent && isAssignedMember(parent)));
    return (
      others.length > 0 &&
      others.every((use) => {
        const { parent } = use;
        const isSpread = parent?.type === 'spread_element' && parent.parent?.type === 'object';
        return this.#areTakenByLayer((isSpread && parent.parent) || use);
      })
    );
  }

  /** `tf.layers.dense(options)`, or `tf.layers.dense(Object.assign({ units: 1 }, options))`. */
  #areTakenByLayer(options: Node): boolean {
    const list = options.parent;
    const call = list?.type === 'arguments' ? list.parent : null;
    return call !== null && (isMerging(call) ? this.#areTakenByLayer(call) : this.#isLayer(call));
  }

  /** `activation` or `activation: ACT` among the options of a layer. */
  #isActivationOfLayer(use: Node): boolean {
    const outer = outermostJs(use);
    const pair = outer.type === 'shorthand_property_identifier' ? outer : outer.parent;
    const isValue = pair === outer || (pair?.type === 'pair' && isField(pair, 'value', outer));
    return pair !== null && isValue && this.useOf(pair) !== null;
  }

  /** Somewhere a layer gets `config.activation`, `layer.activation` … by this very key. */
  #isReadByLayers(key: string): boolean {
    const known = this.#readKeys.get(key);
    if (known !== undefined || !keyName.test(key) || !/^\w+$/.test(key)) {
      return known ?? false;
    }
    const { text, root } = this.names.tree;
    const isRead = [...text.matchAll(new RegExp(`(?<=\\w\\s*[?!\\])]*\\.)${key}\\b`, 'g'))].some(({ index }) => {
      const member = root.descendantForIndex(index, index + key.length)?.parent;
      return member?.type === 'member_expression' && this.#isActivationOfLayer(outermostChoice(member));
    });
    this.#readKeys.set(key, isRead);
    return isRead;
  }

  /** Inside the function whose parameter it is. */
  #usesOf(name: Node): Node[] {
    return this.names.usesOf(name.text).filter((use) => {
      return this.names.bindingsSeenFrom(use, name.text).some(({ node }) => node.equals(name));
    });
  }
}

function isMerging(call: Node): boolean {
  return field(call, 'function')?.text === 'Object.assign';
}

function isAssignedMember(member: Node): boolean {
  return member.type === 'member_expression' && isField(member.parent, 'left', member);
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
