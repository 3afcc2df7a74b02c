import type { Node } from '@vscode/tree-sitter-wasm';
import { type ActivationId, titleOf } from '../activationNames';
import { insertBlock, joinBlockEdits } from '../blocks';
import type { SwapPlan, TextEdit } from '../detection';
import { type FileStyle, styleOf } from '../fileStyle';
import { planSites, refusalOf } from '../planSites';
import { field, parts } from '../syntax';
import { outermostJs } from './jsContext';
import type { JsFacts, JsSpellings } from './jsFramework';
import { folded, withoutOptions } from './jsFusedOps';
import { JsHelpers } from './jsHelpers';
import { JsImports } from './jsImports';
import { asOwnLayer, layerArguments } from './jsLayers';
import { JsLeftovers } from './jsLeftovers';
import type { JsNames } from './jsNames';
import { jsAnchorBefore, jsStartOfCode } from './jsPlacement';
import type { JsShape, JsSite } from './jsSite';

type ShapeOf<Kind extends JsShape['kind']> = Extract<JsShape, { kind: Kind }>;

/** Swaps some sites of one script for one target; made for one plan and thrown away. */
export class JsSwap {
  readonly #style: FileStyle;
  readonly #imports: JsImports;
  readonly #helpers: JsHelpers;
  readonly #spellings: JsSpellings;

  constructor(
    private readonly facts: JsFacts,
    private readonly names: JsNames,
    private readonly sites: readonly JsSite[],
    private readonly target: ActivationId,
  ) {
    this.#style = styleOf(names.tree);
    this.#imports = new JsImports(facts, names, this.#style);
    this.#helpers = new JsHelpers(facts, names, this.#imports, this.#style);
    this.#spellings = facts.activations.get(target) ?? {};
  }

  /** Why this one site cannot be swapped, if it cannot. */
  refusalOf(site: JsSite): string | null {
    return refusalOf(site, (each) => this.#rewrite(each));
  }

  plan(selected: readonly JsSite[]): SwapPlan {
    return planSites(selected, {
      rewrite: (site) => this.#rewrite(site),
      surroundings: (done) => this.#surroundings(done),
    });
  }

  #rewrite({ expression, shape }: JsSite): TextEdit[] | string {
    switch (shape.kind) {
      case 'factoryString':
        return this.#rewriteFactory(expression);
      case 'layerString':
      case 'namedString':
        return this.#rewriteString(expression, shape);
      case 'fusedString':
        return this.#rewriteFused(expression, shape);
      case 'layer':
        return this.#rewriteLayer(expression, shape.call);
      case 'method':
        return this.#rewriteMethod(expression, shape);
      case 'op':
        return this.#rewriteOp(expression, shape.call);
    }
  }

