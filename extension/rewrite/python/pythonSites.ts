import type { Node } from '@vscode/tree-sitter-wasm';
import type { ActivationId } from '../activationNames';
import { type Detection, type Form, refused, safe, strictest, unsafe, type Verdict } from '../detection';
import type { SourceTree } from '../grammars';
import { field, isField, parts, withAliases } from '../syntax';
import { argumentNamed, type PythonArgument, readArguments } from './pythonArguments';
import { outermost, stringValue, verdictOfContext } from './pythonContext';
import type { PythonFacts, PythonSlot, PythonSpellings } from './pythonFramework';
import type { PythonNames } from './pythonNames';
import { inPlaceVerdict, referencePlace } from './pythonPlaces';
import type { PythonSite } from './pythonSite';
import { helperNames, type KnownSpelling, spellingsByName, wordsOf } from './pythonSpellings';

export function findPythonSites(facts: PythonFacts, tree: SourceTree, names: PythonNames): PythonSite[] {
  return new SiteFinder(facts, tree, names).find();
}

class SiteFinder {
  readonly #known: ReadonlyMap<string, readonly KnownSpelling[]>;
  readonly #isFrozen: boolean;

  constructor(
    private readonly facts: PythonFacts,
    private readonly tree: SourceTree,
    private readonly names: PythonNames,
  ) {
    this.#known = spellingsByName(facts);
    this.#isFrozen = new RegExp(`\\b(?:${facts.freezingNames.join('|')})`).test(tree.text);
  }

  find(): PythonSite[] {
    const words = withAliases(this.tree.text, wordsOf(this.facts));
    const pattern = new RegExp(`\\b(?:${words.join('|')})\\b`, 'g');
    pattern.lastIndex = this.tree.editableFrom;
    const sites: PythonSite[] = [];
    for (let match = pattern.exec(this.tree.text); match; match = pattern.exec(this.tree.text)) {
      const node = this.tree.root.descendantForIndex(match.index, match.index + match[0].length);
      const site = node && this.#siteAt(node, match[0]);
      if (site) {
        sites.push(site);
      }
    }
    return sites;
  }

