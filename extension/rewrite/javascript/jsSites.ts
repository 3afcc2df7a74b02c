import type { Node } from '@vscode/tree-sitter-wasm';
import type { ActivationId } from '../activationNames';
import { type Form, safe, strictest, unsafe, type Verdict } from '../detection';
import type { SourceTree } from '../grammars';
import { searchedIn } from '../source';
import { field, isField, parts, withAliases } from '../syntax';
import { outermostChoice, outermostJs, verdictOfJsContext } from './jsContext';
import type { JsFacts } from './jsFramework';
import { fusedOptionsOf } from './jsFusedOps';
import { isHiddenLayer, JsLayerCalls } from './jsLayerCalls';
import { keyOf, stringText } from './jsModules';
import type { JsNames } from './jsNames';
import type { JsShape, JsSite } from './jsSite';
import { jsWordsOf, namesOfJsHelper } from './jsSpellings';

export function findJsSites(facts: JsFacts, tree: SourceTree, names: JsNames): JsSite[] {
  return new JsSiteFinder(facts, tree, names).find();
}

class JsSiteFinder {
  readonly #layers: JsLayerCalls;

  constructor(
    private readonly facts: JsFacts,
    private readonly tree: SourceTree,
    private readonly names: JsNames,
  ) {
    this.#layers = new JsLayerCalls(facts, names);
  }

  find(): JsSite[] {
    const words = withAliases(this.tree.text, jsWordsOf(this.facts));
    const pattern = new RegExp(`\\b(?:${words.join('|')})\\b`, 'g');
    const { start, end } = searchedIn(this.tree);
    pattern.lastIndex = start;
    const sites: JsSite[] = [];
    for (let match = pattern.exec(this.tree.text); match && match.index < end; match = pattern.exec(this.tree.text)) {
      const node = this.tree.root.descendantForIndex(match.index, match.index + match[0].length);
      const site = node?.text === match[0] ? this.#siteAt(node) : null;
      if (site) {
        sites.push(site);
      }
    }
    return sites;
  }

  #siteAt(node: Node): JsSite | null {
    if (node.type === 'string_fragment' && node.parent?.type === 'string') {
      return this.#fusedString(node.parent) ?? this.#layerString(node.parent) ?? this.#factoryString(node.parent);
    }
    if (node.type === 'identifier') {
      return this.#namedSite(node);
    }
    const member = node.type === 'property_identifier' && isField(node.parent, 'property', node) ? node.parent : null;
    return member && (this.#namedSite(member) ?? this.#methodSite(member));
  }

  /** activation: 'relu' in the object that a layer is made from. */
  #layerString(node: Node): JsSite | null {
    const outer = outermostChoice(node);
    const string = stringText(node);
    const activation = [...this.facts.activations].find(([id, spellings]) => {
      const companion = this.facts.companion.strings.get(id);
      return [spellings.string, spellings.foundString, spellings.stringHelper?.string, companion].includes(string);
    })?.[0];
    if (!activation) {
      return null;
    }
    const pair = outer.parent;
    const use = pair?.type === 'pair' && isField(pair, 'value', outer) ? this.#layers.useOf(pair) : null;
    const isHiddenOnly = this.facts.activations.get(activation)?.isHiddenOnly ?? false;
    if (!pair || !use || !outer.equals(outermostJs(node))) {
      const verdict = isHiddenOnly ? null : (use?.verdict ?? this.#layers.verdictOfNamed(outer));
      return verdict && this.#site(activation, 'string', node, node, { kind: 'namedString' }, verdict);
    }
    const shape = { kind: 'layerString', layer: use.layer, pair } as const;
    if (!isHiddenOnly) {
      return this.#site(activation, 'string', node, node, shape, use.verdict);
    }
    const gate = unsafe('It may be meant as a gate or an output.');
    return isHiddenLayer(use.layer) ? this.#site(activation, 'string', node, node, shape, gate) : null;
  }

