import type { ActivationId } from '../activationNames';
import { type Detection, refused, strictest, unsafe, type Verdict } from '../detection';
import type { Reading, TreeFramework } from '../frameworks/framework';
import type { SourceTree } from '../grammars';
import type { JsFacts } from './jsFramework';
import { JsNames } from './jsNames';
import type { JsSite } from './jsSite';
import { findJsSites } from './jsSites';
import { jsVocabularyOf } from './jsSpellings';
import { JsSwap } from './jsSwap';

/** A framework from its facts, which a definition changes: everything else about JavaScript is the same for all of them. */
export function createJsFramework(id: string, facts: () => JsFacts): TreeFramework {
  return {
    id,
    title: facts().title,
    languages: ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'],
    get words() {
      return jsVocabularyOf(facts()).pattern;
    },
    read: (tree) => new JsReading(facts(), tree),
  };
}

class JsReading implements Reading {
  readonly #names: JsNames;
  readonly #sites: ReadonlyMap<Detection, JsSite>;

  constructor(
    private readonly facts: JsFacts,
    tree: SourceTree,
  ) {
    this.#names = new JsNames(tree, facts);
    this.#sites = new Map(findJsSites(facts, tree, this.#names).map((site) => [site.detection, site]));
  }

  get detections(): readonly Detection[] {
    return [...this.#sites.keys()];
  }

  judge(detection: Detection, target: ActivationId): Verdict {
    const site = this.#sites.get(detection);
    const reason = site ? this.#swapTo(target).refusalOf(site) : null;
    const isTrainable = this.facts.activations.get(target)?.isTrained;
    const added = unsafe('It adds trained parameters: saved weights lack them, and they want no weight decay.');
    return reason !== null ? refused(reason) : isTrainable ? strictest(detection, added) : detection;
  }

  plan(detections: readonly Detection[], target: ActivationId) {
    const selected = detections.flatMap((detection) => this.#sites.get(detection) ?? []);
    return this.#swapTo(target).plan(selected);
  }

  #swapTo(target: ActivationId): JsSwap {
    return new JsSwap(this.facts, this.#names, [...this.#sites.values()], target);
  }
}