  #siteAt(node: Node, word: string): PythonSite | null {
    if (node.type === 'string_content' && node.text === word) {
      return node.parent && this.#stringSite(node.parent);
    }
    if (node.type !== 'identifier') {
      return null;
    }
    const attribute = isField(node.parent, 'attribute', node) ? node.parent : null;
    return this.#spelledSite(attribute ?? node) ?? (attribute && this.#methodSite(attribute));
  }

  #spelledSite(expression: Node): PythonSite | null {
    const candidates = this.names
      .qualifiedNames(expression)
      .flatMap((name) => this.#known.get(name) ?? [])
      .concat(expression.type === 'identifier' ? this.#helperSpelling(expression) : []);
    const outer = outermost(expression);
    const call = outer.parent?.type === 'call' && isField(outer.parent, 'function', outer) ? outer.parent : null;
    const place = call ? null : referencePlace(outer, this.names);
    if (!call && !place) {
      return null;
    }
    const holder = call ?? place?.partial ?? null;
    const known = candidates.find((candidate) => isSelected(candidate, holder));
    if (!known) {
      return null;
    }
    const spellings = this.facts.activations.get(known.activation);
    const value = call && known.form === 'constructor' ? calledAtOnce(call) : (call ?? outer);
    const context = verdictOfContext(expression, value);
    if (!spellings || !context || (spellings.isHiddenOnly && !this.#isHidden(call))) {
      return null;
    }
    const { parameters } = known.spelling;
    const form: Form = call ? known.form : 'reference';
    const verdicts = [context, place?.verdict ?? safe, verdictOfSource(spellings)];
    if (call) {
      verdicts.push(inPlaceVerdict(this.facts, call, known.form, readArguments(call, parameters), this.tree.text));
    }
    const slot = place?.slotCall ? this.#slotAt(place.slotCall, outer) : null;
    return this.#site(known.activation, form, expression, verdicts, {
      kind: known.form,
      call: holder,
      parameters,
      slot,
    });
  }

  /** A class or function of the file that carries the helper's name, ours or the user's own. */
  #helperSpelling(expression: Node): KnownSpelling[] {
    const helper = helperNames(this.facts).get(expression.text);
    const bindings = helper ? this.names.bindingsSeenFrom(expression, expression.text) : [];
    const isOwn = bindings.some(({ kind, scope }) => kind === 'definition' && scope.type === 'module');
    return helper && isOwn ? [helper] : [];
  }

  #methodSite(attribute: Node): PythonSite | null {
    const name = field(attribute, 'attribute')?.text ?? '';
    const method = name.replace(/_$/, '');
    const found = [...this.facts.activations].find(([, { methods = [] }]) => methods.includes(method));
    const object = field(attribute, 'object');
    const call = isField(attribute.parent, 'function', attribute) ? attribute.parent : null;
    const context = call && verdictOfContext(attribute, call);
    if (!found || !call || !object || !context || !this.#isTensor(object, method)) {
      return null;
    }
    const [activation, spellings] = found;
    if (parts(field(call, 'arguments')).length > 0 || spellings.isHiddenOnly) {
      return null;
    }
    const receiver =
      object.type === 'identifier' ? safe : unsafe('That the receiver is a tensor is inferred from the imports only.');
    const inPlace = inPlaceVerdict(this.facts, call, 'method', [], this.tree.text);
    return this.#site(activation, 'method', attribute, [context, receiver, inPlace], {
      kind: 'function',
      call,
      parameters: [],
      slot: null,
    });
  }

  /** Only what the imports leave possible: the framework is there, no other tensor library, no class of one's own. */
  #isTensor(object: Node, method: string): boolean {
    const library = this.facts.modules[0];
    const imports = (name: string) => new RegExp(`^[ \\t]*(?:import|from)[ \\t]+${name}\\b`, 'm').test(this.tree.text);
    const isImported =
      object.type === 'identifier' &&
      this.names.bindingsSeenFrom(object, object.text).some(({ kind }) => kind === 'import');
    return (
      imports(library) &&
      !this.facts.otherTensorLibraries.some(imports) &&
      !new RegExp(`\\bdef[ \\t]+${method}_?[ \\t]*\\(`).test(this.tree.text) &&
      !isImported &&
      this.names.qualifiedNames(object).length === 0 &&
      object.text !== 'self' &&
      object.type !== 'string'
    );
  }

  #stringSite(node: Node): PythonSite | null {
    const slot = this.#slotAt(node.parent?.type === 'keyword_argument' ? node.parent : node, node);
    const activation = slot?.strings.get(stringValue(node) ?? '');
    const context = verdictOfContext(node, node);
    if (!slot || !activation || !context) {
      return null;
    }
    const verdict = slot.isSafe ? safe : unsafe('The receiver may call it with arguments of its own.');
    return this.#site(activation, 'string', node, [context, verdict], {
      kind: slot.callable === 'class' ? 'constructor' : 'function',
      call: null,
      parameters: [],
      slot,
    });
  }

  #slotAt(argument: Node, value: Node): PythonSlot | null {
    const list = argument.parent;
    const callee = list?.type === 'argument_list' ? field(list.parent, 'function') : null;
    const calleeNames = callee ? this.names.qualifiedNames(callee) : [];
    const keyword = isField(argument, 'value', value) ? field(argument, 'name')?.text : undefined;
    const position = parts(list).findIndex((part) => part.equals(argument));
    return (
      this.facts.slots.find(
        (slot) =>
          calleeNames.includes(slot.callee) && (keyword ? slot.parameter === keyword : slot.position === position),
      ) ?? null
    );
  }

  /** nn.Sequential(…, nn.Tanh(), nn.Linear(4, 2)): something comes after it. */
  #isHidden(call: Node | null): boolean {
    const list = call?.parent?.type === 'argument_list' ? call.parent : null;
    const container = list && field(list.parent, 'function');
    const isContainer =
      container && this.names.qualifiedNames(container).some((n) => this.facts.containers.includes(n));
    return Boolean(isContainer && call && !parts(list).at(-1)?.equals(call));
  }

  #site(
    activation: ActivationId,
    form: Form,
    expression: Node,
    verdicts: readonly Verdict[],
    rest: Pick<PythonSite, 'kind' | 'call' | 'parameters' | 'slot'>,
  ): PythonSite {
    const frozen = this.#isFrozen
      ? refused('The file fuses or quantises modules, which works for the exact activations it names only.')
      : safe;
    const { applicability, reason } = [...verdicts, frozen].reduce(strictest);
    const detection: Detection = {
      start: expression.startIndex,
      end: expression.endIndex,
      activation,
      framework: this.facts.id,
      form,
      applicability,
      ...(reason !== undefined && { reason }),
    };
    return { detection, expression, ...rest };
  }
}

function verdictOfSource(spellings: PythonSpellings): Verdict {
  if (spellings.isTrainable) {
    return unsafe('It has trained weights: existing checkpoints will not load any more.');
  }
  return spellings.isHiddenOnly ? unsafe('It may bound the range of what follows.') : safe;
}

function isSelected({ spelling }: KnownSpelling, holder: Node | null): boolean {
  const { selector } = spelling;
  const list: readonly PythonArgument[] = holder ? readArguments(holder, spelling.parameters) : [];
  const given = selector && argumentNamed(list, selector.name);
  return !selector || (given ? stringValue(given.value) === selector.value : selector.value === 'none');
}

/** nn.ReLU()(x): the value is the outer call's. */
function calledAtOnce(call: Node): Node {
  return isField(call.parent, 'function', call) && call.parent ? call.parent : call;
}
