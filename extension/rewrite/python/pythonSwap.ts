import type { Node } from '@vscode/tree-sitter-wasm';
import { type ActivationId, activationOf } from '../activationNames';
import { insertBlock, joinBlockEdits, joinImportEdits, removeBlock } from '../blocks';
import type { SwapPlan, TextEdit } from '../detection';
import type { FileStyle } from '../fileStyle';
import { planSites, refusalOf } from '../planSites';
import { field, isField, parts } from '../syntax';
import { companionsOf } from './pythonCompanions';
import type { PythonFacts } from './pythonFramework';
import { PythonHelpers } from './pythonHelpers';
import { PythonImports } from './pythonImports';
import type { PythonNames } from './pythonNames';
import { anchorBefore, startOfCode } from './pythonPlacement';
import { PythonReplacements, type Replacement } from './pythonReplacements';
import { selectingArguments, settingsEdits } from './pythonSettings';
import type { PythonSite } from './pythonSite';
import { nameEdits, replaced } from './pythonSiteEdits';
import { nameIn, nameOfPlace } from './pythonSlots';
import { vocabularyOf } from './pythonSpellings';
import { TrainedSwap } from './pythonTrained';

/** Swaps some sites of one text for one target; made for one plan and thrown away. */
export class PythonSwap {
  readonly #imports: PythonImports;
  readonly #helpers: PythonHelpers;
  readonly #replacements: PythonReplacements;
  readonly #trained: TrainedSwap;
  readonly #isTrainable: boolean;
  /** The first names of what is written: they stay in use, whatever goes. */
  readonly #inUse = new Set<string>();

  constructor(
    private readonly facts: PythonFacts,
    private readonly names: PythonNames,
    private readonly style: FileStyle,
    private readonly sites: readonly PythonSite[],
    private readonly target: ActivationId,
  ) {
    this.#imports = new PythonImports(names, facts.customaryNames);
    this.#helpers = new PythonHelpers(facts, names, this.#imports);
    this.#replacements = new PythonReplacements(facts, names, this.#imports, this.#helpers, target);
    this.#trained = new TrainedSwap(facts, names, this.#helpers, this.#replacements, target, style);
    this.#isTrainable = activationOf(target)?.parameters.some(({ trainable }) => trainable) ?? false;
  }

