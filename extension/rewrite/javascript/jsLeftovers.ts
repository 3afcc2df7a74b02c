import { removeBlock } from '../blocks';
import type { OffsetRange, TextEdit } from '../detection';
import { isInsideRange, isMentioned } from '../syntax';
import type { JsFacts } from './jsFramework';
import type { JsHelpers } from './jsHelpers';
import { stringText } from './jsModules';
import type { JsNames } from './jsNames';
import type { JsSite } from './jsSite';
import { namesOfJsHelper } from './jsSpellings';

/** Helpers of ours that lose their last use when these sites are swapped away from them. */
export class JsLeftovers {
  readonly #blocks: readonly OffsetRange[];
  readonly #sites: readonly OffsetRange[];

  constructor(
    private readonly facts: JsFacts,
    private readonly names: JsNames,
    helpers: JsHelpers,
    done: readonly JsSite[],
  ) {
    this.#sites = done.map(({ detection }) => detection);
    const candidates = new Set(done.flatMap((site) => this.#helperNamesAt(site)));
    this.#blocks = [...candidates].flatMap((name) => {
      const block = helpers.unmodified(name);
      return block && !this.#isUsedOutside(name, block) ? [block] : [];
    });
  }

  /** Text that will not be there any more. */
  gone(): readonly OffsetRange[] {
    return [...this.#sites, ...this.#blocks];
  }

  edits(eol: string): TextEdit[] {
    return this.#blocks.map((block) => removeBlock(this.names.tree, block, 1, eol));
  }

  #helperNamesAt({ expression }: JsSite): readonly string[] {
    if (expression.type !== 'string') {
      return expression.type === 'identifier' ? [expression.text] : [];
    }
    const string = stringText(expression);
    const helpers = [...this.facts.activations.values()].flatMap(({ stringHelper }) => stringHelper ?? []);
    return helpers.filter((helper) => helper.string === string).flatMap(namesOfJsHelper);
  }

  #isUsedOutside(name: string, block: OffsetRange): boolean {
    if (isMentioned(this.names.tree, name)) {
      return true;
    }
    const isGone = (range: OffsetRange) => [...this.#sites, block].some((outer) => isInsideRange(range, outer));
    const strings = [...this.facts.activations.values()]
      .flatMap(({ stringHelper }) => stringHelper ?? [])
      .filter((helper) => namesOfJsHelper(helper).includes(name))
      .flatMap(({ string }) => [...this.names.tree.text.matchAll(new RegExp(`['"\`]${string}['"\`]`, 'g'))])
      .map(({ index, 0: { length } }) => ({ start: index, end: index + length }));
    const identifiers = this.names
      .usesOf(name)
      .map(({ startIndex, endIndex }) => ({ start: startIndex, end: endIndex }));
    return [...strings, ...identifiers].some((range) => !isGone(range));
  }
}
