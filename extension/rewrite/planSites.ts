import type { Detection, Refusal, SwapPlan, TextEdit } from './detection';
import { mergeEdits } from './textEdits';

interface Swapper<Site> {
  /** Edits at the site itself, or the reason why there are none. */
  rewrite(site: Site): TextEdit[] | string;
  /** What the swapped sites need elsewhere in the text: imports, helpers. */
  surroundings(done: readonly Site[]): TextEdit[];
}

/** Swaps the sites that can be, says why the others cannot, and never writes two edits over one another. */
export function planSites<Site extends { readonly detection: Detection }>(
  selected: readonly Site[],
  { rewrite, surroundings }: Swapper<Site>,
): SwapPlan {
  const edits: TextEdit[] = [];
  const refusals: Refusal[] = [];
  const done: Site[] = [];
  for (const site of selected) {
    const { detection } = site;
    const result = editsAt(site, rewrite);
    if (typeof result === 'string') {
      refusals.push({ detection, reason: result });
    } else {
      edits.push(...result.map((edit) => ({ ...edit, place: detection.start })));
      done.push(site);
    }
  }
  const around = done.length > 0 ? surroundings(done) : [];
  const merged = mergeEdits([...edits, ...around.map((edit) => ({ ...edit, isAround: true as const }))]);
  return merged ? { edits: merged, refusals } : { edits: [], refusals: selected.map(overlapping) };
}

/** Why nothing can be done at the site; cheaper than a plan, for a menu that asks it of every target. */
export function refusalOf<Site extends { readonly detection: Detection }>(
  site: Site,
  rewrite: Swapper<Site>['rewrite'],
): string | null {
  const result = editsAt(site, rewrite);
  if (typeof result === 'string') {
    return result;
  }
  return mergeEdits(result) ? null : overlapping(site).reason;
}

function editsAt<Site extends { readonly detection: Detection }>(
  site: Site,
  rewrite: Swapper<Site>['rewrite'],
): TextEdit[] | string {
  const { applicability, reason = '' } = site.detection;
  return applicability === 'none' ? reason : rewrite(site);
}

function overlapping({ detection }: { readonly detection: Detection }): Refusal {
  return { detection, reason: 'It overlaps another change; swap the outer one first.' };
}
