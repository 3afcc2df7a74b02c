import type { Node } from '@vscode/tree-sitter-wasm';
import { type ActivationId, titleOf } from '../activationNames';
import { insertBlock, joinBlockEdits, removeBlock } from '../blocks';
import type { SwapPlan, TextEdit } from '../detection';
import { type FileStyle, styleOf } from '../fileStyle';
import { planSites } from '../planSites';
import { field, isField, parts } from '../syntax';
import { argumentNamed, keepArguments, readArguments } from './pythonArguments';

import type { PythonFacts, PythonHelper, PythonSpelling, PythonSpellings } from './pythonFramework';
import { PythonHelpers } from './pythonHelpers';
import { PythonImports } from './pythonImports';
import type { PythonNames } from './pythonNames';
import { OwnModules, reasonAgainstParameters } from './pythonOwnModules';
import { anchorBefore, startOfCode } from './pythonPlacement';
import type { PythonSite } from './pythonSite';

/** How the target is written at one site: a name of the framework, or a helper. */
type Replacement =
  | { readonly kind: 'native'; readonly spelling: PythonSpelling; readonly others: readonly PythonSpelling[] }
  | { readonly kind: 'helper'; readonly helper: PythonHelper };

/** Swaps some sites of one text for one target; made for one plan and thrown away. */
export class PythonSwap {
  readonly #imports: PythonImports;
  readonly #helpers: PythonHelpers;
  readonly #ownModules: OwnModules;
  readonly #style: FileStyle;
  readonly #spellings: PythonSpellings;

  constructor(
    facts: PythonFacts,
    private readonly names: PythonNames,
    private readonly sites: readonly PythonSite[],
    private readonly target: ActivationId,
  ) {
    this.#imports = new PythonImports(names);
    this.#helpers = new PythonHelpers(facts, names, this.#imports);
    this.#style = styleOf(names.tree);
    this.#ownModules = new OwnModules(facts, names, this.#style);
    this.#spellings = facts.activations.get(target) ?? {};
  }

  plan(selected: readonly PythonSite[]): SwapPlan {
    return planSites(selected, {
      rewrite: (site) => this.#rewrite(site),
      surroundings: (done) => this.#surroundings(done),
    });
  }

