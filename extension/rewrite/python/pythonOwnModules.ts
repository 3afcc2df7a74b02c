import type { Node } from '@vscode/tree-sitter-wasm';
import type { ActivationId } from '../activationNames';
import type { TextEdit } from '../detection';
import type { FileStyle } from '../fileStyle';
import { ancestors, enclosing, field, isField, isInside, parts } from '../syntax';
import type { ModuleClass, PythonFacts } from './pythonFramework';
import { assignAtEnd, freeMemberNames, runsToItsEnd } from './pythonMembers';
import type { PythonNames } from './pythonNames';
import { functions } from './pythonNodes';
import type { PythonSite } from './pythonSite';
import { wrappedBy } from './pythonSiteEdits';

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
  const runsEachTime = isCalledAtOnce ? method !== null : /^(?:forward|__call__|call|\w+_step)$/.test(name);
  return runsEachTime && detection.form === 'constructor'
    ? 'It would be made anew, with untrained parameters, at every call; build it in __init__ and swap it there.'
    : null;
}

/** The method that builds the modules of a class, and can build one for each function call in it. */
export interface Owner {
  readonly init: Node;
  readonly self: string;
  /** The class declares its attributes as fields. */
  readonly body: Node | null;
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
    const base = holder?.type === 'class_definition' ? this.#moduleClassOf(holder) : undefined;
    if (!method || !holder || !self || !base) {
      return 'It stands outside a module, so that nothing could own the trained parameters.';
    }
    const isLoop = [...ancestors(expression)].some((node) => isInside(node, method) && repeated.has(node.type));
    if (isLoop) {
      return 'It is called in a loop: every layer wants parameters of its own.';
    }
    const body = field(holder, 'body');
    const init = parts(body).find((node) => field(node, 'name')?.text === base.builder);
    if (init && !runsToItsEnd(init)) {
      return `${base.builder} may return before its end, where the module would be built.`;
    }
    return init && !init.equals(method)
      ? { init, self, body: base.declares ? body : null }
      : `The class has no ${base.builder} that could build it.`;
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
    const { text } = this.names.tree;
    const names = freeMemberNames(text, members[0]?.base ?? '', members.length);
    const calls = members.flatMap(({ owner, site }, i) => callEdits(site, `${owner.self}.${names[i]}`));
    const init = members[0]?.owner.init;
    const made = members.map(({ className }, i) => ({ name: names[i] ?? '', value: `${className}()` }));
    const lines = init ? assignAtEnd(text, init, made, this.style.eol) : [];
    return [...calls, ...lines, ...this.#declarations(members, names)];
  }

  #declarations(members: readonly Member[], names: readonly string[]): TextEdit[] {
    const first = parts(members[0]?.owner.body).find(({ type }) => type !== 'expression_statement');
    if (!first || !members[0]?.owner.body) {
      return [];
    }
    const { text } = this.names.tree;
    const indent = text.slice(text.lastIndexOf('\n', first.startIndex) + 1, first.startIndex);
    const isMethod = /^(?:function|decorated)_definition$/.test(first.type);
    const fields = members.map(
      ({ className }, i) => `${names[i]}: ${className}${this.style.eol}${isMethod ? '' : indent}`,
    );
    const gap = isMethod ? this.style.eol + indent : '';
    return [{ start: first.startIndex, end: first.startIndex, newText: fields.join(isMethod ? indent : '') + gap }];
  }

  #moduleClassOf(definition: Node): ModuleClass | undefined {
    const bases = parts(field(definition, 'superclasses')).flatMap((base) => this.names.qualifiedNames(base));
    return bases.flatMap((name) => this.facts.moduleClasses.get(name) ?? [])[0];
  }
}

function callEdits({ expression, call, detection, parameters }: PythonSite, name: string): TextEdit[] {
  const first = parts(field(call, 'arguments'))[0];
  const input = detection.form === 'method' ? field(expression, 'object') : (field(first, 'value') ?? first);
  if (!call || !input || (detection.form !== 'method' && parameters[0] !== 'input')) {
    return [];
  }
  return wrappedBy(name, call, input);
}
