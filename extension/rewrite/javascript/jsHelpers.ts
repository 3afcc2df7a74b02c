import type { Node } from '@vscode/tree-sitter-wasm';
import { type FileStyle, renderCode } from '../fileStyle';
import { enclosing } from '../syntax';
import { isMarkedAsOwnJs } from './jsContext';
import type { JsFacts, JsHelper } from './jsFramework';
import type { JsImports } from './jsImports';
import type { JsNames } from './jsNames';
import { namesOfJsHelper } from './jsSpellings';

const functions: ReadonlySet<string> = new Set([
  'function_declaration',
  'function_expression',
  'arrow_function',
  'method_definition',
]);

/** The helper functions and classes that a script has, is about to get, or no longer needs. */
export class JsHelpers {
  readonly #fresh = new Map<JsHelper, { name: string; block: string }>();

  constructor(
    private readonly facts: JsFacts,
    private readonly names: JsNames,
    private readonly imports: JsImports,
    private readonly style: FileStyle,
  ) {}

  nameAt(helper: JsHelper, site: Node): string | { reason: string } {
    const known = this.#fresh.get(helper);
    if (known) {
      return known.name;
    }
    const isFunction = helper.text(false).includes('function {name}');
    for (const name of namesOfJsHelper(helper)) {
      const bindings = this.names.bindingsOf(name);
      const [only] = bindings;
      const isMeant = !helper.isMadeUp || (only?.kind === 'definition' && isMarkedAsOwnJs(only.statement));
      const isReusable = bindings.length === 1 && only?.scope.type === 'program' && only.kind !== 'value' && isMeant;
      if (isReusable && helper.isMadeUp && !this.#isWrittenAs(helper, name, only.statement)) {
        return { reason: `${name} of this file has another formula than the one defined last. Delete it first.` };
      }
      if (isReusable && only) {
        const isLate = !isFunction && only.node.startIndex > site.startIndex && !enclosing(site, functions);
        return isLate ? { reason: `${name} is defined further down, after this line has run.` } : name;
      }
      if (bindings.length === 0) {
        return this.#insert(helper, name);
      }
    }
    return { reason: `The names ${namesOfJsHelper(helper).join(' and ')} already mean something else in this file.` };
  }

  blocks(): string[] {
    return [...this.#fresh.values()].map(({ block }) => block);
  }

  /** The text range of the definition called `name`, comments and registration included, if it is ours and unmodified. */
  unmodified(name: string): { start: number; end: number } | null {
    const { text, editableFrom } = this.names.tree;
    for (const spellings of this.facts.activations.values()) {
      for (const helper of [spellings.opHelper, spellings.stringHelper, spellings.layerHelper]) {
        const block = helper && namesOfJsHelper(helper).includes(name) ? this.#render(helper, name, false) : null;
        const start = block ? text.indexOf(block, editableFrom) : -1;
        if (block && start >= 0) {
          return { start, end: start + block.length };
        }
      }
    }
    return null;
  }

  /** However a formatter has laid it out. */
  #isWrittenAs(helper: JsHelper, name: string, definition: Node): boolean {
    const letters = (text: string) => text.replaceAll(/[\s,;()'"]/g, '');
    return letters(this.#render(helper, name, false) ?? '').includes(letters(definition.text));
  }

  #insert(helper: JsHelper, name: string): string | { reason: string } {
    const block = this.#render(helper, name, true);
    if (!block) {
      const reason = `${name} must be defined at the top of the file, where ${this.facts.title} is not imported, or a name it needs is taken.`;
      return { reason };
    }
    this.#fresh.set(helper, { name, block });
    return name;
  }

  #render(helper: JsHelper, name: string, mayImport: boolean): string | null {
    const isTypeScript = this.names.tree.language.startsWith('typescript');
    let isComplete = true;
    const text = helper.text(isTypeScript).replaceAll(/\b(tfl?)\.(\w+)/g, (_, root: string, member: string) => {
      const written = root === 'tf' ? this.imports.op(member, mayImport) : this.imports.layerMember(member, mayImport);
      isComplete &&= written !== null;
      return written ?? member;
    });
    return isComplete ? this.#styled(renderCode(text, 2, this.style, new Map([['name', name]]))) : null;
  }

  /** Standard style goes without semicolons and with a space before the parameters. */
  #styled(code: string): string {
    const { quote, semicolon } = this.style;
    const quoted = code.replaceAll("'", quote);
    return semicolon
      ? quoted
      : quoted.replaceAll(/;(?=\r?$)/gm, '').replaceAll(/^(\s*(?:function )?\w+)\(([^()]*)\) \{/gm, '$1 ($2) {');
  }
}
