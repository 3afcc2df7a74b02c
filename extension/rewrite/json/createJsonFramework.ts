import type { ActivationId } from '../activationNames';
import type { Detection } from '../detection';
import type { Reading, TextFramework } from '../frameworks/framework';
import type { Source } from '../source';
import type { JsonFacts } from './jsonFacts';
import { findJsonSites, type JsonSite } from './jsonSites';
import { judgeJsonSwap, planJsonSwap } from './jsonSwap';

/** A kind of configuration from its facts. */
export function createJsonFramework(facts: JsonFacts): TextFramework {
  return {
    id: facts.id,
    title: facts.title,
    languages: ['json', 'jsonc'],
    words: new RegExp(`"(?:${[...facts.keys].join('|')})"\\s*:`),
    readText: (source) => new JsonReading(facts, source),
  };
}

class JsonReading implements Reading {
  readonly #sites: ReadonlyMap<Detection, JsonSite>;

  constructor(
    private readonly facts: JsonFacts,
    source: Source,
  ) {
    this.#sites = new Map(findJsonSites(facts, source.text).map((site) => [site.detection, site]));
  }

  get detections(): readonly Detection[] {
    return [...this.#sites.keys()];
  }

  judge(detection: Detection, target: ActivationId) {
    const site = this.#sites.get(detection);
    return site ? judgeJsonSwap(this.facts, site, [...this.#sites.values()], target) : detection;
  }

  plan(detections: readonly Detection[], target: ActivationId) {
    const selected = detections.flatMap((detection) => this.#sites.get(detection) ?? []);
    return planJsonSwap(this.facts, selected, [...this.#sites.values()], target);
  }
}
