import { type ActivationId, targetsFor } from './activationNames';
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

export interface JudgedSite {
  readonly detection: Detection;
  readonly verdicts: ReadonlyMap<ActivationId, Verdict>;
}

/** The site that `choose` picks, with what each possible target would mean there; one parse for all of it. */
export async function judgeSwaps(
  parsers: Parsers,
  source: Source,
  choose: (detections: readonly Detection[]) => Detection | undefined,
): Promise<JudgedSite | null> {
  return withReadings(parsers, source, (readings) => {
    const detections = readings.flatMap((reading) => reading.detections);
    const detection = choose(detections.sort((a, b) => a.start - b.start));
    const reading = readings.find((candidate) => detection && candidate.detections.includes(detection));
    if (!detection || !reading) {
      return null;
    }
    const verdicts = targetsFor(detection.activation).map(
      (target) => [target, reading.judge(detection, target)] as const,
    );
    return { detection, verdicts: new Map(verdicts) };
  });
}

function chosenOf(
  reading: Reading,
  isChosen: (detection: Detection, verdict: Verdict) => boolean,
  target: ActivationId,
): Detection[] {
  return reading.detections.filter((detection) => isChosen(detection, reading.judge(detection, target)));
}