  #rewriteFactory(expression: Node): TextEdit[] | string {
    const name = this.facts.companion.strings.get(this.target);
    return name
      ? [{ start: expression.startIndex + 1, end: expression.endIndex - 1, newText: name }]
      : `${this.facts.companion.package} has no ${titleOf(this.target)}.`;
  }

  #rewriteString(expression: Node, shape: ShapeOf<'layerString' | 'namedString'>): TextEdit[] | string {
    const outer = outermostJs(expression);
    const string = this.#stringAt(expression);
    if (string) {
      // Behind `??` the grammar takes the cast for one of the whole choice.
      const cast = /^\s+as never\b/.exec(this.names.tree.text.slice(outer.endIndex))?.[0] ?? '';
      return typeof string === 'string'
        ? [{ start: outer.startIndex, end: outer.endIndex + cast.length, newText: string }]
        : string.reason;
    }
    if (shape.kind === 'namedString') {
      return `${titleOf(this.target)} is a layer here, not a string: name it where the layer is made.`;
    }
    const layer = this.#layerAt(expression);
    if (typeof layer !== 'string') {
      return layer.reason;
    }
    return asOwnLayer(this.names.tree.text, shape, `${layer}()`, this.#style);
  }

  /** `tf.fused.conv2d({ …, activation: 'relu' })` → `telu(tf.fused.conv2d({ … }))`, since few activations are fused. */
  #rewriteFused(expression: Node, { call, options, pair }: ShapeOf<'fusedString'>): TextEdit[] | string {
    const fused = this.#isTrainable() ? undefined : this.#spellings.fused;
    if (fused) {
      const renamed = { start: expression.startIndex + 1, end: expression.endIndex - 1, newText: fused };
      return [renamed, ...withoutOptions(this.facts, options, null)];
    }
    if (!pair) {
      return `${titleOf(this.target)} is none of the few that can be fused, and this one is chosen among others.`;
    }
    const name = this.#opAt(expression);
    if (typeof name !== 'string') {
      return name.reason;
    }
    return [
      { start: call.startIndex, end: call.startIndex, newText: `${name}(` },
      ...withoutOptions(this.facts, options, pair),
      { start: call.endIndex, end: call.endIndex, newText: ')' },
    ];
  }

  /** The string as the file would write it, cast where the types know the framework's own names only. */
  #stringAt(site: Node): string | { reason: string } | null {
    const { string, stringHelper } = this.#spellings;
    const registered = this.#imports.isCompanionLoaded() ? this.facts.companion.strings.get(this.target) : undefined;
    const own = site.type === 'string' ? site.text[0] : this.#style.quote;
    const quoted = (value: string) => `${own}${value}${own}`;
    const cast = this.names.tree.language.startsWith('typescript') ? ' as never' : '';
    if (string || this.#isTrainable()) {
      return string ? quoted(string) : null;
    }
    if (registered || this.#isRegistered(stringHelper?.string)) {
      return quoted(registered ?? stringHelper?.string ?? '') + cast;
    }
    if (!stringHelper) {
      return null;
    }
    const name = this.#helpers.nameAt(stringHelper, site);
    return typeof name === 'string' ? quoted(stringHelper.string) + cast : name;
  }

  /** `static className = 'telu'` or a getter that returns it: the file registers a class of that name itself. */
  #isRegistered(string: string | undefined): boolean {
    const own =
      string === undefined
        ? undefined
        : new RegExp(`\\bclassName\\b\\s*(?:=|\\(\\)\\s*\\{\\s*return)\\s*(['"])${string}\\1`);
    return Boolean(own?.test(this.names.tree.text));
  }

  #isTrainable(): boolean {
    return this.#spellings.isTrained === true;
  }

  /** `new XIELU`, `new lab.XIELU` or `tf.layers.leakyReLU`, to be called. */
  #layerAt(site: Node): string | { reason: string } {
    const { layer, layerHelper } = this.#spellings;
    const companion = this.#imports.companion();
    const known = this.facts.companion.layers.get(this.target);
    if (companion && known) {
      return `new ${companion}.${known}`;
    }
    if (layer) {
      const layers = this.#imports.layerMember('layers');
      return layers
        ? `${layers}.${layer}`
        : { reason: 'The layers of the framework are not imported at the top level.' };
    }
    const name = layerHelper ? this.#helpers.nameAt(layerHelper, site) : { reason: this.#missing() };
    return typeof name === 'string' ? `new ${name}` : name;
  }

  #rewriteLayer(expression: Node, call: Node): TextEdit[] | string {
    const { text } = this.names.tree;
    const settings = [...this.facts.activations.values()].flatMap((spellings) => spellings.settings ?? []);
    const { layer, layerOption } = this.#spellings;
    const isLayer = (layer !== undefined && !layerOption) || this.#isTrainable();
    const string = isLayer ? null : this.#stringAt(expression);
    if (string !== null && typeof string !== 'string') {
      return string.reason;
    }
    const head = string === null ? this.#layerAt(expression) : this.#activationLayer();
    if (typeof head !== 'string') {
      return head.reason;
    }
    const added = string === null ? '' : `activation: ${string}`;
    return [
      { start: call.startIndex, end: expression.endIndex, newText: head },
      ...layerArguments(text, call, settings, added),
    ];
  }

  #activationLayer(): string | { reason: string } {
    const layers = this.#imports.layerMember('layers');
    return layers
      ? `${layers}.activation`
      : { reason: 'The layers of the framework are not imported at the top level.' };
  }

  #rewriteMethod(expression: Node, { call, receiver }: ShapeOf<'method'>): TextEdit[] | string {
    const property = field(expression, 'property');
    if (this.#spellings.method && property && !this.#isTrainable()) {
      return [{ start: property.startIndex, end: property.endIndex, newText: this.#spellings.method }];
    }
    const name = this.#opAt(expression);
    if (typeof name !== 'string') {
      return name.reason;
    }
    const inner = receiver.type === 'parenthesized_expression' ? (receiver.namedChild(0) ?? receiver) : receiver;
    return [
      { start: call.startIndex, end: inner.startIndex, newText: `${name}(` },
      { start: inner.endIndex, end: call.endIndex, newText: ')' },
    ];
  }

  #rewriteOp(expression: Node, call: Node | null): TextEdit[] | string {
    const restored = call && expression.type === 'identifier' ? (this.#chained(call) ?? this.#folded(call)) : null;
    if (restored) {
      return restored;
    }
    const name = this.#opAt(expression);
    if (typeof name !== 'string') {
      return name.reason;
    }
    const [first, ...rest] = parts(field(call, 'arguments'));
    const last = rest.at(-1);
    const extra = first && last ? [{ start: first.endIndex, end: last.endIndex, newText: '' }] : [];
    return [{ start: expression.startIndex, end: expression.endIndex, newText: name }, ...extra];
  }

  /** `telu(x.conv2d(…)).maxPool(…)` is in the middle of a chain, and becomes a link of it again. */
  #chained(call: Node): TextEdit[] | null {
    const { method } = this.#spellings;
    const [inner, ...rest] = parts(field(call, 'arguments'));
    const isLink = call.parent?.type === 'member_expression' && inner?.type === 'call_expression';
    return method && inner && isLink && rest.length === 0 && !this.#isTrainable()
      ? [
          { start: call.startIndex, end: inner.startIndex, newText: '' },
          { start: inner.endIndex, end: call.endIndex, newText: `.${method}()` },
        ]
      : null;
  }

  /** `telu(tf.fused.conv2d({ … }))`: the operation applies the activation itself again. */
  #folded(call: Node): TextEdit[] | null {
    const { fused } = this.#spellings;
    const { quote } = this.#style;
    return fused && !this.#isTrainable() ? folded(this.facts, this.names, call, `${quote}${fused}${quote}`) : null;
  }

  #opAt(site: Node): string | { reason: string } {
    const { opHelper } = this.#spellings;
    const op = this.#isTrainable() ? undefined : this.#spellings.op;
    const { ops, strings, factories } = this.facts.companion;
    const object = site.type === 'member_expression' ? field(site, 'object') : null;
    if (op && object && this.names.qualifiedName(object) === this.facts.globalName) {
      return `${object.text}.${op}`;
    }
    const companion = this.#imports.companion();
    const own = ops.get(this.target);
    const string = strings.get(this.target);
    const native = op && this.#imports.op(op);
    if (native || (companion && own)) {
      return native || `${companion}.${own}`;
    }
    if (companion && string) {
      return `${companion}.${factories[0]}(${this.#style.quote}${string}${this.#style.quote})`;
    }
    if (op) {
      return {
        reason: `${op} cannot be named here: ${this.facts.title} is not imported at the top level, or the name is taken.`,
      };
    }
    return opHelper ? this.#helpers.nameAt(opHelper, site) : { reason: this.#missing() };
  }

  #missing(): string {
    const title = titleOf(this.target);
    return this.#isTrainable()
      ? `${title} trains parameters, which a function cannot own: make it a layer, or import activation-lab.`
      : `${this.facts.title} has no ${title} of this form.`;
  }

  /** What changes around the sites: definitions, imports, helpers and names that nobody needs any more. */
  #surroundings(done: readonly JsSite[]): TextEdit[] {
    const { tree } = this.names;
    const { eol } = this.#style;
    const anchor = jsAnchorBefore(tree, this.sites[0]?.expression ?? tree.root)?.endIndex ?? 0;
    const end = Math.max(anchor, this.#helpers.blocks().length > 0 ? this.#imports.lastImportEnd() : 0);
    const place = { anchor: end > 0 ? end : null, start: jsStartOfCode(tree) };
    const block = this.#helpers.blocks().join(eol.repeat(2));
    const leftovers = new JsLeftovers(this.facts, this.names, this.#helpers, done);
    this.#imports.dropUnused(leftovers.gone());
    return [
      ...this.#imports.edits(place),
      ...joinBlockEdits([
        ...(block ? [insertBlock(tree.text, place, block, { eol, blankLines: 1 })] : []),
        ...leftovers.edits(eol),
      ]),
    ];
  }
}
