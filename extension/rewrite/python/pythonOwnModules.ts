import type { Node } from '@vscode/tree-sitter-wasm';
import type { ActivationId } from '../activationNames';
import type { TextEdit } from '../detection';
import type { FileStyle } from '../fileStyle';
import { ancestors, enclosing, field, isField, isInside, parts } from '../syntax';
import type { PythonFacts } from './pythonFramework';
import type { PythonNames } from './pythonNames';
import type { PythonSite } from './pythonSite';

const functions: ReadonlySet<string> = new Set(['function_definition', 'lambda']);
const repeated: ReadonlySet<string> = new Set([
  'for_statement',
  'while_statement',
  'for_in_clause',
  'list_comprehension',
  'generator_expression',
]);

/** A module with parameters must be built once, not at every call of forward(). */
export function reasonAgainstParameters({ expression, call, detection }: PythonSite): string | null {
  const method = enclosing(expression, functions);
  const name = field(method, 'name')?.text ?? '';
  const isCalledAtOnce = isField(call?.parent ?? null, 'function', call ?? expression);
  const runsEachTime = isCalledAtOnce ? method !== null : /^(?:forward|__call__|\w+_step)$/.test(name);
  return runsEachTime && detection.form === 'constructor'
    ? 'It would be made anew, with untrained parameters, at every call; build it in __init__ and swap it there.'
    : null;
}

/** The __init__ that can own one module for each function call of the class. */
export interface Owner {
  readonly init: Node;
  readonly self: string;
}

interface Member {
  readonly owner: Owner;
  readonly site: PythonSite;
  readonly className: string;
  /** What the member is called if it is the only one. */
  readonly base: string;
}

/** Turns `F.relu(x)` into `self.xielu(x)` and builds `self.xielu` at the end of `__init__`. */
export class OwnModules {
  readonly #members: Member[] = [];

  constructor(
    private readonly facts: PythonFacts,
    private readonly names: PythonNames,
    private readonly style: FileStyle,
  ) {}

  ownerOf({ expression, call, detection }: PythonSite): Owner | string {
    const method = enclosing(expression, functions);
    const holder = method && enclosing(method, new Set(['class_definition', 'function_definition', 'lambda']));
    const self = parts(field(method, 'parameters'))[0]?.text;
    if (!call || detection.form === 'reference') {
      return 'It is handed on as a function, which cannot own trained parameters.';
    }
    if (!method || holder?.type !== 'class_definition' || !self || !this.#isModule(holder)) {
      return 'It stands outside a module, so that nothing could own the trained parameters.';
    }
    const isLoop = [...ancestors(expression)].some((node) => isInside(node, method) && repeated.has(node.type));
    if (isLoop) {
      return 'It is called in a loop: every layer wants parameters of its own.';
    }
    const init = parts(field(holder, 'body')).find((node) => field(node, 'name')?.text === '__init__');
    return init && !init.equals(method) ? { init, self } : 'The class has no __init__ that could build it.';
  }

  /** The edits at the site are known only when all sites are: names are numbered from two on. */
  rewrite(site: PythonSite, owner: Owner, className: string, base: ActivationId): TextEdit[] {
    this.#members.push({ owner, site, className, base });
    return [];
  }

  edits(): TextEdit[] {
    const inits = new Set(this.#members.map(({ owner }) => owner.init.startIndex));
    return [...inits].flatMap((start) =>
      this.#editsFor(this.#members.filter(({ owner }) => owner.init.startIndex === start)),
    );
  }

  #editsFor(members: readonly Member[]): TextEdit[] {
    const names = this.#freeNames(members[0]?.base ?? '', members.length);
    const calls = members.flatMap(({ owner, site }, i) => callEdits(site, `${owner.self}.${names[i]}`));
    const init = members[0]?.owner.init;
    const last = parts(field(init, 'body')).at(-1);
    if (!init || !last) {
      return calls;
    }
    const { text } = this.names.tree;
    const indent = text.slice(text.lastIndexOf('\n', last.startIndex) + 1, last.startIndex);
    const self = parts(field(init, 'parameters'))[0]?.text ?? 'self';
    const lines = members.map(({ className }, i) => `${this.style.eol}${indent}${self}.${names[i]} = ${className}()`);
    const end = last.endIndex + (/^[^\r\n]*/.exec(text.slice(last.endIndex))?.[0].length ?? 0);
    return [...calls, { start: end, end, newText: lines.join('') }];
  }

  #freeNames(base: string, count: number): string[] {
    const isTaken = (name: string) => new RegExp(`\\.${name}\\b`).test(this.names.tree.text);
    if (count === 1 && !isTaken(base)) {
      return [base];
    }
    const names: string[] = [];
    for (let number = 1; names.length < count; number++) {
      if (!isTaken(base + number)) {
        names.push(base + number);
      }
    }
    return names;
  }

  #isModule(definition: Node): boolean {
    const bases = parts(field(definition, 'superclasses'));
    return bases.some((base) =>
      this.names.qualifiedNames(base).some((name) => this.facts.moduleClasses.includes(name)),
    );
  }
}

function callEdits({ expression, call, detection, parameters }: PythonSite, name: string): TextEdit[] {
  const first = parts(field(call, 'arguments'))[0];
  const input = detection.form === 'method' ? field(expression, 'object') : (field(first, 'value') ?? first);
  if (!call || !input || (detection.form !== 'method' && parameters[0] !== 'input')) {
    return [];
  }
  const inner = input.type === 'parenthesized_expression' ? (input.namedChild(0) ?? input) : input;
  return [
    { start: call.startIndex, end: inner.startIndex, newText: `${name}(` },
    { start: inner.endIndex, end: call.endIndex, newText: ')' },
  ];
}
