import type { Node } from '@vscode/tree-sitter-wasm';
import type { OffsetRange, TextEdit } from '../detection';
import type { FileStyle } from '../fileStyle';
import { insertIntoList, removeFromList } from '../nameList';
import { enclosing, field, isInsideRange, parts } from '../syntax';
import type { JsFacts } from './jsFramework';
import type { JsBinding, JsNames } from './jsNames';

const lists: ReadonlySet<string> = new Set(['named_imports', 'object_pattern']);

/** The imports of one script: how to write operations and layers with them, and what a swap changes about them. */
export class JsImports {
  readonly #imports: readonly JsBinding[];
  readonly #added = new Map<number, { list: Node; names: Set<string> }>();
  readonly #dropped = new Map<number, { list: Node; names: Set<string> }>();
  readonly #statements = new Set<string>();
  /** Local names that new text uses, which therefore stay imported. */
  readonly #written = new Set<string>();

  constructor(
    private readonly facts: JsFacts,
    private readonly names: JsNames,
    private readonly style: FileStyle,
  ) {
    this.#imports = names.imports();
  }

  /** What the companion library is called here; null where it is not imported. */
  companion(): string | null {
    return this.#wholeOf([this.facts.companion.package]);
  }

  isCompanionLoaded(): boolean {
    const name = this.facts.companion.package.replaceAll('/', '\\/');
    return (
      new RegExp(`^[ \\t]*import[^;]*['"]${name}['"]`, 'm').test(this.names.tree.text) || this.companion() !== null
    );
  }

  /** `tf.mul`, or `mul` where the file imports names one by one; null where that name is taken. */
  op(name: string, mayImport = true): string | null {
    return this.#member(name, this.facts.opPackages, mayImport);
  }

  layerMember(name: string, mayImport = true): string | null {
    return this.#member(name, this.facts.layerPackages, mayImport);
  }

  /** Named imports that were used in text that goes, and nowhere else, leave their lists. */
  dropUnused(gone: readonly OffsetRange[]): void {
    for (const { node, origin } of this.#imports.filter(({ origin }) => origin?.path !== '')) {
      const list = enclosing(node, lists);
      const uses = this.names.usesOf(node.text);
      const isGone = (use: Node) =>
        gone.some((range) => isInsideRange({ start: use.startIndex, end: use.endIndex }, range));
      if (list && origin && uses.length > 0 && uses.every(isGone) && !this.#written.has(node.text)) {
        collect(this.#dropped, list, node.text);
      }
    }
  }

  /** The end of the imports that inserted code reads. */
  lastImportEnd(): number {
    const own = this.#imports.filter(({ origin }) => origin && this.names.rootOf(origin.package));
    const editable = own.filter(({ statement }) => statement.startIndex >= this.names.tree.editableFrom);
    return Math.max(0, ...editable.map(({ statement }) => statement.endIndex));
  }

  edits(place: { anchor: number | null; start: number }): TextEdit[] {
    const ids = new Set([...this.#added.keys(), ...this.#dropped.keys()]);
    const changed = [...ids].flatMap((id) => {
      const list = this.#added.get(id)?.list ?? this.#dropped.get(id)?.list;
      const isEditable = list && list.startIndex >= this.names.tree.editableFrom;
      return isEditable ? this.#changedList(list, this.#added.get(id)?.names, this.#dropped.get(id)?.names) : [];
    });
    const statements = [...this.#statements, ...this.#additionsFromOtherCells()].map(
      (line) => line + this.style.semicolon,
    );
    const lines = statements.join(this.style.eol);
    if (!lines) {
      return changed;
    }
    const { eol } = this.style;
    const at = place.anchor ?? place.start;
    return [...changed, { start: at, end: at, newText: place.anchor === null ? lines + eol : eol + lines }];
  }

  #member(name: string, packages: readonly string[], mayImport: boolean): string | null {
    const whole = this.#wholeOf(packages) ?? this.#globalObject();
    if (whole) {
      return `${whole}.${name}`;
    }
    const existing = this.#imports.find(({ origin }) => origin?.path === name && packages.includes(origin.package));
    if (existing) {
      if (mayImport) {
        this.#written.add(existing.node.text);
      }
      return existing.node.text;
    }
    const list = this.#namedListOf(packages);
    if (!mayImport || this.names.bindingsOf(name).length > 0) {
      return null;
    }
    if (list) {
      collect(this.#added, list, name);
      return name;
    }
    return this.#newNamespace(name, packages);
  }

  #newNamespace(name: string, packages: readonly string[]): string | null {
    const { globalName } = this.facts;
    const family = this.#imports.find(({ origin }) => origin && this.names.rootOf(origin.package) === globalName);
    const [, ...split] = packages;
    const source = split.find((candidate) => /-(?:core|layers)$/.test(candidate));
    if (!family || !source || this.names.bindingsOf(globalName).length > 0) {
      return null;
    }
    this.#statements.add(`import * as ${globalName} from ${this.style.quote}${source}${this.style.quote}`);
    return `${globalName}.${name}`;
  }

  #wholeOf(packages: readonly string[]): string | null {
    const found = this.#imports.find(({ origin }) => origin?.path === '' && packages.includes(origin.package));
    const others = found ? this.names.topLevelBindingsOf(found.node.text) : [];
    return found && others.length === 1 ? found.node.text : null;
  }

  /** A page that loads the library with a script element has its name without any import. */
  #globalObject(): string | null {
    const { globalName } = this.facts;
    return this.#imports.length === 0 && this.names.bindingsOf(globalName).length === 0 ? globalName : null;
  }

