import type { Node } from '@vscode/tree-sitter-wasm';
import type { TextEdit } from '../detection';
import type { FileStyle } from '../fileStyle';
import { insertIntoList, removeFromList } from '../nameList';
import { field, isMentioned, parts } from '../syntax';
import { endOfLine, importLine, placeImports } from './pythonImportLines';
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
  #lasting: readonly Binding[];

  constructor(
    private readonly names: PythonNames,
    private readonly customaryNames: ReadonlyMap<string, string> = new Map(),
  ) {
    this.#imports = names.moduleImports();
    this.#lasting = this.#imports;
  }

  /** They go with the helper that brought them, unless a name is written with them. */
  expectToGo(companions: readonly Binding[]): void {
    const going = new Set(companions.map(({ statement }) => statement.startIndex));
    this.#lasting = this.#imports.filter(({ statement }) => !going.has(statement.startIndex));
  }

  /** `nn.SiLU`, `torch.nn.SiLU` … at module level; `request` it when it is really written. */
  nameFor(qualified: string, site: Node): PythonName | null {
    const any = this.#nameFor(qualified, site, this.#imports);
    const lasting = this.#lasting === this.#imports ? any : this.#nameFor(qualified, site, this.#lasting);
    return lasting && any && dotsIn(lasting) <= dotsIn(any) ? lasting : any;
  }

  /** Whether the name starts with an import that does not go. */
  isLasting(name: PythonName): boolean {
    return this.#lasting.some(({ node }) => node.text === rootOf(name));
  }

  /** Whether the name starts with an import that nothing reads: it was there for a name that has been swapped. */
  isUnread(name: PythonName): boolean {
    return this.isLasting(name) && !this.names.isRead(rootOf(name));
  }

  #nameFor(qualified: string, site: Node, imports: readonly Binding[]): PythonName | null {
    const [parent, last] = split(qualified);
    const bound = this.#boundTo(qualified, imports);
    if (bound) {
      return { text: bound };
    }
    const module = this.#boundTo(parent, imports) ?? this.#throughSynonym(parent, imports);
    const statement = this.#fromImportOf(parent, imports);
    const isFree = statement !== undefined && this.names.bindingsOf(last).length === 0;
    const isBare =
      isFree && imports.some(({ node, ...at }) => node.text === site.text && at.statement.equals(statement));
    if (module && !isBare) {
      return { text: `${module}.${last}` };
    }
    if (isFree) {
      return { text: last, statement, added: last };
    }
    const longer = this.moduleName(parent, imports);
    return longer ? { text: `${longer}.${last}` } : null;
  }

  /** `nn`, or `torch.nn` where only torch is bound. */
  moduleName(module: string, imports = this.#imports): string | null {
    const bound = this.#boundTo(module, imports) ?? this.#throughSynonym(module, imports);
    const [parent, last] = split(module);
    if (bound || parent === '') {
      return bound;
    }
    const outer = this.moduleName(parent, imports);
    return outer && `${outer}.${last}`;
  }

  /** `tf.keras` for keras, where tensorflow is what the file imports. */
  #throughSynonym(module: string, imports: readonly Binding[]): string | null {
    for (const [synonym, canonical] of this.names.synonyms) {
      const [parent, last] = split(synonym);
      const outer = canonical === module && parent !== '' ? this.#boundTo(parent, imports) : null;
      if (outer) {
        return `${outer}.${last}`;
      }
    }
    return null;
  }

  /** The name of a module that inserted code reads, imported where it is missing; null where that is not safe. */
  requireModule(module: string): string | null {
    const existing = this.moduleName(module);
    const [, last] = split(module);
    const custom = this.customaryNames.get(module);
    // `jax.numpy.exp` would do where jax is imported, but nobody writes it.
    const isUncommon = custom !== undefined && existing?.includes('.');
    if (existing && !isUncommon) {
      return existing;
    }
    const name = custom ?? last;
    if (this.names.bindingsOf(name).length > 0 || !this.#mayImport(module)) {
      return existing;
    }
    this.#newStatements.add(importLine(module, custom));
    return name;
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
    const { tree } = this.names;
    const isExported = new RegExp(`['"]${name}['"]`).test(tree.text) || isMentioned(tree, name);
    if (binding?.statement.type === 'import_from_statement' && remaining <= 0 && !isExported) {
      collect(this.#dropped, binding.statement, name);
    }
  }

  /** Imports that came with a helper go with it. */
  drop(companions: readonly Binding[]): void {
    for (const { node, statement } of companions) {
      collect(this.#dropped, statement, node.text);
    }
  }

  edits(style: FileStyle, anchor: number | null, start: number): TextEdit[] {
    const statements = new Set([...this.#added.keys(), ...this.#dropped.keys()]);
    const changed = [...statements].flatMap((id) => {
      const { statement } = this.#added.get(id) ?? this.#dropped.get(id) ?? {};
      const isEditable = statement && statement.startIndex >= this.names.tree.editableFrom;
      return isEditable ? this.#changedList(statement, this.#added.get(id)?.names, this.#dropped.get(id)?.names) : [];
    });
    return this.#replaceGone(joinTouching(changed), this.#newImports(style, anchor, start), style, anchor);
  }

  /** Where a whole import goes, what is inserted beside it takes its place; a definition may hang on its end. */
  #replaceGone(changed: TextEdit[], fresh: TextEdit[], { eol }: FileStyle, anchor: number | null): TextEdit[] {
    const { text } = this.names.tree;
    const left = new Set(fresh);
    const replaced = changed.map((edit) => {
      const isGone = edit.newText === '' && /\n$/.test(text.slice(edit.start, edit.end));
      const lineEnd = edit.start + text.slice(edit.start, edit.end).trimEnd().length;
      const beside = isGone ? fresh.filter(({ start }) => start === edit.start || start === lineEnd) : [];
      if (beside.length > 0) {
        for (const each of beside) {
          left.delete(each);
        }
        const lines = beside.map(({ newText }) => newText.replace(/^\r?\n|\r?\n$/g, ''));
        return { start: edit.start, end: lineEnd, newText: lines.join(eol) };
      }
      const isAnchor = isGone && anchor !== null && anchor > edit.start && anchor <= lineEnd;
      return isAnchor
        ? { start: Math.max(this.names.tree.editableFrom, edit.start - eol.length), end: lineEnd, newText: '' }
        : edit;
    });
    return [...replaced, ...left];
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
      const end = endOfLine(text, statement.endIndex);
      const before = text.slice(0, statement.startIndex);
      const isFirstOfGroup = before === '' || /\n[ \t]*\r?\n$/.test(before);
      const blank = isFirstOfGroup ? (/^(?:[ \t]*\r?\n)*/.exec(text.slice(end))?.[0].length ?? 0) : 0;
      return [{ start: statement.startIndex, end: end + blank, newText: '' }];
    }
    const replaced = gone.splice(0, fresh.length).map((node) => {
      return { start: node.startIndex, end: node.endIndex, newText: fresh.shift() ?? '' };
    });
    return [...replaced, ...removeFromList(items, gone), ...insertIntoList(text, items, fresh)];
  }

  #newImports({ eol }: FileStyle, anchor: number | null, start: number): TextEdit[] {
    const { text, editableFrom } = this.names.tree;
    const statements = this.#imports.map(({ statement }) => statement);
    const present = statements.filter(({ startIndex }) => startIndex >= editableFrom);
    return placeImports([...this.#newStatements, ...this.#requestsFromOtherCells()], {
      text,
      present,
      anchor,
      start,
      eol,
    });
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

  #boundTo(qualified: string, imports: readonly Binding[]): string | null {
    const binding = imports.find((candidate) => {
      const others = this.names.moduleBindingsOf(candidate.node.text);
      return this.#isNamed(candidate, qualified) && others.every((other) => this.#isNamed(other, qualified));
    });
    return binding?.node.text ?? null;
  }

  #isNamed({ qualified }: Binding, canonical: string): boolean {
    return qualified !== undefined && this.names.canonical(qualified) === canonical;
  }

  #fromImportOf(module: string, imports: readonly Binding[]): Node | undefined {
    const found = imports.find(({ statement }) => {
      const name = field(statement, 'module_name')?.text;
      return name !== undefined && this.names.canonical(name) === module && isWhole(name, module);
    });
    return found?.statement;
  }

  /** An import that may fail or runs late only (`try:`, inside a function) must not become one that always runs. */
  #mayImport(module: string): boolean {
    const root = module.split('.')[0] ?? module;
    const isTopLevel = this.#imports.some(({ qualified = '' }) => qualified.split('.')[0] === root);
    return isTopLevel || !new RegExp(`^[ \\t]*(?:import|from)[ \\t]+${root}\\b`, 'm').test(this.names.tree.text);
  }
}

/** Whole lines that go one after the other. */
function joinTouching(edits: readonly TextEdit[]): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && last.end === edit.start && last.newText + edit.newText === '') {
      joined.splice(-1, 1, { ...last, end: edit.end });
    } else {
      joined.push(edit);
    }
  }
  return joined;
}

/** `keras.layers.core` has some of the layers only; a module of activations has all of them. */
function isWhole(written: string, module: string): boolean {
  const [, last] = split(written);
  return last === split(module)[1] || /^(?:activations?|functions)$/.test(last);
}

function rootOf({ text }: PythonName): string {
  return text.split('.')[0] ?? text;
}

export function dotsIn({ text }: PythonName): number {
  return text.split('.').length - 1;
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
