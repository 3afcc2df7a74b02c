import type { ActivationId } from '../activationNames';
import type { Detection, SwapPlan, Verdict } from '../detection';
import type { SourceTree } from '../grammars';
import type { RewriteLanguage, Source } from '../source';

/** One framework in one file: what it calls its activations, and what to write for those it lacks. */
export type Framework = TreeFramework | TextFramework;

interface Facts {
  readonly id: string;
  readonly title: string;
  readonly languages: readonly RewriteLanguage[];
  /** Matches where the text may hold an activation: else it is not parsed. */
  readonly words: RegExp;
}

export interface TreeFramework extends Facts {
  read(tree: SourceTree): Reading;
}

/** Of data, which needs no grammar. */
export interface TextFramework extends Facts {
  readText(source: Source): Reading;
}

/** One text as one framework sees it; valid as long as its tree. */
export interface Reading {
  readonly detections: readonly Detection[];
  /** What swapping this one site for `target` would mean. */
  judge(detection: Detection, target: ActivationId): Verdict;
  /** One consistent set of edits for all of these sites: one helper, one change for each import. */
  plan(detections: readonly Detection[], target: ActivationId): SwapPlan;
}
