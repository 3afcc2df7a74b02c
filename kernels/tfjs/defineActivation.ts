import { type ActivationDefinition, defineActivation as define } from '../activations';
import { checkLayerNames, registerLayerNames } from './names';
import { type Op, op } from './op';

/**
 * An activation of one's own: `lab.defineActivation({ id: 'mine', forward: e.mul(e.x, e.sigmoid(e.x)) })`. From then on
 * `op('mine')`, `activation: 'mine'` in a layer, plots and benchmarks find it by name; defined again, the new formula
 * takes the place of the old one everywhere. Returns its operation.
 */
export function defineActivation(definition: ActivationDefinition): Op {
  const names = [definition.id, ...(definition.aliases ?? [])];
  checkLayerNames(names);
  const { id } = define(definition);
  registerLayerNames(names);
  return op(id);
}
