import type { Node } from '@vscode/tree-sitter-wasm';
import type { ActivationId } from '../activationNames';
import type { TextEdit } from '../detection';
import type { FileStyle } from '../fileStyle';
import { enclosing, field } from '../syntax';
import type { PythonFacts, PythonHelper } from './pythonFramework';
import type { PythonHelpers } from './pythonHelpers';
import { splitLayer } from './pythonLayers';
import type { PythonNames } from './pythonNames';
import { functions } from './pythonNodes';
import { OwnModules, reasonAgainstParameters } from './pythonOwnModules';
import { containerAround, isAmongLayers } from './pythonPlaces';
import type { PythonReplacements } from './pythonReplacements';
import { settingsEdits } from './pythonSettings';
import type { PythonSite } from './pythonSite';
import { nameEdits, replaced } from './pythonSiteEdits';

/** Swaps for a target with weights: something must own them, whatever stood at the site before. */
export class TrainedSwap {
  readonly #ownModules: OwnModules;

  constructor(
    private readonly facts: PythonFacts,
    private readonly names: PythonNames,
    private readonly helpers: PythonHelpers,
    private readonly replacements: PythonReplacements,
    private readonly target: ActivationId,
    private readonly style: FileStyle,
  ) {
    this.#ownModules = new OwnModules(facts, names, style);
  }

  rewrite(site: PythonSite): TextEdit[] | string {
    const helper = this.replacements.helperAt(site.expression, 'constructor');
    if (typeof helper === 'string') {
      return this.#ownerless(site) ?? helper;
    }
    const { slot, kind, expression } = site;
    if (slot?.isLayer) {
      return this.#splitLayer(site, helper);
    }
    if (slot && slot.callee === this.facts.wrapper) {
      const layer = enclosing(expression, calls);
      return this.#named(helper, expression, (name) => [replaced(layer ?? expression, `${name}()`)]);
    }
    if (kind === 'constructor') {
      return reasonAgainstParameters(site) ?? this.#rewriteConstructor(site, helper);
    }
    const isHandedOn = site.detection.form !== 'function' && site.detection.form !== 'method';
    if (isHandedOn && (slot || this.#isCalledInTurn(expression))) {
      return this.#named(helper, expression, (name) => [replaced(expression, `${name}()`)]);
    }
    if (this.#mayStandInline(site, helper.library)) {
      return this.#rewriteInline(site, helper);
    }
    const owner = this.#ownModules.ownerOf(site);
    return typeof owner === 'string'
      ? owner
      : this.#named(helper, expression, (name) => this.#ownModules.rewrite(site, owner, name, this.target));
  }

  /** The modules that classes get for their function calls. */
  edits(): TextEdit[] {
    return this.#ownModules.edits();
  }

  /** The reason that helps most where no library could be told. */
  #ownerless(site: PythonSite): string | null {
    const owner = site.kind === 'function' && !site.slot ? this.#ownModules.ownerOf(site) : null;
    return typeof owner === 'string' ? owner : null;
  }

  #splitLayer(site: PythonSite, helper: PythonHelper): TextEdit[] | string {
    const split = splitLayer(this.names, site, this.style);
    return typeof split === 'string' ? split : this.#named(helper, site.expression, (name) => split(`${name}()`));
  }

  #rewriteConstructor(site: PythonSite, helper: PythonHelper): TextEdit[] | string {
    const isString = site.detection.form === 'string';
    const signature = { target: this.target, parameters: helper.parameters, selectors: [], isHelper: true };
    const settings = settingsEdits(this.facts, this.names.tree.text, site, signature, this.style.quote);
    if (typeof settings === 'string') {
      return settings;
    }
    return this.#named(helper, site.expression, (name) => {
      return isString ? [replaced(site.expression, name)] : [...nameEdits(site, name), ...settings];
    });
  }

  /** `nn.relu(x)` → `XIELU()(x)`, where the library finds the weights again at the next call. */
  #rewriteInline(site: PythonSite, helper: PythonHelper): TextEdit[] | string {
    const signature = { target: this.target, parameters: ['x'], selectors: [], isHelper: true };
    const settings = settingsEdits(this.facts, this.names.tree.text, site, signature, this.style.quote);
    if (typeof settings === 'string') {
      return settings;
    }
    return this.#named(helper, site.expression, (name) => [...nameEdits(site, `${name}()`), ...settings]);
  }

  #isCalledInTurn(expression: Node): boolean {
    const { containers } = this.facts;
    return [containerAround, isAmongLayers].some((isIn) => isIn(expression, this.names, containers));
  }

  #mayStandInline({ expression, detection }: PythonSite, library: string): boolean {
    const rule = this.facts.inlineModules?.get(library);
    const method = enclosing(expression, functions);
    if (!rule || !method || detection.form === 'reference') {
      return false;
    }
    return rule === 'function' || isDecorated(method, rule.decorator, this.names);
  }

  #named(helper: PythonHelper, place: Node, write: (name: string) => TextEdit[]): TextEdit[] | string {
    const [native] = this.replacements.at(place, 'constructor');
    const name = native ? native.name() : this.helpers.nameAt(helper, place);
    return typeof name === 'string' ? write(name) : name.reason;
  }
}

const calls: ReadonlySet<string> = new Set(['call']);
function isDecorated(method: Node, decorator: string, names: PythonNames): boolean {
  const definition = method.parent?.type === 'decorated_definition' ? method.parent : null;
  const decorators = (definition?.namedChildren ?? []).filter((child) => child?.type === 'decorator');
  return decorators.some((each) => {
    const inner = each?.namedChild(0);
    const named = inner?.type === 'call' ? field(inner, 'function') : inner;
    return named ? names.qualifiedNames(named).includes(decorator) : false;
  });
}
