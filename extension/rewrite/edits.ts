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
    let result: SwapPlan = { edits: [], refusals: [] };
    for (const reading of readings) {
      const chosen = chosenOf(reading, isChosen, target);
      result = joined(result, reading.plan(chosen, target), chosen);
    }
    return result;
  });
}

/** Two frameworks in one file may both want a helper of that name, at that place: the second one waits for the next round. */
function joined(first: SwapPlan, second: SwapPlan, chosen: readonly Detection[]): SwapPlan {
  const definesIn = ({ edits }: SwapPlan) => edits.some(({ newText }) => /\n(?:def|class|function) /.test(newText));
  const merged = definesIn(first) && definesIn(second) ? null : mergeEdits([...first.edits, ...second.edits]);
  const reason = 'Another framework of this file comes first; swap again for this one.';
  return merged
    ? { edits: merged, refusals: [...first.refusals, ...second.refusals] }
    : { edits: first.edits, refusals: [...first.refusals, ...chosen.map((detection) => ({ detection, reason }))] };
}

export interface JudgedSite {
  readonly detection: Detection;
  readonly verdicts: ReadonlyMap<ActivationId, Verdict>;
}

/** The site that `choose` picks, with what each target on offer would mean there; one parse for all of it. */
export async function judgeSwaps(
  parsers: Parsers,
  source: Source,
  choose: (detections: readonly Detection[]) => Detection | undefined,
  targetsOf: (source: ActivationId) => readonly ActivationId[] = targetsFor,
): Promise<JudgedSite | null> {
  return withReadings(parsers, source, (readings) => {
    const detections = readings.flatMap((reading) => reading.detections);
    const detection = choose(detections.sort((a, b) => a.start - b.start));
    const reading = readings.find((candidate) => detection && candidate.detections.includes(detection));
    if (!detection || !reading) {
      return null;
    }
    const verdicts = targetsOf(detection.activation).map(
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
