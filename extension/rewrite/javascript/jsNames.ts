import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceTree } from '../grammars';
import { bindersNamed, enclosing, field, identifiersNamed, isField, parts } from '../syntax';
import type { JsFacts } from './jsFramework';
import { type JsOrigin, originOf, requiredPackage, stringText, unwrapped } from './jsModules';

export interface JsBinding {
  readonly node: Node;
  readonly scope: Node;
  readonly kind: 'import' | 'definition' | 'value';
  /** The package it comes from, and what of it: 'layers', or '' for the whole. */
  readonly origin?: JsOrigin;
  /** `const { layers } = tf`: a path below another expression. */
  readonly alias?: { readonly value: Node; readonly path: string };
  /** The import, declaration or definition. */
  readonly statement: Node;
}

const nameTypes: ReadonlySet<string> = new Set([
  'identifier',
  'type_identifier',
  'shorthand_property_identifier',
  'shorthand_property_identifier_pattern',
]);
const scopes: ReadonlySet<string> = new Set([
  'program',
  'statement_block',
  'function_declaration',
  'generator_function_declaration',
  'function_expression',
  'arrow_function',
  'method_definition',
  'for_statement',
  'for_in_statement',
  'catch_clause',
]);
const definitions: ReadonlySet<string> = new Set([
  'function_declaration',
  'generator_function_declaration',
  'class_declaration',
  'abstract_class_declaration',
]);
const patternContainers: ReadonlySet<string> = new Set([
  'object_pattern',
  'array_pattern',
  'rest_pattern',
  'pair_pattern',
  'object_assignment_pattern',
  'assignment_pattern',
]);
const bindingFields = new Map([
  ['variable_declarator', 'name'],
  ['required_parameter', 'pattern'],
  ['optional_parameter', 'pattern'],
  ['arrow_function', 'parameter'],
  ['catch_clause', 'parameter'],
  ['for_in_statement', 'left'],
]);

/** What the names of one script stand for, following imports, `require`, destructuring, scopes and shadowing. */
export class JsNames {
  readonly #bindings = new Map<string, readonly JsBinding[]>();

  constructor(
    readonly tree: SourceTree,
    private readonly facts: JsFacts,
  ) {}

  bindingsOf(name: string): readonly JsBinding[] {
    let bindings = this.#bindings.get(name);
    if (!bindings) {
      bindings = bindersNamed(this.tree, name, nameTypes).flatMap((node) => bindingAt(node) ?? []);
      this.#bindings.set(name, bindings);
    }
    return bindings;
  }

  topLevelBindingsOf(name: string): readonly JsBinding[] {
    return this.bindingsOf(name).filter(({ scope }) => scope.type === 'program');
  }

  usesOf(name: string): Node[] {
    return identifiersNamed(this.tree, name, nameTypes).filter((node) => !bindingAt(node));
  }

  /** What the imports at the top level bind. */
  imports(): readonly JsBinding[] {
    const statements = parts(this.tree.root).filter((node) => /^(?:import_statement|.*_declaration)$/.test(node.type));
    return statements
      .filter((node) => node.type === 'import_statement' || /\b(?:require|import)\s*\(/.test(node.text))
      .flatMap((node) => node.descendantsOfType([...nameTypes]))
      .flatMap((node) => (node && bindingAt(node)) ?? [])
      .filter(({ origin, scope }) => origin && scope.type === 'program');
  }

  bindingsSeenFrom(node: Node, name: string): readonly JsBinding[] {
    const bindings = this.bindingsOf(name);
    for (let scope = enclosing(node, scopes); scope; scope = enclosing(scope, scopes)) {
      const current = scope;
      const found = bindings.filter((binding) => binding.scope.equals(current));
      if (found.length > 0) {
        return found;
      }
    }
    return [];
  }

  /** `layers.dense` → 'tf.layers.dense'; null for what is shadowed or belongs to another package. */
  qualifiedName(expression: Node): string | null {
    if (expression.type === 'member_expression') {
      const object = field(expression, 'object');
      const property = field(expression, 'property')?.text ?? '';
      if (property === this.facts.globalName && object && this.#holdsFramework(object)) {
        return property;
      }
      const outer = object && this.qualifiedName(withoutAssertion(object));
      return outer ? `${outer}.${property}` : null;
    }
    return expression.type === 'identifier' ? this.#identifierName(expression) : null;
  }

  #identifierName(node: Node): string | null {
    const bindings = this.bindingsSeenFrom(node, node.text);
    const [binding] = bindings;
    if (!binding) {
      return node.text === this.facts.globalName ? node.text : null;
    }
    if (bindings.length > 1) {
      return null;
    }
    const root = this.#rootOfBinding(binding);
    const aliased =
      binding.alias && binding.alias.value.id !== node.id ? this.qualifiedName(binding.alias.value) : null;
    const path = binding.origin?.path ?? binding.alias?.path ?? '';
    const base = root ?? aliased;
    return base && (path === '' ? base : `${base}.${path}`);
  }

