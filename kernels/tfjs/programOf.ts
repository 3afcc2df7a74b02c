import { type Activation, slopeOf } from '../activations';
import type { Program } from '../codegen/program';
import { substitute } from '../expression/substitute';
import { differentiable } from './differentiable';

/** What a backend compiles for an activation whose trainable parameters are given at run time. */
export function programOf(activation: Activation): Program {
  const trainable = activation.parameters.filter(({ trainable }) => trainable);
  const fixed = activation.parameters.filter(({ trainable }) => !trainable);
  const numbers = Object.fromEntries(fixed.map(({ name, initial }) => [name, initial]));
  const f = substitute(activation.forward, numbers);
  const slope = substitute(slopeOf(activation), numbers);
  return differentiable(f, activation.title, slope).program(trainable.map(({ name }) => name));
}
