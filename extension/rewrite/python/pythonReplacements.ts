import type { Node } from '@vscode/tree-sitter-wasm';
import { type ActivationId, catalogued, titleOf } from '../activationNames';
import { field, topLevelOf } from '../syntax';
import type { PythonFacts, PythonHelper, PythonSlot, PythonSpelling } from './pythonFramework';
import type { PythonHelpers } from './pythonHelpers';
import { dotsIn, type PythonImports, type PythonName } from './pythonImports';
import type { PythonNames } from './pythonNames';
import { vocabularyOf } from './pythonSpellings';

/** One way to write the target at a site; `name` says what to write, and takes note of what that needs elsewhere. */
export type Replacement =
  | { readonly kind: 'native'; readonly spelling: PythonSpelling; name(): string | { reason: string } }
  | { readonly kind: 'helper'; readonly helper: PythonHelper; name(): string | { reason: string } };

export class PythonReplacements {
  readonly #spelledInFull = new Map<string, boolean>();

  constructor(
    private readonly facts: PythonFacts,
    private readonly names: PythonNames,
    private readonly imports: PythonImports,
    private readonly helpers: PythonHelpers,
    private readonly target: ActivationId,
  ) {}

  /** The framework's own name first, then code of ours. */
  at(expression: Node, form: 'constructor' | 'function'): Replacement[] {
    const helper = this.helperAt(expression, form);
    const own: Replacement[] =
      typeof helper === 'string' || helper.isTrainable
        ? []
        : [{ kind: 'helper', helper, name: () => this.helpers.nameAt(helper, expression) }];
    return [...this.#natives(expression, form), ...own];
  }

  /** Whether the target has a name here that whoever wrote the file would use before a string. */
  isAtHand(expression: Node, form: 'constructor' | 'function', slot: PythonSlot | null): boolean {
    if (this.facts.wrapper !== undefined) {
      return slot?.prefersCallable ?? false;
    }
    const [best] = this.#named(this.#spellings(form), expression);
    return best
      ? this.imports.isUnread(best.name) || (form === 'constructor' && this.imports.isLasting(best.name))
      : false;
  }

  /** The helper that belongs to the code around `place`; or why there is none. */
  helperAt(place: Node, form: 'constructor' | 'function'): PythonHelper | string {
    const candidates = this.facts.helpers.filter((each) => each.activation === this.target && each.form === form);
    const library = this.facts.libraryAt(this.names, place, candidates);
    return candidates.find((each) => each.library === library) ?? this.missing();
  }

  missing(): string {
    const isKnown = catalogued(this.target) !== undefined;
    const reason = `${this.facts.title} has no ${titleOf(this.target)} of this form`;
    return (
      this.facts.missing?.(this.target) ?? `${reason}${isKnown ? '' : ', and the catalogue has no formula for it'}.`
    );
  }

  #natives(expression: Node, form: 'constructor' | 'function'): Replacement[] {
    const sorted = this.#spellings(form);
    // One name after the other, so that each is judged with its own arguments; the one beside the old name first.
    const siblings = sorted.filter((spelling) => this.#besides(expression, spelling) !== null);
    const others = sorted.filter((spelling) => !siblings.includes(spelling));
    const shortest = this.#named(others, expression);
    return [
      ...siblings.map((spelling): Replacement => {
        return { kind: 'native', spelling, name: () => this.#besides(expression, spelling) ?? '' };
      }),
      ...shortest.map(({ spelling, name }): Replacement => {
        return { kind: 'native', spelling, name: () => this.#requested(name) };
      }),
      ...(siblings.length + shortest.length > 0 ? [] : this.#imported(sorted)),
    ];
  }

  #spellings(form: 'constructor' | 'function'): PythonSpelling[] {
    const spellings = this.facts.activations.get(this.target) ?? {};
    const found = ((form === 'constructor' ? spellings.constructors : spellings.functions) ?? []).filter(
      ({ name, under }) => !name.endsWith('_') && (!under || this.#imports(under)),
    );
    return [...found.filter(({ under }) => under), ...found.filter(({ under }) => !under)];
  }

  /** What can be named here, the best first. */
  #named(spellings: readonly PythonSpelling[], expression: Node) {
    const named = spellings.flatMap((spelling) => {
      const name = this.imports.nameFor(spelling.name, expression);
      return name ? [{ spelling, name, distance: this.#distance(name) }] : [];
    });
    return named.sort((a, b) => a.distance - b.distance);
  }

  /** The shortest name comes first; of those, one whose import stands there for nothing else. */
  #distance(name: PythonName): number {
    const length = this.#isSpelledInFull(name) ? 1 : dotsIn(name);
    return 2 * length + (this.imports.isUnread(name) ? 0 : 1);
  }

  /** Whoever writes `nn.functional.dropout` writes `nn.functional.relu` too; what helpers of ours write does not count. */
  #isSpelledInFull(name: PythonName): boolean {
    const module = name.text.slice(0, name.text.lastIndexOf('.') + 1);
    if (dotsIn({ text: module }) < 2 || !this.imports.isLasting(name)) {
      return false;
    }
    const known = this.#spelledInFull.get(module) ?? this.#isSpelled(module);
    this.#spelledInFull.set(module, known);
    return known;
  }

  #isSpelled(module: string): boolean {
    const pattern = new RegExp(`(?<![\\w.])${module.replaceAll('.', '\\.')}`, 'g');
    for (const { index } of this.names.tree.text.matchAll(pattern)) {
      if (!this.#isInHelper(index)) {
        return true;
      }
    }
    return false;
  }

  #isInHelper(index: number): boolean {
    const node = this.names.tree.root.descendantForIndex(index, index);
    const statement = node && topLevelOf(node);
    const name = field(field(statement, 'definition') ?? statement, 'name')?.text ?? '';
    return vocabularyOf(this.facts).helpers.has(name);
  }

  /** `nn.SiLU` where the site says `nn.ReLU`. */
  #besides(expression: Node, { name }: PythonSpelling): string | null {
    const object = expression.type === 'attribute' ? field(expression, 'object') : null;
    const modules = object ? this.names.qualifiedNames(object) : [];
    const dot = name.lastIndexOf('.');
    return object && modules.includes(name.slice(0, dot)) ? `${object.text}${name.slice(dot)}` : null;
  }

  #requested(name: PythonName): string {
    this.imports.request(name);
    return name.text;
  }

  /** `jax.nn.mish` in a file that has imported flax alone. */
  #imported(spellings: readonly PythonSpelling[]): Replacement[] {
    const root = this.facts.modules[0];
    const spelling = spellings.find(({ name }) => name.startsWith(`${root}.`));
    if (!spelling || !this.facts.mayImportRoot) {
      return [];
    }
    const name = () => {
      const module = this.imports.requireModule(root);
      const rest = spelling.name.slice(root.length);
      return module ? module + rest : { reason: `${spelling.name} cannot be imported here.` };
    };
    return [{ kind: 'native', spelling, name }];
  }

  #imports(module: string): boolean {
    return new RegExp(`^[ \\t]*(?:import|from)[ \\t]+${module.replaceAll('.', '\\.')}\\b`, 'm').test(
      this.names.tree.text,
    );
  }
}
