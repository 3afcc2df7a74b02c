import type { Activation } from './activation';

/**
 * The facts of a function of two inputs, a gate and a value: activation(gate)·value. A layer gives it twice as many
 * features as it returns, the gates first.
 */
export interface GatedActivation {
  id: string;
  /** As in the paper: 'SwiGLU'. */
  title: string;
  reference: { text: string; url: string };
  /** One sentence for a hover or a legend. */
  summary: string;
  /** What the gate goes through. */
  gate: Activation;
  /** [gate, value, f, ∂f/∂gate, ∂f/∂value] from outside this code base. */
  golden: readonly (readonly [gate: number, value: number, f: number, byGate: number, byValue: number])[];
}
