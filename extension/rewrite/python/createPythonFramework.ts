import { type ActivationId, activationOf } from '../activationNames';
import type { Detection, Verdict } from '../detection';
import { refused, strictest, unsafe } from '../detection';
import { type FileStyle, styleOf } from '../fileStyle';
import type { Reading, TreeFramework } from '../frameworks/framework';
import type { SourceTree } from '../grammars';
import type { PythonFacts } from './pythonFramework';
import { PythonNames } from './pythonNames';
import type { PythonSite } from './pythonSite';
import { findPythonSites } from './pythonSites';
import { vocabularyOf } from './pythonSpellings';
import { PythonSwap } from './pythonSwap';

/** A framework from its facts: everything else about Python is the same for all of them. */
export function createPythonFramework(facts: PythonFacts): TreeFramework {
  return {
    id: facts.id,
    title: facts.title,
    languages: ['python'],
    get words() {
      return vocabularyOf(facts).pattern;
    },
    read: (tree) => new PythonReading(facts, tree),
  };
}

class PythonReading implements Reading {
  readonly #names: PythonNames;
  readonly #sites: ReadonlyMap<Detection, PythonSite>;
  /** Read when the first edit is planned: a menu plans one for each target. */
  #style: FileStyle | undefined;

  constructor(
    private readonly facts: PythonFacts,
    tree: SourceTree,
  ) {
    this.#names = new PythonNames(tree, new Set(facts.modules), facts.synonyms);
    this.#sites = new Map(findPythonSites(facts, tree, this.#names).map((site) => [site.detection, site]));
  }

  get detections(): readonly Detection[] {
    return [...this.#sites.keys()];
  }

  judge(detection: Detection, target: ActivationId): Verdict {
    const site = this.#sites.get(detection);
    const reason = site ? this.#swapTo(target).refusalOf(site) : null;
    const isTrainable = activationOf(target)?.parameters.some(({ trainable }) => trainable) ?? false;
    const added = unsafe('It adds trained parameters: existing checkpoints lack them, and they want no weight decay.');
    return reason !== null ? refused(reason) : isTrainable ? strictest(detection, added) : detection;
  }

  plan(detections: readonly Detection[], target: ActivationId) {
    const selected = detections.flatMap((detection) => this.#sites.get(detection) ?? []);
    return this.#swapTo(target).plan(selected);
  }

  #swapTo(target: ActivationId): PythonSwap {
    this.#style ??= styleOf(this.#names.tree);
    return new PythonSwap(this.facts, this.#names, this.#style, [...this.#sites.values()], target);
  }
}
