import { type ActivationId, titleOf } from '../activationNames';
import { refused, type SwapPlan, strictest, type TextEdit, unsafe, type Verdict } from '../detection';
import { planSites } from '../planSites';
import type { JsonFacts } from './jsonFacts';
import type { JsonSite } from './jsonSites';

export function judgeJsonSwap(
  facts: JsonFacts,
  site: JsonSite,
  all: readonly JsonSite[],
  target: ActivationId,
): Verdict {
  for (const each of [site, ...all.filter((other) => isPartner(site, other))]) {
    const written = stringFor(facts, each, target);
    if (typeof written !== 'string') {
      return strictest(site.detection, refused(written.reason));
    }
  }
  const note = facts.trained.get(target);
  return note ? strictest(site.detection, unsafe(note)) : site.detection;
}

/** Keys that must agree change together, whichever of them was picked. */
export function planJsonSwap(
  facts: JsonFacts,
  selected: readonly JsonSite[],
  all: readonly JsonSite[],
  target: ActivationId,
): SwapPlan {
  return planSites(selected, {
    rewrite: (site) => {
      const edits: TextEdit[] = [];
      for (const each of [site, ...all.filter((other) => isPartner(site, other))]) {
        const written = stringFor(facts, each, target);
        if (typeof written !== 'string') {
          return written.reason;
        }
        edits.push({ start: each.detection.start + 1, end: each.detection.end - 1, newText: written });
      }
      return edits;
    },
    surroundings: () => [],
  });
}

function isPartner(site: JsonSite, other: JsonSite): boolean {
  return other !== site && other.owner === site.owner && site.twin && other.twin;
}

function stringFor(
  { names, title, notInHalfPrecision }: JsonFacts,
  { prefix, isHalfPrecision }: JsonSite,
  target: ActivationId,
): string | { reason: string } {
  const [name] = [...names].find(([, id]) => id === target) ?? [];
  if (!name) {
    return { reason: `${title} has no ${titleOf(target)}: a model of this configuration could not be built.` };
  }
  if (isHalfPrecision && notInHalfPrecision.has(target)) {
    return { reason: `${titleOf(target)} of ${title} fails in float16, which this file asks for.` };
  }
  // "gated-gelu" is read as the tanh form, so that the exact one has no spelling behind a gate.
  if (prefix && target === 'gelu') {
    return { reason: `Behind a gate ${title} reads "gelu" as its tanh form.` };
  }
  return prefix + (prefix && target === 'gelu_tanh' ? 'gelu' : name);
}