  /** Edits at the site itself, or the reason why there are none. */
  #rewrite(site: PythonSite): TextEdit[] | string {
    const { expression, slot } = site;
    if (slot && site.detection.form === 'string') {
      const accepted = [...slot.strings].find(([, activation]) => activation === this.target)?.[0];
      const content = expression.namedChildren.find((child) => child?.type === 'string_content');
      if (accepted && content) {
        return [{ start: content.startIndex, end: content.endIndex, newText: accepted }];
      }
    }
    if (this.#spellings.isTrainable && site.kind === 'function') {
      return this.#rewriteAsOwnModule(site);
    }
    const against = this.#spellings.isTrainable ? reasonAgainstParameters(site) : null;
    const replacement = this.#replacementFor(site);
    if (against || !replacement) {
      return against ?? `PyTorch has no ${titleOf(this.target)} of this form.`;
    }
    const settings = this.#settings(site, replacement);
    if (typeof settings === 'string') {
      return settings;
    }
    const named = this.#nameEdit(site, replacement);
    return typeof named === 'string' ? named : [...named, ...settings];
  }

  #replacementFor({ kind }: PythonSite): Replacement | null {
    const natives = (kind === 'constructor' ? this.#spellings.constructors : this.#spellings.functions) ?? [];
    const [spelling, ...others] = natives.filter(({ name }) => !name.endsWith('_'));
    const helper = kind === 'constructor' ? this.#spellings.constructorHelper : this.#spellings.functionHelper;
    return spelling ? { kind: 'native', spelling, others } : helper ? { kind: 'helper', helper } : null;
  }

  /** Drops the arguments that the target does not take and adds the one that selects it. */
  #settings(
    { call, parameters, expression, detection, slot }: PythonSite,
    replacement: Replacement,
  ): TextEdit[] | string {
    const selector = replacement.kind === 'native' ? replacement.spelling.selector : undefined;
    const addition = selector && selector.value !== 'none' ? selector : undefined;
    const accepted = replacement.kind === 'native' ? replacement.spelling.parameters : replacement.helper.parameters;
    if (!call) {
      const reason = addition
        ? `${titleOf(this.target)} needs an argument, which a bare reference cannot carry.`
        : null;
      return reason ?? this.#passesOnInPlace(expression, slot === null, accepted, replacement) ?? [];
    }
    const prefix = detection.form === 'reference' ? ['(class)'] : [];
    const list = readArguments(call, [...prefix, ...parameters]);
    const isInput = (name: string) => name === 'x' && parameters.includes('input');
    const own = accepted.map((name) => (isInput(name) ? 'input' : name)).filter((name) => name !== selector?.name);
    const kept = [...prefix, ...own];
    const edits = keepArguments(this.names.tree.text, list, kept);
    if (!edits) {
      return 'Its arguments are unpacked from a variable, so that they cannot be checked.';
    }
    const input = argumentNamed(list, 'input');
    const name = input?.isKeyword ? field(input.node, 'name') : null;
    const newText = replacement.kind === 'helper' ? 'x' : 'input';
    const renamed = name ? [{ start: name.startIndex, end: name.endIndex, newText }] : [];
    return [...edits, ...renamed, ...(addition ? this.#addArgument(call, addition, kept, list) : [])];
  }

  #addArgument(
    call: Node,
    { name, value }: { name: string; value: string },
    kept: readonly string[],
    list: ReturnType<typeof readArguments>,
  ): TextEdit[] {
    const last = list.filter((argument) => argument.name !== null && kept.includes(argument.name)).at(-1);
    const open = (field(call, 'arguments')?.startIndex ?? call.endIndex - 1) + 1;
    const at = last?.node.endIndex ?? open;
    const { quote } = this.#style;
    return [{ start: at, end: at, newText: `${last ? ', ' : ''}${name}=${quote}${value}${quote}` }];
  }

  /** torchvision: MLP(…, activation_layer=nn.ReLU, inplace=True) calls the class with inplace. */
  #passesOnInPlace(
    expression: Node,
    isOpen: boolean,
    accepted: readonly string[],
    { kind }: Replacement,
  ): string | null {
    const list = expression.parent?.type === 'keyword_argument' ? parts(expression.parent.parent) : [];
    const passes = list.some((argument) => field(argument, 'name')?.text === 'inplace');
    return passes && isOpen && kind === 'native' && !accepted.includes('inplace')
      ? `The call hands \`inplace\` on, which ${titleOf(this.target)} does not take.`
      : null;
  }

  #nameEdit(site: PythonSite, replacement: Replacement): TextEdit[] | string {
    const { expression, detection, call } = site;
    const name =
      replacement.kind === 'helper'
        ? this.#helpers.nameAt(replacement.helper, expression)
        : this.#nativeName(site, [replacement.spelling, ...replacement.others]);
    if (typeof name !== 'string') {
      return name.reason;
    }
    if (detection.form !== 'method' || !call) {
      return replaceMinimally(expression, name);
    }
    const object = field(expression, 'object') ?? expression;
    const inner = object.type === 'parenthesized_expression' ? (object.namedChild(0) ?? object) : object;
    return [
      { start: call.startIndex, end: inner.startIndex, newText: `${name}(` },
      { start: inner.endIndex, end: call.endIndex, newText: ')' },
    ];
  }

  #nativeName({ expression }: PythonSite, spellings: readonly PythonSpelling[]): string | { reason: string } {
    const parentOf = (name: string) => name.slice(0, name.lastIndexOf('.'));
    const lastOf = (name: string) => name.slice(name.lastIndexOf('.') + 1);
    const object = expression.type === 'attribute' ? field(expression, 'object') : null;
    const modules = object ? this.names.qualifiedNames(object) : [];
    const sibling = spellings.find(({ name }) => modules.includes(parentOf(name)));
    if (object && sibling) {
      return `${object.text}.${lastOf(sibling.name)}`;
    }
    const candidates = spellings.flatMap(({ name }) => this.#imports.nameFor(name, expression) ?? []);
    const dots = (text: string) => text.split('.').length;
    const [best] = candidates.sort((a, b) => dots(a.text) - dots(b.text));
    if (!best) {
      return {
        reason: `${spellings[0]?.name ?? ''} cannot be named here: its module is not imported at the top level.`,
      };
    }
    this.#imports.request(best);
    return best.text;
  }

  #rewriteAsOwnModule(site: PythonSite): TextEdit[] | string {
    const helper = this.#spellings.constructorHelper;
    if (!helper) {
      return `${titleOf(this.target)} has parameters, and PyTorch has no module for it.`;
    }
    const isSlot = site.slot !== null && site.detection.form !== 'function';
    const owner = isSlot ? null : this.#ownModules.ownerOf(site);
    if (typeof owner === 'string') {
      return owner;
    }
    const name = this.#helpers.nameAt(helper, site.expression);
    if (typeof name !== 'string') {
      return name.reason;
    }
    const { start, end } = site.detection;
    return owner ? this.#ownModules.rewrite(site, owner, name, this.target) : [{ start, end, newText: `${name}()` }];
  }

  /** What changes around the sites: definitions, imports, helpers and names that nobody needs any more. */
  #surroundings(done: readonly PythonSite[]): TextEdit[] {
    const { tree } = this.names;
    const fresh = this.#helpers.blocks(this.#style);
    const counts = new Map<string, number>();
    for (const { expression } of done) {
      counts.set(expression.text, (counts.get(expression.text) ?? 0) + 1);
    }
    const gone = [...counts].flatMap(([name, count]) => this.#helpers.unusedBlock(name, count, this.#style));
    for (const [name, count] of counts) {
      this.#imports.dropIfUnused(name, count);
    }
    const first = this.sites[0]?.expression ?? tree.root;
    const anchor = anchorBefore(tree, first)?.endIndex ?? null;
    const end = Math.max(anchor ?? 0, this.#imports.endOf(this.#helpers.modules()));
    const place = { anchor: end > 0 ? end : null, start: startOfCode(tree) };
    const { eol } = this.#style;
    const block = fresh.join(eol.repeat(3));
    return [
      ...this.#ownModules.edits(),
      ...this.#imports.edits(this.#style, place.anchor, place.start),
      ...joinBlockEdits([
        ...(block ? [insertBlock(tree.text, place, block, { eol, blankLines: 2 })] : []),
        ...gone.map((node) => {
          const range = { start: node.startIndex, end: node.endIndex };
          return removeBlock(tree.text, range, blankLinesAround(node), eol);
        }),
      ]),
    ];
  }
}

/** `nn.ReLU` → `nn.SiLU` touches the last name only, so that a comment in between survives. */
function replaceMinimally(expression: Node, name: string): TextEdit[] {
  const attribute = expression.type === 'attribute' ? field(expression, 'attribute') : null;
  const object = field(expression, 'object');
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (attribute && object && isField(expression, 'attribute', attribute) && name === `${object.text}.${last}`) {
    return [{ start: attribute.startIndex, end: attribute.endIndex, newText: last }];
  }
  return [{ start: expression.startIndex, end: expression.endIndex, newText: name }];
}

function blankLinesAround(statement: Node): number {
  const isDefinition = (node: Node | null) => /^(?:decorated|class|function)_definition$/.test(node?.type ?? '');
  return isDefinition(statement.nextNamedSibling) || isDefinition(statement.previousNamedSibling) ? 2 : 1;
}
