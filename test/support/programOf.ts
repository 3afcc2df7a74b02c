import { slopeOf } from '../../kernels/activations';
import type { Activation } from '../../kernels/activations/activation';
import type { Program } from '../../kernels/codegen/program';
import { derivativeOf } from '../../kernels/expression/derivative';
import type { Expression } from '../../kernels/expression/expression';
import { substitute } from '../../kernels/expression/substitute';

/** The activation as a backend compiles it: trainable parameters at run time, the others at their initial values. */
export function programOf(activation: Activation): Program {
  const fixed = activation.parameters.filter(({ trainable }) => !trainable);
  const numbers = Object.fromEntries(fixed.map(({ name, initial }) => [name, initial]));
  const value = substitute(activation.forward, numbers);
  const trainable = activation.parameters.flatMap(({ name, trainable }) => (trainable ? [name] : []));
  return {
    ...programFor(activation.title, value, trainable),
    key: activation.id,
    slope: substitute(slopeOf(activation), numbers),
  };
}

/** Any expression, with its computed derivatives. */
export function programFor(title: string, value: Expression, parameters: readonly string[] = []): Program {
  return {
    key: title,
    title,
    value,
    slope: derivativeOf(value, 'x'),
    parameters,
    parameterSlopes: parameters.map((name) => derivativeOf(value, name)),
  };
}