  /** Why this one site cannot be swapped, if it cannot. */
  refusalOf(site: PythonSite): string | null {
    return refusalOf(site, (each) => this.#rewrite(each));
  }

  plan(selected: readonly PythonSite[]): SwapPlan {
    this.#imports.expectToGo(companionsOf(this.facts, this.names, this.#helpersWithout(selected)));
    return planSites(selected, {
      rewrite: (site) => this.#rewrite(site),
      surroundings: (done) => this.#surroundings(done),
    });
  }

  /** Edits at the site itself, or the reason why there are none. */
  #rewrite(site: PythonSite): TextEdit[] | string {
    const { slot, detection, expression, call } = site;
    const accepted = slot && nameIn(slot, this.target);
    const refusal = detection.form === 'string' ? slot?.refusal?.(expression, this.target) : null;
    if (refusal) {
      return refusal;
    }
    if (accepted && detection.form === 'string') {
      return contentReplaced(expression, accepted);
    }
    if (slot?.callable === 'none') {
      return this.#replacements.missing();
    }
    if (this.#isTrainable) {
      return this.#trained.rewrite(site);
    }
    const isInSlot = this.facts.wrapper !== undefined && slot !== null && detection.form === 'constructor';
    if (isInSlot && call) {
      return accepted
        ? [replaced(call, this.#quoted(accepted))]
        : this.#named(site, 'function', (name) => [replaced(call, name)]);
    }
    const string = this.#isHelper(expression) ? this.#stringAt(site) : null;
    if (string) {
      return [replaced(call ?? expression, this.#quoted(string))];
    }
    const direct = this.#written(site, this.#replacements.at(expression, site.kind));
    const isWrappable = site.kind === 'constructor' && this.facts.wrapper !== undefined && call !== null;
    if (typeof direct === 'string' && isWrappable) {
      return this.#wrapped(site, call);
    }
    return (typeof direct === 'string' && this.#asFunction(site)) || direct;
  }

  /** The name that the place takes as a string: the helper stood there only because the framework has no name for it. */
  #stringAt(site: PythonSite): string | null {
    const { expression, slot, kind, call } = site;
    if (call) {
      return isMadeWithoutSettings(site) ? nameOfPlace(this.facts, this.names, call, this.target) : null;
    }
    if (this.#replacements.isAtHand(expression, kind, slot)) {
      return null;
    }
    return slot ? nameIn(slot, this.target) : nameOfPlace(this.facts, this.names, expression, this.target);
  }

  #isHelper(expression: Node): boolean {
    const isKnown = vocabularyOf(this.facts).helpersByName.has(expression.text);
    return isKnown && this.names.moduleBindingsOf(expression.text).some(({ kind }) => kind === 'definition');
  }

  /** The first way to write the target that works out; else why the last one does not. */
  #written(site: PythonSite, replacements: readonly Replacement[]): TextEdit[] | string {
    let reason: string | undefined;
    for (const replacement of replacements) {
      const signature = this.#signatureOf(replacement);
      const { quote } = this.style;
      const settings = settingsEdits(this.facts, this.names.tree.text, site, signature, quote);
      const name = typeof settings === 'string' ? { reason: settings } : replacement.name();
      if (typeof settings !== 'string' && typeof name === 'string') {
        this.#inUse.add(name.split('.')[0] ?? name);
        return [...nameEdits(site, name, selectingArguments(signature.selectors, quote)), ...settings];
      }
      reason = typeof name === 'string' ? reason : name.reason;
    }
    return reason ?? this.#reasonOf(site);
  }

  #reasonOf({ expression, kind }: PythonSite): string {
    const known = this.facts.activations.get(this.target)?.[kind === 'constructor' ? 'constructors' : 'functions'];
    const [first] = known ?? [];
    const helper = this.#replacements.helperAt(expression, kind);
    return first && typeof helper === 'string'
      ? `${first.name} cannot be named here: its module is not imported at the top level.`
      : this.#replacements.missing();
  }

  #signatureOf(replacement: Replacement) {
    const isHelper = replacement.kind === 'helper';
    const { parameters, selectors = [] } = isHelper ? { ...replacement.helper } : replacement.spelling;
    return { target: this.target, parameters, selectors, isHelper };
  }