  /** `window.tf`, and `this.tf` in a file that has imported it. */
  #holdsFramework(object: Node): boolean {
    const isGlobal = /^(?:window|globalThis|self)$/.test(object.text) && this.bindingsOf(object.text).length === 0;
    const imported = () => this.imports().some(({ origin }) => origin && this.rootOf(origin.package));
    return isGlobal || (object.type === 'this' && imported());
  }

  /** Of an import, or of `let tf;` that gets one later: `tf = await import('@tensorflow/tfjs')`. */
  #rootOfBinding({ node, origin, kind, alias }: JsBinding): string | null {
    if (origin) {
      return this.rootOf(origin.package);
    }
    if (kind !== 'value' || (alias && !/^(?:null|undefined)$/.test(alias.value.text))) {
      return null;
    }
    const later = this.usesOf(node.text).flatMap(({ parent, id }) => {
      const isTarget = parent?.type === 'assignment_expression' && field(parent, 'left')?.id === id;
      return isTarget ? [unwrapped(field(parent, 'right'))] : [];
    });
    const roots = later.map((value) => {
      const required = value && requiredPackage(value);
      return required ? this.rootOf(originOf(required, '').package) : null;
    });
    const [first = null] = roots;
    return roots.every((root) => root === first) ? first : null;
  }

  rootOf(packageName: string): string | null {
    const { opPackages, layerPackages, ownCopy, companion, globalName } = this.facts;
    if (packageName === companion.package) {
      return companion.globalName;
    }
    const isIts = [...opPackages, ...layerPackages].includes(packageName) || ownCopy.test(packageName);
    return isIts ? globalName : null;
  }
}

function bindingAt(node: Node): JsBinding | null {
  const scope = enclosing(node, scopes) ?? node;
  return importedName(node, scope) ?? definitionName(node) ?? patternName(node, scope);
}

function importedName(node: Node, scope: Node): JsBinding | null {
  const statement = enclosing(node, new Set(['import_statement']));
  const source = field(statement, 'source') ?? field(node.parent, 'source');
  if (!statement || !source) {
    return null;
  }
  const parent = node.parent;
  const isAliased = parent?.type === 'import_specifier' && field(parent, 'alias') !== null;
  if (isAliased && !isField(parent, 'alias', node)) {
    return null;
  }
  const path = parent?.type === 'import_specifier' ? (field(parent, 'name')?.text ?? '') : '';
  return { node, scope, kind: 'import', origin: originOf(stringText(source), path), statement };
}

function definitionName(node: Node): JsBinding | null {
  const parent = node.parent;
  if (!parent || !definitions.has(parent.type) || !isField(parent, 'name', node)) {
    return null;
  }
  return { node, scope: enclosing(parent, scopes) ?? parent, kind: 'definition', statement: parent };
}

function patternName(node: Node, scope: Node): JsBinding | null {
  let target = node;
  const path: string[] = [];
  for (let parent = node.parent; parent && patternContainers.has(parent.type); parent = target.parent) {
    if (parent.type === 'pair_pattern') {
      if (!isField(parent, 'value', target)) {
        return null;
      }
      path.unshift(field(parent, 'key')?.text ?? '');
    } else if (target === node && node.type === 'shorthand_property_identifier_pattern') {
      path.unshift(node.text);
    }
    target = parent;
  }
  const parent = target.parent;
  if (!parent || !isField(parent, bindingFields.get(parent.type) ?? '', target)) {
    return null;
  }
  const statement = parent.type === 'variable_declarator' && parent.parent ? parent.parent : parent;
  const shared = { node, scope, kind: 'value', statement } as const;
  const value =
    parent.type === 'variable_declarator'
      ? unwrapped(field(parent, 'value'))
      : path.length === 0
        ? awaitedBy(parent)
        : null;
  const required = value && requiredPackage(value);
  if (required) {
    return { ...shared, kind: 'import', origin: originOf(required, path.join('.')) };
  }
  return value ? { ...shared, alias: { value, path: path.join('.') } } : shared;
}

/** The import of `import('@tensorflow/tfjs').then((tf) => …)`. */
function awaitedBy(parameter: Node): Node | null {
  const callback = parameter.type === 'arrow_function' ? parameter : parameter.parent?.parent;
  const call = callback?.parent?.type === 'arguments' ? callback.parent.parent : null;
  const callee = field(call, 'function');
  const isThen = field(callee, 'property')?.text === 'then';
  const loaded = isThen ? field(callee, 'object') : null;
  return loaded && requiredPackage(loaded) ? loaded : null;
}

/** `tf!` */
function withoutAssertion(node: Node): Node {
  return node.type === 'non_null_expression' ? (node.namedChild(0) ?? node) : node;
}
