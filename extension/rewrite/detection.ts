import type { ActivationId } from './activationNames';

/** Offsets are UTF-16 code units, as in JavaScript strings and in `TextDocument.offsetAt`. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

export interface TextEdit extends OffsetRange {
  readonly newText: string;
  /** Where the place starts that this swaps: its edits belong together. */
  readonly place?: number;
  /** What the swapped places need elsewhere: a definition, an import. */
  readonly isAround?: true;
}

/**
 * How a site names its activation: a constructor call (`nn.ReLU()`), a function call (`F.relu(x)`), a method
 * (`x.relu()`), a string that the framework looks up (`activation: 'relu'`), or the bare class or function handed on.
 */
export type Form = 'constructor' | 'function' | 'method' | 'string' | 'reference';

/** safe: a command over many files may do it. unsafe: only when the person picks this very site. none: refused, with a reason. */
export type Applicability = 'safe' | 'unsafe' | 'none';

export interface Verdict {
  readonly applicability: Applicability;
  /** For 'none' why nothing may change; for 'unsafe' what to look at before agreeing. */
  readonly reason?: string;
}

export interface Detection extends OffsetRange, Verdict {
  readonly activation: ActivationId;
  readonly framework: string;
  readonly form: Form;
}

export interface Refusal {
  readonly detection: Detection;
  readonly reason: string;
}

export interface SwapPlan {
  readonly edits: readonly TextEdit[];
  readonly refusals: readonly Refusal[];
}

export const safe: Verdict = { applicability: 'safe' };

export function unsafe(reason: string): Verdict {
  return { applicability: 'unsafe', reason };
}

export function refused(reason: string): Verdict {
  return { applicability: 'none', reason };
}

/** The more careful of two verdicts wins, with its own reason. */
export function strictest(a: Verdict, b: Verdict): Verdict {
  const order: readonly Applicability[] = ['safe', 'unsafe', 'none'];
  return order.indexOf(b.applicability) > order.indexOf(a.applicability) ? b : a;
}
