import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceTree } from '../grammars';
import { bindersNamed, enclosing, field, identifiersNamed, isField, parts } from '../syntax';
import type { JsFacts } from './jsFramework';

export interface JsOrigin {
  readonly package: string;
  /** As the file writes it: with a version, a folder, or the address of a server. */
  readonly source: string;
  readonly path: string;
}

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
      const outer = object && this.qualifiedName(object);
      return outer ? `${outer}.${field(expression, 'property')?.text}` : null;
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
    const root = binding.origin ? this.rootOf(binding.origin.package) : null;
    const aliased =
      binding.alias && binding.alias.value.id !== node.id ? this.qualifiedName(binding.alias.value) : null;
    const path = binding.origin?.path ?? binding.alias?.path ?? '';
    const base = root ?? aliased;
    return base && (path === '' ? base : `${base}.${path}`);
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
  const value = parent.type === 'variable_declarator' ? unwrapped(field(parent, 'value')) : null;
  const required = value && requiredPackage(value);
  if (required) {
    return { ...shared, kind: 'import', origin: originOf(required, path.join('.')) };
  }
  return value ? { ...shared, alias: { value, path: path.join('.') } } : shared;
}

/** 'npm:@tensorflow/tfjs@4', 'https://cdn.example/@tensorflow/tfjs/+esm' and '@tensorflow/tfjs/dist/x' are all that package. */
function originOf(source: string, path: string): JsOrigin {
  const scoped = source.startsWith('.') ? null : /(?:^|[/:])(@[\w.-]+\/[\w.-]+)/.exec(source);
  const plain = /^(?:npm:)?([\w-]+)(?=[@/]|$)/.exec(source);
  return { package: scoped?.[1] ?? plain?.[1] ?? source, source, path };
}

function unwrapped(value: Node | null): Node | null {
  return value?.type === 'await_expression' ? value.namedChild(0) : value;
}

/** What compilers put around `require('x')` where the code had `import * as x`. */
const interop = /(?:^|\.)(?:__importStar|_?interopRequireWildcard|__toESM)$/;

/** require('x') and import('x') */
function requiredPackage(value: Node): string | null {
  const callee = value.type === 'call_expression' ? field(value, 'function')?.text : undefined;
  const argument = parts(field(value, 'arguments'))[0];
  if (callee && argument && interop.test(callee)) {
    return requiredPackage(argument);
  }
  return (callee === 'require' || callee === 'import') && argument?.type === 'string' ? stringText(argument) : null;
}

export function stringText(node: Node): string {
  return node.namedChildren.find((child) => child?.type === 'string_fragment')?.text ?? '';
}