  /** activation: 'relu' in the options of a fused operation. */
  #fusedString(node: Node): JsSite | null {
    const outer = outermostChoice(node);
    const pair = outer.parent?.type === 'pair' && isField(outer.parent, 'value', outer) ? outer.parent : null;
    const call = pair?.parent?.parent?.parent ?? null;
    const options = pair && keyOf(pair) === 'activation' ? fusedOptionsOf(this.facts, this.names, call) : null;
    const activation = this.#activationWith(({ fused }) => fused === stringText(node));
    if (!call || !activation || !pair || !options?.equals(pair.parent ?? call)) {
      return null;
    }
    const shape = { kind: 'fusedString', call, options, pair: outer.equals(outermostJs(node)) ? pair : null } as const;
    return this.#site(activation, 'string', node, node, shape, safe);
  }

  #factoryString(node: Node): JsSite | null {
    const callee = node.parent?.type === 'arguments' ? field(node.parent.parent, 'function') : null;
    const name = callee && this.names.qualifiedName(callee);
    const activation = this.#activationWith((_, id) => this.facts.companion.strings.get(id) === stringText(node));
    const isFactory = this.facts.companion.factories.some(
      (each) => name === `${this.facts.companion.globalName}.${each}`,
    );
    return isFactory && activation
      ? this.#site(activation, 'string', node, node, { kind: 'factoryString' }, safe)
      : null;
  }

  #namedSite(expression: Node): JsSite | null {
    const found = this.#named(expression);
    if (!found) {
      return null;
    }
    const outer = outermostJs(expression);
    const parent = outer.parent;
    if (found.kind === 'layer') {
      const isMade = isField(parent, 'function', outer) || isField(parent, 'constructor', outer);
      const activation = parent && isMade ? this.#layers.variantOf(found.activation, parent) : null;
      return parent && activation
        ? this.#site(activation, 'constructor', expression, parent, { kind: 'layer', call: parent }, safe)
        : null;
    }
    if (parent && isField(parent, 'function', outer)) {
      return this.#site(found.activation, 'function', expression, parent, { kind: 'op', call: parent }, safe);
    }
    const receiver = unsafe('The receiver may call it with arguments of its own.');
    return isHandedOn(outer)
      ? this.#site(found.activation, 'reference', expression, outer, { kind: 'op', call: null }, receiver)
      : null;
  }

  #named(expression: Node): { kind: 'op' | 'layer'; activation: ActivationId } | null {
    const { globalName, companion } = this.facts;
    const name = this.names.qualifiedName(expression);
    const own = expression.type === 'identifier' ? this.#ownDefinition(expression) : null;
    const op = this.#activationWith((spellings, id) => {
      const helper = own === 'function_declaration' ? spellings.opHelper : undefined;
      const isHelper = helper && namesOfJsHelper(helper).includes(expression.text);
      const [plain, lab] = [spellings.op, companion.ops.get(id)];
      return (
        isHelper || (plain && name === `${globalName}.${plain}`) || (lab && name === `${companion.globalName}.${lab}`)
      );
    });
    const layer = this.#activationWith((spellings, id) => {
      const helper = own === 'class_declaration' ? spellings.layerHelper : undefined;
      const isHelper = helper && namesOfJsHelper(helper).includes(expression.text);
      const [plain, lab] = [spellings.layer, companion.layers.get(id)];
      return (
        isHelper ||
        (plain && name === `${globalName}.layers.${plain}`) ||
        (lab && name === `${companion.globalName}.${lab}`)
      );
    });
    return op ? { kind: 'op', activation: op } : layer ? { kind: 'layer', activation: layer } : null;
  }

  /** The kind of definition at the top level that an identifier stands for. */
  #ownDefinition(expression: Node): string | null {
    const [binding] = this.names.bindingsSeenFrom(expression, expression.text);
    return binding?.kind === 'definition' && binding.scope.type === 'program' ? binding.statement.type : null;
  }

  #methodSite(member: Node): JsSite | null {
    const name = field(member, 'property')?.text;
    const call = isField(member.parent, 'function', member) ? member.parent : null;
    const receiver = field(member, 'object');
    const activation = this.#activationWith(({ method }) => method === name);
    if (!call || !receiver || !activation || field(member, 'optional_chain')) {
      return null;
    }
    const isParametric = this.facts.activations.get(activation)?.settings !== undefined;
    const most = isParametric ? 1 : 0;
    if (parts(field(call, 'arguments')).length > most || !this.#isTensor(receiver, name ?? '')) {
      return null;
    }
    const verdict = receiver.type === 'identifier' ? safe : unsafe('That the receiver is a tensor is inferred only.');
    return this.#site(activation, 'method', member, call, { kind: 'method', call, receiver }, verdict);
  }

  /** Only what the imports leave possible: the framework is there and no class of the file has such a method. */
  #isTensor(receiver: Node, method: string): boolean {
    const methods = this.tree.root.descendantsOfType('method_definition');
    const isOwn = methods.some((node) => field(node, 'name')?.text === method);
    const isImported =
      receiver.type === 'identifier' &&
      this.names.bindingsSeenFrom(receiver, receiver.text).some(({ origin }) => origin);
    const usesFramework = this.names.imports().some(({ origin }) => {
      return origin && this.names.rootOf(origin.package) === this.facts.globalName;
    });
    return usesFramework && !isOwn && !isImported && !/^(?:this|super|string|new_expression)$/.test(receiver.type);
  }

  #activationWith(
    matches: (spellings: NonNullable<ReturnType<JsFacts['activations']['get']>>, id: ActivationId) => unknown,
  ): ActivationId | undefined {
    return [...this.facts.activations].find(
      ([id, spellings]) => !spellings.isHiddenOnly && matches(spellings, id),
    )?.[0];
  }

  #site(
    activation: ActivationId,
    form: Form,
    expression: Node,
    value: Node,
    shape: JsShape,
    verdict: Verdict,
  ): JsSite | null {
    const context = verdictOfJsContext(expression, value);
    if (!context) {
      return null;
    }
    const isTrained = this.facts.activations.get(activation)?.isTrained;
    const careful = isTrained ? strictest(verdict, unsafe('Its trained weights go with it.')) : verdict;
    const { applicability, reason } = strictest(context, careful);
    const { startIndex: start, endIndex: end } = expression;
    const framework = this.facts.id;
    const detection = {
      start,
      end,
      activation,
      framework,
      form,
      applicability,
      ...(reason !== undefined && { reason }),
    };
    return { detection, expression, shape };
  }
}

/** An argument, a variable, a property, a result: not an element of a list, which only enumerates. */
function isHandedOn(outer: Node): boolean {
  const parent = outer.parent;
  const valueField = {
    variable_declarator: 'value',
    public_field_definition: 'value',
    assignment_expression: 'right',
    pair: 'value',
    arrow_function: 'body',
  };
  const expected = new Map(Object.entries(valueField)).get(parent?.type ?? '');
  const isArgument = parent?.type === 'arguments' && !/register/i.test(field(parent.parent, 'function')?.text ?? '');
  return isArgument || parent?.type === 'return_statement' || isField(parent, expected ?? '', outer);
}
