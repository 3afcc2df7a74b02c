import { type ActivationDefinition, getActivation } from '../activations';
import { writeActivation } from '../activations/writtenActivation';
import { defineActivation as define, type Op } from '../tfjs';
import { currentHost } from './currentHost';

/**
 * An activation of one's own: `lab.defineActivation({ id: 'mine', forward: e.mul(e.x, e.sigmoid(e.x)) })`. From then on
 * `op('mine')`, `activation: 'mine'` in a layer, plots, benchmarks, the editor's panel of derivatives and its swaps find it
 * by name; defined again, the new formula takes the place of the old one everywhere. Returns its operation.
 */
export function defineActivation(definition: ActivationDefinition): Op {
  const operation = define(definition);
  currentHost().activationDefined(writeActivation(getActivation(definition.id)));
  return operation;
}