  /** `XIELU()(x)` → `nn.relu(x)`, and `Sequential([…, XIELU()])` → `Sequential([…, nn.relu])`, where functions are all there is. */
  #asFunction(site: PythonSite): TextEdit[] | null {
    const { expression, call } = site;
    const place = call?.parent?.type ?? '';
    const isHandedOn =
      /^(?:list|tuple|argument_list|keyword_argument)$/.test(place) ||
      isField(call?.parent ?? null, 'function', call ?? expression);
    if (
      !call ||
      !isMadeWithoutSettings(site) ||
      !isHandedOn ||
      this.#replacements.at(expression, 'constructor').length > 0
    ) {
      return null;
    }
    const edits = this.#named(site, 'function', (name) => {
      this.#inUse.add(name.split('.')[0] ?? name);
      return [replaced(call, name)];
    });
    return typeof edits === 'string' ? null : edits;
  }

  /** `ReLU()` → `Activation("silu")`, or `Activation(telu)`. */
  #wrapped(site: PythonSite, call: Node): TextEdit[] | string {
    const wrapper = this.facts.wrapper ?? '';
    const name = this.#imports.nameFor(wrapper, site.expression);
    if (!name) {
      return `${wrapper} cannot be named here: its module is not imported at the top level.`;
    }
    const string = this.facts.slots
      .filter(({ callee }) => callee === wrapper)
      .flatMap(({ strings }) => [...strings])
      .find(([, activation]) => activation === this.target)?.[0];
    const write = (inner: string) => {
      this.#imports.request(name);
      return [replaced(call, `${name.text}(${inner})`)];
    };
    return string ? write(this.#quoted(string)) : this.#named(site, 'function', write);
  }

  #named(site: PythonSite, form: 'constructor' | 'function', write: (name: string) => TextEdit[]): TextEdit[] | string {
    let reason = this.#replacements.missing();
    for (const replacement of this.#replacements.at(site.expression, form)) {
      const needsArgument = this.#signatureOf(replacement).selectors.some(({ isDefault }) => !isDefault);
      const name = needsArgument ? { reason } : replacement.name();
      if (typeof name === 'string') {
        return write(name);
      }
      reason = name.reason;
    }
    return reason;
  }

  #quoted(text: string): string {
    return this.style.quote + text + this.style.quote;
  }

  /** The helpers that nobody needs once these sites say something else. */
  #helpersWithout(sites: readonly PythonSite[]): Node[] {
    return [...this.#usesAt(sites)].flatMap(([name, count]) => this.#helpers.unusedBlock(name, count, this.style));
  }

  #usesAt(sites: readonly PythonSite[]): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { expression } of sites.filter((site) => !this.#inUse.has(site.expression.text))) {
      counts.set(expression.text, (counts.get(expression.text) ?? 0) + 1);
    }
    return counts;
  }

  /** What changes around the sites: definitions, imports, helpers and names that nobody needs any more. */
  #surroundings(done: readonly PythonSite[]): TextEdit[] {
    const { tree } = this.names;
    const fresh = this.#helpers.blocks(this.style);
    const gone = this.#helpersWithout(done);
    const stillNeeded = new Set([...this.#inUse, ...this.#helpers.namesRead()]);
    this.#imports.drop(companionsOf(this.facts, this.names, gone, stillNeeded));
    for (const [name, count] of this.#usesAt(done)) {
      this.#imports.dropIfUnused(name, count);
    }
    const first = this.sites[0]?.expression ?? tree.root;
    const anchor = anchorBefore(tree, first)?.endIndex ?? null;
    const end = Math.max(anchor ?? 0, this.#imports.endOf(this.#helpers.modules()));
    const place = { anchor: end > 0 ? end : null, start: startOfCode(tree) };
    const { eol } = this.style;
    const block = fresh.join(eol.repeat(3));
    return [
      ...this.#trained.edits(),
      ...joinImportEdits(
        this.#imports.edits(this.style, place.anchor, place.start),
        joinBlockEdits([
          ...(block ? [insertBlock(tree.text, place, block, { eol, blankLines: 2 })] : []),
          ...gone.map((node) => {
            const range = { start: node.startIndex, end: node.endIndex };
            return removeBlock(tree, range, blankLinesAround(node, gone, tree.text), eol);
          }),
        ]),
        tree.editableFrom,
        eol,
      ),
    ];
  }
}

/** `XIELU()` */
function isMadeWithoutSettings({ detection, call }: PythonSite): boolean {
  return detection.form === 'constructor' && parts(field(call, 'arguments')).length === 0;
}

function contentReplaced(expression: Node, newText: string): TextEdit[] {
  const content = expression.namedChildren.find((child) => child?.type === 'string_content');
  return content ? [{ start: content.startIndex, end: content.endIndex, newText }] : [];
}

/** As many as the file has before its other definitions; else as formatters have it. */
function blankLinesAround(statement: Node, gone: readonly Node[], text: string): number {
  const staying = parts(statement.parent).filter((node) => !gone.some((each) => each.equals(node)));
  const next = staying.find((node) => node.startIndex > statement.startIndex);
  const previous = staying.filter((node) => node.startIndex < statement.startIndex).at(-1);
  if (!isDefinition(next) && !isDefinition(previous)) {
    return 1;
  }
  const others = staying.filter((node) => isDefinition(node) && node.startIndex > (next?.endIndex ?? 0));
  const [gap] = others.flatMap((node) => /\n((?:[ \t]*\r?\n)+)$/.exec(text.slice(0, node.startIndex))?.[1] ?? []);
  return gap?.match(/\n/g)?.length ?? 2;
}

function isDefinition(node: Node | undefined): boolean {
  return /^(?:decorated|class|function)_definition$/.test(node?.type ?? '');
}