  #namedListOf(packages: readonly string[]): Node | null {
    const named = this.#imports.find(({ origin }) => origin && origin.path !== '' && packages.includes(origin.package));
    return named ? enclosing(named.node, lists) : null;
  }

  #changedList(
    list: Node,
    added: ReadonlySet<string> = new Set(),
    dropped: ReadonlySet<string> = new Set(),
  ): TextEdit[] {
    const items = parts(list);
    const localName = (node: Node) => (field(node, 'alias') ?? field(node, 'value') ?? node).text;
    const gone = items.filter((node) => dropped.has(localName(node)));
    const fresh = [...added].sort();
    const statement = enclosing(list, new Set(['import_statement', 'lexical_declaration', 'variable_declaration']));
    if (gone.length === items.length && fresh.length === 0 && statement && !/,\s*\{/.test(statement.text)) {
      return [{ ...this.#wholeLine(statement), newText: '' }];
    }
    const replaced = gone.splice(0, fresh.length).map((node) => {
      return { start: node.startIndex, end: node.endIndex, newText: fresh.shift() ?? '' };
    });
    return [...replaced, ...removeFromList(items, gone), ...insertIntoList(this.names.tree.text, items, fresh)];
  }

  #wholeLine(statement: Node): OffsetRange {
    const rest = /^[ \t]*;?[ \t]*(?:\r?\n)?/.exec(this.names.tree.text.slice(statement.endIndex))?.[0].length ?? 0;
    return { start: statement.startIndex, end: statement.endIndex + rest };
  }

  /** The list of an earlier notebook cell stays as it is: the names are imported in this cell. */
  #additionsFromOtherCells(): string[] {
    const elsewhere = [...this.#added.values()].filter(({ list }) => list.startIndex < this.names.tree.editableFrom);
    const { quote } = this.style;
    return elsewhere.flatMap(({ list, names }) => {
      const binding = this.#imports.find(({ node }) => enclosing(node, lists)?.equals(list));
      const source = binding?.origin?.source;
      return source ? [`import { ${[...names].sort().join(', ')} } from ${quote}${source}${quote}`] : [];
    });
  }
}

function collect(into: Map<number, { list: Node; names: Set<string> }>, list: Node, name: string): void {
  const entry = into.get(list.startIndex) ?? { list, names: new Set() };
  entry.names.add(name);
  into.set(list.startIndex, entry);
}
