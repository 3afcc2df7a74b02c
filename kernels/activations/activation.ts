import type { Expression } from '../expression/expression';

/**
 * The facts of one activation, which no program can compute. Everything else (evaluator, derivative, tfjs ops,
 * plots, swaps, benchmark cases) is derived from them.
 */
export interface Activation {
  /** 'telu': what a tfjs layer, a swap and a benchmark call it. */
  id: string;
  /** As in the paper: 'TeLU'. */
  title: string;
  aliases?: readonly string[];
  reference: { text: string; url: string };
  /** One sentence for a hover or a legend. */
  summary: string;
  forward: Expression;
  /** As the paper writes f, where `forward` is arranged otherwise for accuracy: what people read. */
  definition?: Expression;
  /** A better-conditioned derivative than the computed one, where the tails need it. */
  derivative?: Expression;
  parameters: readonly Parameter[];
  /** Limits of f at −∞ and +∞. */
  limits: { left: number; right: number };
  /** [x, f(x), f'(x)] from outside this code base, parameters at their initial values. */
  golden: readonly (readonly [x: number, f: number, df: number])[];
}

export interface Parameter {
  /** Name inside the expressions: 'alphaP'. */
  name: string;
  /** As in the paper: 'αp'. */
  symbol: string;
  initial: number;
  /** Trained with the network, or a fixed constant. */
  trainable: boolean;
  /** Range of the panel's slider. */
  range: readonly [min: number, max: number];
  /** Stays above this number, or the fixed parameter of this name: stored as `bound + softplus(raw)`. Absent: anything. */
  above?: number | string;
}
