import type { ActivationId } from '../activationNames';
import type { Detection, SwapPlan, Verdict } from '../detection';
import type { SourceTree } from '../grammars';
import type { RewriteLanguage } from '../source';

/** One framework in one file: what it calls its activations, and what to write for those it lacks. */
export interface Framework {
  readonly id: string;
  readonly title: string;
  readonly languages: readonly RewriteLanguage[];
  /** Words of which one must occur in the text before parsing it is worth while. */
  readonly words: RegExp;
  read(tree: SourceTree): Reading;
}

/** One text as one framework sees it; valid as long as its tree. */
export interface Reading {
  readonly detections: readonly Detection[];
  /** What swapping this one site for `target` would mean. */
  judge(detection: Detection, target: ActivationId): Verdict;
  /** One consistent set of edits for all of these sites: one helper, one change for each import. */
  plan(detections: readonly Detection[], target: ActivationId): SwapPlan;
}
