import type { ActivationId } from './activationNames';
import { withReadings } from './detect';
import type { Detection, SwapPlan, Verdict } from './detection';
import type { Reading } from './frameworks/framework';
import type { Parsers } from './grammars';
import type { Source } from './source';
import { mergeEdits } from './textEdits';

/**
 * The edits that swap every site which `isChosen` picks, computed on this very text; sites that cannot be swapped
 * come back with the reason. One call gives one consistent set: a helper once, each import changed once.
 */
export async function planSwap(
  parsers: Parsers,
  source: Source,
  isChosen: (detection: Detection, verdict: Verdict) => boolean,
  target: ActivationId,
): Promise<SwapPlan> {
  return withReadings(parsers, source, (readings) => {
    const plans = readings.map((reading) => reading.plan(chosenOf(reading, isChosen, target), target));
    const refusals = plans.flatMap((plan) => plan.refusals);
    return { edits: mergeEdits(plans.flatMap((plan) => plan.edits)) ?? [], refusals };
  });
}

/** What each of `targets` would mean at the site that starts at `start`; empty when there is none any more. */
export async function judgeSwaps(
  parsers: Parsers,
  source: Source,
  start: number,
  targets: (detection: Detection) => readonly ActivationId[],
): Promise<ReadonlyMap<ActivationId, Verdict>> {
  return withReadings(parsers, source, (readings) => {
    const verdicts = new Map<ActivationId, Verdict>();
    for (const reading of readings) {
      for (const detection of reading.detections.filter((candidate) => candidate.start === start)) {
        for (const target of targets(detection)) {
          verdicts.set(target, reading.judge(detection, target));
        }
      }
    }
    return verdicts;
  });
}

function chosenOf(
  reading: Reading,
  isChosen: (detection: Detection, verdict: Verdict) => boolean,
  target: ActivationId,
): Detection[] {
  return reading.detections.filter((detection) => isChosen(detection, reading.judge(detection, target)));
}
