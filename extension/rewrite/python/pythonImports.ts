import type { Node } from '@vscode/tree-sitter-wasm';
import type { TextEdit } from '../detection';
import type { FileStyle } from '../fileStyle';
import { insertIntoList, removeFromList } from '../nameList';
import { field, parts } from '../syntax';
import type { Binding, PythonNames } from './pythonNames';

/** One name that code may write for a framework's name, and what must be imported for it. */
export interface PythonName {
  readonly text: string;
  readonly statement?: Node;
  readonly added?: string;
}

/** The imports of one text: how to write a framework's names with them, and the edits that a swap makes to them. */
export class PythonImports {
  readonly #imports: readonly Binding[];
  readonly #added = new Map<number, { statement: Node; names: Set<string> }>();
  readonly #dropped = new Map<number, { statement: Node; names: Set<string> }>();
  readonly #newStatements = new Set<string>();

  constructor(private readonly names: PythonNames) {
    this.#imports = names.moduleImports();
  }

  /** `nn.SiLU`, `torch.nn.SiLU` … at module level; `request` it when it is really written. */
  nameFor(qualified: string, site: Node): PythonName | null {
    const [parent, last] = split(qualified);
    const bound = this.#boundTo(qualified);
    if (bound) {
      return { text: bound };
    }
    const module = this.#boundTo(parent);
    const statement = this.#fromImportOf(parent);
    const isFree = statement !== undefined && this.names.bindingsOf(last).length === 0;
    const isBare =
      isFree && this.#imports.some(({ node, ...at }) => node.text === site.text && at.statement.equals(statement));
    if (module && !isBare) {
      return { text: `${module}.${last}` };
    }
    if (isFree) {
      return { text: last, statement, added: last };
    }
    const longer = this.moduleName(parent);
    return longer ? { text: `${longer}.${last}` } : null;
  }

  /** `nn`, or `torch.nn` where only torch is bound. */
  moduleName(module: string): string | null {
    const bound = this.#boundTo(module);
    const [parent, last] = split(module);
    if (bound || parent === '') {
      return bound;
    }
    const outer = this.moduleName(parent);
    return outer && `${outer}.${last}`;
  }

  /** The name of a module that inserted code reads, imported where it is missing; null where that is not safe. */
  requireModule(module: string): string | null {
    const existing = this.moduleName(module);
    const [parent, last] = split(module);
    if (existing) {
      return existing;
    }
    if (this.names.bindingsOf(last).length > 0 || !this.#mayImport(module)) {
      return null;
    }
    this.#newStatements.add(parent === '' ? `import ${module}` : `from ${parent} import ${last}`);
    return last;
  }

