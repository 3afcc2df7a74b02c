import { evaluatorOf } from '../expression/evaluator';
import type { Expression } from '../expression/expression';
import { integrate } from '../expression/integral/integrate';
import type { Activation, Parameter } from './activation';
import { checkDefinition } from './checkDefinition';
import { registerActivation } from './registry';

/** What a notebook or a file of the workspace says of an activation of its own. The rest is worked out or left plain. */
export interface ActivationDefinition {
  /** What layers, plots and benchmarks call it: letters, digits, - and _. */
  id: string;
  /** f as an expression of x; or give `gradient`. */
  forward?: Expression;
  /** f′, from which f is integrated with f(0) = 0. */
  gradient?: Expression;
  /** A better-conditioned derivative than the computed one, beside `forward`. */
  derivative?: Expression;
  parameters?: readonly ParameterDefinition[];
  /** As a legend writes it; the id when absent. */
  title?: string;
  aliases?: readonly string[];
  summary?: string;
  reference?: Activation['reference'];
  /** At −∞ and +∞; measured when absent. */
  limits?: Activation['limits'];
  golden?: Activation['golden'];
}

/** Of a parameter, a name and an initial value are enough: it is trained, and its bounds are open. */
export type ParameterDefinition = Pick<Parameter, 'name' | 'initial'> & Partial<Parameter>;

/**
 * Adds an activation that is then found by its name as those of the catalogue are. The same id again replaces it: a cell
 * may be run twice. Throws for what cannot be trained with, and says what to change.
 */
export function defineActivation(definition: ActivationDefinition): Activation {
  const activation = completeDefinition(definition);
  registerActivation(activation);
  return activation;
}

/** The whole of it, checked, and known to nobody yet. */
export function completeDefinition(definition: ActivationDefinition): Activation {
  const { id, title = id } = definition;
  const given = definition.parameters ?? [];
  const parameters = given.map((parameter) => completed(parameter, given));
  const { forward, derivative } = formulasOf(definition);
  checkDefinition({ id, title, forward, derivative, parameters });
  const values = Object.fromEntries(parameters.map(({ name, initial }) => [name, initial]));
  const f = evaluatorOf(forward);
  return {
    id,
    title,
    ...(definition.aliases && { aliases: definition.aliases }),
    reference: definition.reference ?? { text: 'defined in the workspace', url: '' },
    summary: definition.summary ?? 'An activation of your own.',
    forward,
    ...(derivative && { derivative }),
    parameters,
    limits: definition.limits ?? { left: limitOf((x) => f(x, values), -1), right: limitOf((x) => f(x, values), 1) },
    golden: definition.golden ?? [],
  };
}

function formulasOf({
  id,
  forward,
  gradient,
  derivative,
}: ActivationDefinition): Pick<Activation, 'forward' | 'derivative'> {
  if (forward && gradient) {
    throw new Error(
      `${id} has a forward and a gradient, which is integrated: give one. A better-conditioned slope of a forward is its derivative.`,
    );
  }
  if (gradient) return { forward: integrate(gradient).expression, derivative: gradient };
  if (!forward) throw new Error(`${id} needs a formula: forward, or the gradient from which it is integrated.`);
  return derivative ? { forward, derivative } : { forward };
}

function completed(
  { name, initial, above, ...given }: ParameterDefinition,
  all: readonly ParameterDefinition[],
): Parameter {
  const bound = typeof above === 'string' ? all.find((other) => other.name === above)?.initial : above;
  const low = bound ?? initial - 2;
  const range = [low, Math.max(initial, low) + 2] as const;
  return { symbol: name, trainable: true, range, ...given, name, initial, ...(above !== undefined && { above }) };
}

/** The value at ∞, or where ∞ gives none, far out: as a limit only past 10⁶. */
function limitOf(f: (x: number) => number, sign: -1 | 1): number {
  const atInfinity = f(sign * Infinity);
  if (!Number.isNaN(atInfinity)) return atInfinity;
  const far = f(sign * 1e9);
  return Math.abs(far) > 1e6 ? Math.sign(far) * Infinity : far;
}
