import {
  type Activation,
  allActivations,
  findActivation,
  findGatedActivation,
  type GatedActivation,
  gatedActivations,
  nearest,
} from '../activations';

/** What is described: an activation, or a gate with the activation that it goes through. */
export interface Subject {
  /** The element-wise function: a gated one's gate. */
  activation: Activation;
  gated?: GatedActivation;
}

/** By id or alias, however it is written. Throws with the nearest name for one that nobody has. */
export function subjectOf(name: string): Subject {
  const gated = findGatedActivation(name);
  if (gated) return { activation: gated.gate, gated };
  const activation = findActivation(name);
  if (activation) return { activation };
  const all = [...allActivations(), ...gatedActivations];
  const near = nearest(
    name.toLowerCase(),
    all.map(({ id }) => [id.toLowerCase(), id] as const),
  );
  const hint = near ? ` Did you mean "${near}"?` : '';
  throw new Error(`There is no activation "${name}".${hint} Known are: ${all.map(({ id }) => id).join(', ')}.`);
}