  request({ statement, added }: PythonName): void {
    if (statement && added) {
      collect(this.#added, statement, added);
    }
  }

  /** A from-imported name whose last use goes leaves the statement, if that can be edited. */
  dropIfUnused(name: string, usesThatGo: number): void {
    const binding = this.#imports.find(({ node }) => node.text === name);
    const remaining = this.names.usesOf(name).length - usesThatGo;
    const isExported = new RegExp(`['"]${name}['"]`).test(this.names.tree.text);
    if (binding?.statement.type === 'import_from_statement' && remaining <= 0 && !isExported) {
      collect(this.#dropped, binding.statement, name);
    }
  }

  edits(style: FileStyle, anchor: number | null, start: number): TextEdit[] {
    const statements = new Set([...this.#added.keys(), ...this.#dropped.keys()]);
    const changed = [...statements].flatMap((id) => {
      const { statement } = this.#added.get(id) ?? this.#dropped.get(id) ?? {};
      const isEditable = statement && statement.startIndex >= this.names.tree.editableFrom;
      return isEditable ? this.#changedList(statement, this.#added.get(id)?.names, this.#dropped.get(id)?.names) : [];
    });
    return [...changed, ...this.#newImports(style, anchor, start)];
  }

  /** The end of the last import that inserted code cannot do without. */
  endOf(modules: Iterable<string>): number {
    const roots = new Set(modules);
    const needed = this.#imports.filter(({ qualified = '', statement }) => {
      return roots.has(qualified) && statement.startIndex >= this.names.tree.editableFrom;
    });
    return Math.max(0, ...needed.map(({ statement }) => statement.endIndex));
  }

  #changedList(statement: Node, added: ReadonlySet<string> = new Set(), dropped: ReadonlySet<string> = new Set()) {
    const module = field(statement, 'module_name');
    const items = parts(statement).filter((node) => !module || !node.equals(module));
    const localName = (node: Node) => field(node, 'alias')?.text ?? node.text;
    const gone = items.filter((node) => dropped.has(localName(node)));
    const fresh = [...added];
    const { text } = this.names.tree;
    if (gone.length === items.length && fresh.length === 0) {
      return [{ start: statement.startIndex, end: endOfLine(text, statement.endIndex), newText: '' }];
    }
    const replaced = gone.splice(0, fresh.length).map((node) => {
      return { start: node.startIndex, end: node.endIndex, newText: fresh.shift() ?? '' };
    });
    return [...replaced, ...removeFromList(items, gone), ...insertIntoList(text, items, fresh)];
  }

  #newImports({ eol }: FileStyle, anchor: number | null, start: number): TextEdit[] {
    const statements = [...this.#newStatements, ...this.#requestsFromOtherCells()];
    if (statements.length === 0) {
      return [];
    }
    const [package_ = ''] = statements[0]?.split(' ').slice(1) ?? [];
    const sibling = this.#imports.find(({ qualified = '', statement }) => {
      return qualified.split('.')[0] === package_.split('.')[0] && statement.startIndex >= this.names.tree.editableFrom;
    });
    const lines = statements.join(eol);
    if (sibling) {
      return [{ start: sibling.statement.startIndex, end: sibling.statement.startIndex, newText: lines + eol }];
    }
    const at = anchor === null ? start : endOfLine(this.names.tree.text, anchor, false);
    return [{ start: at, end: at, newText: anchor === null ? lines + eol : eol + lines }];
  }

  /** The statement of an earlier notebook cell stays as it is: the name is imported in this cell. */
  #requestsFromOtherCells(): string[] {
    const elsewhere = [...this.#added.values()].filter(
      ({ statement }) => statement.startIndex < this.names.tree.editableFrom,
    );
    return elsewhere.map(
      ({ statement, names }) => `from ${field(statement, 'module_name')?.text} import ${[...names].join(', ')}`,
    );
  }

  #boundTo(qualified: string): string | null {
    const binding = this.#imports.find((candidate) => {
      const others = this.names.moduleBindingsOf(candidate.node.text);
      return candidate.qualified === qualified && others.every((other) => other.qualified === qualified);
    });
    return binding?.node.text ?? null;
  }

  #fromImportOf(module: string): Node | undefined {
    return this.#imports.find(({ statement }) => field(statement, 'module_name')?.text === module)?.statement;
  }

  /** An import that may fail or runs late only (`try:`, inside a function) must not become one that always runs. */
  #mayImport(module: string): boolean {
    const root = module.split('.')[0] ?? module;
    const isTopLevel = this.#imports.some(({ qualified = '' }) => qualified.split('.')[0] === root);
    return isTopLevel || !new RegExp(`^[ \\t]*(?:import|from)[ \\t]+${root}\\b`, 'm').test(this.names.tree.text);
  }
}

function split(qualified: string): [parent: string, last: string] {
  const dot = qualified.lastIndexOf('.');
  return [qualified.slice(0, Math.max(dot, 0)), qualified.slice(dot + 1)];
}

function collect(into: Map<number, { statement: Node; names: Set<string> }>, statement: Node, name: string): void {
  const entry = into.get(statement.startIndex) ?? { statement, names: new Set() };
  entry.names.add(name);
  into.set(statement.startIndex, entry);
}

function endOfLine(text: string, from: number, withBreak = true): number {
  return (
    from + (/^[^\r\n]*(?:\r?\n)?/.exec(text.slice(from))?.[0].replace(withBreak ? /$^/ : /\r?\n$/, '').length ?? 0)
  );
}
