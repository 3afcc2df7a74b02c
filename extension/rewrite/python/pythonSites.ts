import type { Node } from '@vscode/tree-sitter-wasm';
import type { ActivationId } from '../activationNames';
import { type Detection, type Form, refused, safe, strictest, unsafe, type Verdict } from '../detection';
import type { SourceTree } from '../grammars';
import { searchedIn } from '../source';
import { field, isField, parts, withAliases } from '../syntax';
import { argumentNamed, type PythonArgument, readArguments } from './pythonArguments';
import { outermost, stringValue, verdictOfContext } from './pythonContext';
import type { PythonFacts, PythonSlot, PythonSpellings } from './pythonFramework';
import { isWrittenWith } from './pythonHelpers';
import type { PythonNames } from './pythonNames';
import { inPlaceVerdict, isFollowedByLayer, type ReferencePlace, referencePlace } from './pythonPlaces';
import type { PythonSite } from './pythonSite';
import { slotAt, stringPlace } from './pythonSlots';
import { type KnownSpelling, type Vocabulary, vocabularyOf } from './pythonSpellings';

export function findPythonSites(facts: PythonFacts, tree: SourceTree, names: PythonNames): PythonSite[] {
  return new SiteFinder(facts, tree, names).find();
}

class SiteFinder {
  readonly #vocabulary: Vocabulary;
  readonly #isFrozen: boolean;

  constructor(
    private readonly facts: PythonFacts,
    private readonly tree: SourceTree,
    private readonly names: PythonNames,
  ) {
    this.#vocabulary = vocabularyOf(facts);
    this.#isFrozen = facts.freezingNames.some((name) => new RegExp(`\\b${name}`).test(tree.text));
  }

  find(): PythonSite[] {
    const words = withAliases(this.tree.text, this.#vocabulary.words);
    const pattern = new RegExp(`\\b(?:${words.join('|')})\\b`, 'g');
    const { start, end } = searchedIn(this.tree);
    pattern.lastIndex = start;
    const sites: PythonSite[] = [];
    for (let match = pattern.exec(this.tree.text); match && match.index < end; match = pattern.exec(this.tree.text)) {
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
      .flatMap((name) => this.#vocabulary.spellings.get(name) ?? [])
      .concat(expression.type === 'identifier' ? this.#helperSpelling(expression) : []);
    const outer = outermost(expression);
    const call = outer.parent?.type === 'call' && isField(outer.parent, 'function', outer) ? outer.parent : null;
    const place = call ? null : referencePlace(outer, this.names, this.facts.containers);
    if (!call && !place) {
      return null;
    }
    const holder = call ?? place?.partial ?? null;
    const known = candidates.find((candidate) => isSelected(candidate, holder, call ? 0 : 1));
    if (!known) {
      return null;
    }
    const spellings = this.facts.activations.get(known.activation) ?? {};
    const value = call && known.form === 'constructor' ? calledAtOnce(call) : (call ?? outer);
    const context = verdictOfContext(expression, value);
    const slot = this.#slotOf(place, known, call, outer);
    if (!context || (spellings.isHiddenOnly && !slot?.isHidden && !this.#isHidden(call ?? outer))) {
      return null;
    }
    const { parameters } = known.spelling;
    const form: Form = call ? known.form : 'reference';
    const isPlain = slot?.isSafe || (place?.isNamed && known.form === 'function' && this.facts.wrapper !== undefined);
    const verdicts = [context, isPlain ? safe : (place?.verdict ?? safe), verdictOfSource(spellings)];
    if (call) {
      verdicts.push(inPlaceVerdict(this.facts, call, known.form, readArguments(call, parameters), this.tree.text));
    }
    return this.#site(known.activation, form, expression, verdicts, {
      kind: known.form,
      call: holder,
      parameters,
      slot,
    });
  }

  #slotOf(place: ReferencePlace | null, { form }: KnownSpelling, call: Node | null, outer: Node): PythonSlot | null {
    if (place?.slotCall) {
      return slotAt(this.facts, this.names, place.slotCall, outer);
    }
    // Dense(activation=LeakyReLU()): a layer where a function will do.
    const isLayer = this.facts.wrapper !== undefined && form === 'constructor';
    return isLayer && call
      ? slotAt(this.facts, this.names, call.parent?.type === 'keyword_argument' ? call.parent : call, call)
      : null;
  }

  /** A class or function of the file that is a helper of ours; TeLU and xIELU also as the user wrote them. */
  #helperSpelling(expression: Node): KnownSpelling[] {
    const helpers = this.#vocabulary.helpers.get(expression.text) ?? [];
    const bindings = helpers.length > 0 ? this.names.bindingsSeenFrom(expression, expression.text) : [];
    const own = bindings.find(({ kind, scope }) => kind === 'definition' && scope.type === 'module');
    if (!own || !isWrittenWith(this.facts, this.names, own.statement)) {
      return [];
    }
    return helpers
      .filter(({ text, activation }) => distinctive.has(activation) || isOurs(own.statement.text, text))
      .map(({ activation, form, parameters }) => {
        const named = parameters.map((parameter) => (parameter === 'x' ? 'input' : parameter));
        return { activation, form, spelling: { name: expression.text, parameters: named } };
      });
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
    const place = stringPlace(this.facts, this.names, node);
    const activation = place?.slot.strings.get(stringValue(node) ?? '');
    const context = place && activation ? verdictOfContext(node, node) : null;
    if (!place || !activation || !context) {
      return null;
    }
    const { slot, verdict } = place;
    const argument = node.parent?.type === 'keyword_argument' ? node.parent : node;
    const spellings = this.facts.activations.get(activation) ?? {};
    if (spellings.isHiddenOnly && !this.#isHidden(argument.parent?.parent ?? null)) {
      return null;
    }
    return this.#site(activation, 'string', node, [context, verdict, verdictOfSource(spellings)], {
      kind: slot.callable === 'class' ? 'constructor' : 'function',
      call: null,
      parameters: [],
      slot,
    });
  }

  /** nn.Sequential(…, nn.Tanh(), nn.Linear(4, 2)): something comes after it. */
  #isHidden(node: Node | null): boolean {
    return node !== null && isFollowedByLayer(node, this.names, this.facts.containers);
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

/** `skipped`: the class itself, where a partial call holds the arguments. */
function isSelected({ spelling }: KnownSpelling, holder: Node | null, skipped: number): boolean {
  const list: readonly PythonArgument[] = holder ? readArguments(holder, spelling.parameters, skipped) : [];
  return (spelling.selectors ?? []).every(({ name, values, isDefault }) => {
    const given = argumentNamed(list, name)?.value;
    return given ? values.includes(stringValue(given) ?? given.text) : isDefault;
  });
}

/** Their names mean nothing else. */
const distinctive: ReadonlySet<ActivationId> = new Set(['telu', 'xielu']);

/** The docstring of an inserted helper names the paper: nobody else writes it so. */
function isOurs(definition: string, helper: string): boolean {
  const docstring = /"""[^"]+"""/.exec(helper)?.[0];
  return docstring !== undefined && definition.includes(docstring);
}

/** nn.ReLU()(x): the value is the outer call's. */
function calledAtOnce(call: Node): Node {
  return isField(call.parent, 'function', call) && call.parent ? call.parent : call;
}
