import type { Node } from '@vscode/tree-sitter-wasm';
import { type FileStyle, renderCode } from '../fileStyle';
import { enclosing, field, isMentioned, parts } from '../syntax';
import type { PythonFacts, PythonHelper } from './pythonFramework';
import type { PythonImports } from './pythonImports';
import type { PythonNames } from './pythonNames';
import { functions } from './pythonNodes';
import { namesOfHelper, vocabularyOf } from './pythonSpellings';

/** The helper classes and functions that a text has, is about to get, or no longer needs. */
export class PythonHelpers {
  readonly #fresh = new Map<PythonHelper, { name: string; values: ReadonlyMap<string, string> }>();
  readonly #byName: ReadonlyMap<string, readonly PythonHelper[]>;

  constructor(
    private readonly facts: PythonFacts,
    private readonly names: PythonNames,
    private readonly imports: PythonImports,
  ) {
    this.#byName = vocabularyOf(facts).helpers;
  }

  /** What to write for the helper at this site: one that is there, or one that will be inserted. */
  nameAt(helper: PythonHelper, site: Node): string | { reason: string } {
    const known = this.#fresh.get(helper);
    if (known) {
      return known.name;
    }
    for (const name of namesOfHelper(helper)) {
      const existing = this.#reusable(name, helper);
      if (existing) {
        const runsAtOnce = !enclosing(site, functions);
        const isLate = existing.startIndex > site.startIndex && runsAtOnce;
        return isLate ? { reason: `${name} is defined further down, after this line has run.` } : name;
      }
      if (this.names.bindingsOf(name).length === 0) {
        return this.#insert(helper, name);
      }
    }
    return { reason: `The names ${namesOfHelper(helper).join(' and ')} already mean something else in this file.` };
  }

  modules(): string[] {
    return [...this.#fresh.keys()].flatMap((helper) => [...helper.needs.values()]);
  }

  /** Names that the code about to be inserted reads. */
  namesRead(): ReadonlySet<string> {
    return new Set([...this.#fresh.values()].flatMap(({ values }) => [...values.values()]));
  }

  blocks(style: FileStyle): string[] {
    return [...this.#fresh].map(([helper, { values }]) => renderCode(helper.text, 4, style, values));
  }

  /** The definition called `name`, if it is ours, unmodified, and loses its last use. */
  unusedBlock(name: string, usesThatGo: number, style: FileStyle): Node[] {
    const [binding] = this.names.moduleBindingsOf(name);
    const isUsed = this.names.usesOf(name).length > usesThatGo || isMentioned(this.names.tree, name);
    if (binding?.kind !== 'definition' || isUsed || binding.statement.startIndex < this.names.tree.editableFrom) {
      return [];
    }
    const definition = decoratedOf(binding.statement);
    return this.#helperWrittenAs(name, definition.text, style) ? [definition] : [];
  }

  /** Which of our helpers the definition is, to the letter. */
  #helperWrittenAs(name: string, text: string, style: FileStyle): PythonHelper | undefined {
    return this.#byName.get(name)?.find((helper) => {
      const values = this.#values(helper, name, false);
      return values && renderCode(helper.text, 4, style, values) === text;
    });
  }

  #reusable(name: string, helper: PythonHelper): Node | null {
    const bindings = this.names.bindingsOf(name);
    const [only] = bindings;
    const isClass = helper.form === 'constructor';
    if (bindings.length !== 1 || !only || only.scope.type !== 'module' || only.kind === 'value') {
      return null;
    }
    const takesOne = parts(field(only.statement, 'parameters')).length === 1;
    const fits = isClass ? only.statement.type === 'class_definition' : takesOne;
    const isOwn = fits && isWrittenWith(this.facts, this.names, only.statement);
    return only.kind === 'import' || isOwn ? only.statement : null;
  }

  #insert(helper: PythonHelper, name: string): string | { reason: string } {
    const values = this.#values(helper, name, true);
    if (!values) {
      const library = this.facts.title;
      return {
        reason: `${name} must be defined at the top of the file, where ${library} is not certain to be imported.`,
      };
    }
    this.#fresh.set(helper, { name, values });
    return name;
  }

  #values(helper: PythonHelper, name: string, mayImport: boolean): ReadonlyMap<string, string> | null {
    const values = new Map([['name', name]]);
    for (const [key, module] of helper.needs) {
      const text = mayImport ? this.imports.requireModule(module) : this.imports.moduleName(module);
      if (!text) {
        return null;
      }
      values.set(key, text);
    }
    return values;
  }
}

/** Whether the definition uses the framework: `telu` over jnp is no `telu` for PyTorch. */
export function isWrittenWith({ modules }: PythonFacts, names: PythonNames, definition: Node): boolean {
  const roots = new Set(modules.map((module) => module.split('.')[0]));
  return definition.descendantsOfType('identifier').some((node) => {
    return node !== null && names.qualifiedNames(node).some((name) => roots.has(name.split('.')[0]));
  });
}

/** The decorator is part of the definition. */
function decoratedOf(definition: Node): Node {
  return definition.parent?.type === 'decorated_definition' ? definition.parent : definition;
}
