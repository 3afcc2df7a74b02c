import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceTree } from '../grammars';
import { bindersNamed, enclosing, field, identifiersNamed, isField, parts } from '../syntax';

/** One place that gives a name its meaning. */
export interface Binding {
  readonly node: Node;
  readonly scope: Node;
  readonly kind: 'import' | 'definition' | 'value';
  /** 'torch.nn' for `from torch import nn`; for `nn = torch.nn` the right-hand side decides, see `aliased`. */
  readonly qualified?: string;
  readonly aliased?: Node;
  /** The import statement, or the whole definition. */
  readonly statement: Node;
}

const identifier: ReadonlySet<string> = new Set(['identifier']);
const scopes: ReadonlySet<string> = new Set([
  'module',
  'function_definition',
  'class_definition',
  'lambda',
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
]);
const patternContainers: ReadonlySet<string> = new Set([
  'pattern_list',
  'tuple_pattern',
  'list_pattern',
  'list_splat_pattern',
  'dictionary_splat_pattern',
  'typed_parameter',
]);
/** Parent type → the field under which a child is bound. */
const bindingFields = new Map([
  ['assignment', 'left'],
  ['augmented_assignment', 'left'],
  ['for_statement', 'left'],
  ['for_in_clause', 'left'],
  ['named_expression', 'name'],
  ['default_parameter', 'name'],
  ['typed_default_parameter', 'name'],
  ['function_definition', 'name'],
  ['class_definition', 'name'],
]);
const bindingParents: ReadonlySet<string> = new Set(['parameters', 'lambda_parameters', 'as_pattern_target']);

/** What the names of one Python text stand for, following imports, scopes and shadowing. */
export class PythonNames {
  readonly #bindings = new Map<string, readonly Binding[]>();
  readonly #read = new Map<string, boolean>();
  #imports: readonly Binding[] | undefined;
  /** Modules of `from torch.nn import *` at the top level. */
  readonly starImports: readonly string[];

  /** `modules`: the only values that an alias by assignment (`nn = torch.nn`) is followed to. */
  constructor(
    readonly tree: SourceTree,
    private readonly modules: ReadonlySet<string>,
    readonly synonyms: ReadonlyMap<string, string> = new Map(),
  ) {
    this.starImports = parts(tree.root)
      .filter((node) => node.type === 'import_from_statement' && parts(node).at(-1)?.type === 'wildcard_import')
      .flatMap((node) => field(node, 'module_name')?.text ?? []);
  }

  /** 'tensorflow.keras.layers' → 'keras.layers': the name that the framework's facts use. */
  canonical(qualified: string): string {
    let [module, rest] = [qualified, ''];
    while (module) {
      const known = this.synonyms.get(module);
      if (known) {
        return this.canonical(known + rest);
      }
      const dot = Math.max(module.lastIndexOf('.'), 0);
      [module, rest] = [module.slice(0, dot), qualified.slice(dot)];
    }
    return qualified;
  }

  bindingsOf(name: string): readonly Binding[] {
    let bindings = this.#bindings.get(name);
    if (!bindings) {
      bindings = bindersNamed(this.tree, name, identifier).flatMap((node) => bindingAt(node) ?? []);
      this.#bindings.set(name, bindings);
    }
    return bindings;
  }

  /** Bindings of the module itself, in the order of the text. */
  moduleBindingsOf(name: string): readonly Binding[] {
    return this.bindingsOf(name).filter((binding) => binding.scope.type === 'module');
  }

  /** What the import statements of the module itself bind, in the order of the text; not those in `try:` or `if`. */
  moduleImports(): readonly Binding[] {
    this.#imports ??= parts(this.tree.root)
      .filter((node) => node.type === 'import_statement' || node.type === 'import_from_statement')
      .flatMap((statement) => statement.descendantsOfType('identifier'))
      .flatMap((node) => (node && importBinding(node)) ?? []);
    return this.#imports;
  }

  usesOf(name: string): Node[] {
    return identifiersNamed(this.tree, name, identifier).filter((node) => {
      return !bindingAt(node) && !isKeywordName(node) && !isModulePath(node);
    });
  }

  /** Asked again for every target of a menu. */
  isRead(name: string): boolean {
    const known = this.#read.get(name) ?? this.usesOf(name).length > 0;
    this.#read.set(name, known);
    return known;
  }

  /** `F.relu` → 'torch.nn.functional.relu'. Several where star imports leave it open; none where the name is shadowed. */
  qualifiedNames(expression: Node): readonly string[] {
    return this.#rawNames(expression).map((name) => this.canonical(name));
  }

