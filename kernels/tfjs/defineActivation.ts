import { type ActivationDefinition, defineActivation as define } from '../activations';
import { checkLayerNames, registerLayerNames } from './names';
import { type Op, op } from './op';

/** Defines an activation whose name layers take as well: `activation: 'mine'`. Returns its operation. */
export function defineActivation(definition: ActivationDefinition): Op {
  const names = [definition.id, ...(definition.aliases ?? [])];
  checkLayerNames(names);
  const { id } = define(definition);
  registerLayerNames(names);
  return op(id);
}