  #rawNames(expression: Node): readonly string[] {
    if (expression.type === 'identifier') {
      return this.#qualifiedName(expression);
    }
    const object = expression.type === 'attribute' ? field(expression, 'object') : null;
    const attribute = field(expression, 'attribute')?.text;
    return object && attribute ? this.#rawNames(object).map((name) => `${name}.${attribute}`) : [];
  }

  /** The bindings that decide what `name` means at `node`: those of the nearest scope that has any. */
  bindingsSeenFrom(node: Node, name: string): readonly Binding[] {
    const bindings = this.bindingsOf(name);
    const start = scopeOf(node);
    for (let scope: Node | null = start; scope; scope = enclosing(scope, scopes)) {
      const current = scope;
      const isHidden = current.type === 'class_definition' && !current.equals(start);
      const found = isHidden ? [] : bindings.filter((binding) => binding.scope.equals(current));
      if (found.length > 0) {
        return found;
      }
    }
    return [];
  }

  #qualifiedName(node: Node): readonly string[] {
    const bindings = this.bindingsSeenFrom(node, node.text).filter((binding) => binding.aliased?.type !== 'none');
    if (bindings.length === 0) {
      return this.starImports.map((module) => `${module}.${node.text}`);
    }
    const meanings = new Set(bindings.map((binding) => binding.qualified ?? this.#aliasedModule(binding)));
    const [only] = meanings;
    return meanings.size === 1 && only ? [only] : [];
  }

  #aliasedModule({ aliased, node }: Binding): string | undefined {
    const isChain = aliased?.type === 'attribute' || (aliased?.type === 'identifier' && aliased.text !== node.text);
    return isChain ? this.qualifiedNames(aliased).find((name) => this.modules.has(name)) : undefined;
  }
}

export function scopeOf(node: Node): Node {
  return enclosing(node, scopes) ?? node;
}

/** `global layers` binds the name of the module. */
function boundScopeOf(node: Node, name: string): Node {
  const scope = scopeOf(node);
  const isGlobal = parts(field(scope, 'body')).some((statement) => {
    return statement.type === 'global_statement' && parts(statement).some(({ text }) => text === name);
  });
  return isGlobal ? node.tree.rootNode : scope;
}

function bindingAt(node: Node): Binding | null {
  return importBinding(node) ?? plainBinding(node);
}

function importBinding(node: Node): Binding | null {
  const dotted = node.parent?.type === 'dotted_name' ? node.parent : null;
  const aliased = isField(node.parent, 'alias', node) ? node.parent : null;
  const name = aliased?.type === 'aliased_import' ? aliased : dotted;
  const statement = name?.parent;
  if (!name || (statement?.type !== 'import_statement' && statement?.type !== 'import_from_statement')) {
    return null;
  }
  const path = aliased ? field(aliased, 'name')?.text : dotted?.text;
  const shared = { node, scope: scopeOf(statement), kind: 'import', statement } as const;
  if (statement.type === 'import_statement') {
    const isFirst = dotted?.namedChild(0)?.equals(node);
    return aliased ? { ...shared, qualified: path } : isFirst ? { ...shared, qualified: node.text } : null;
  }
  const module = field(statement, 'module_name');
  return module && !module.equals(name) ? { ...shared, qualified: `${module.text}.${path}` } : null;
}

function plainBinding(node: Node): Binding | null {
  let target = node;
  while (target.parent && patternContainers.has(target.parent.type)) {
    target = target.parent;
  }
  const parent = target.parent;
  if (!parent) {
    return null;
  }
  const boundField = bindingFields.get(parent.type);
  if (boundField ? !isField(parent, boundField, target) : !bindingParents.has(parent.type)) {
    return null;
  }
  const isDefinition = parent.type === 'function_definition' || parent.type === 'class_definition';
  const aliased = parent.type === 'assignment' && target === node ? (field(parent, 'right') ?? undefined) : undefined;
  const qualified = parent.type === 'assignment' ? unpackedModule(node, target, parent) : undefined;
  return {
    node,
    scope: boundScopeOf(isDefinition ? parent : node, node.text),
    kind: isDefinition ? 'definition' : 'value',
    statement: parent,
    ...(aliased && { aliased }),
    ...(qualified && { qualified }),
  };
}

/** Functions that import a framework and hand its modules over: of RLlib, and of keras_applications. */
const importers = new Map<string, readonly string[]>([
  ['get_submodules_from_kwargs', ['keras.backend', 'keras.layers', 'keras.models', 'keras.utils']],
  ['try_import_torch', ['torch', 'torch.nn']],
  ['try_import_tf', ['tensorflow.compat.v1', 'tensorflow']],
]);

/** `torch, nn = try_import_torch()` */
function unpackedModule(node: Node, target: Node, assignment: Node): string | undefined {
  const callee = target.type === 'pattern_list' ? field(field(assignment, 'right'), 'function')?.text : undefined;
  const modules = importers.get(callee ?? '');
  return modules?.[parts(target).findIndex((part) => part.equals(node))];
}

/** `torch` of `import torch.nn as nn` reads no name. */
function isModulePath({ parent }: Node): boolean {
  return parent?.type === 'dotted_name' && /import/.test(parent.parent?.type ?? '');
}

function isKeywordName(node: Node): boolean {
  return node.parent?.type === 'keyword_argument' && isField(node.parent, 'name', node);
}
