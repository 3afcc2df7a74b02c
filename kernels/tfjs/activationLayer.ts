import { layers } from '@tensorflow/tfjs-layers';
import { getActivation } from '../activations';
import './names';
import { type LayerArgs, ParametricActivation } from './parametricActivation';
import { XIELU } from './xieluLayer';

/**
 * A fresh layer for one place in a network. An activation with trainable parameters becomes a layer that owns them;
 * any other goes by its name.
 */
export function activationLayer(name: string, args: LayerArgs = {}): layers.Layer {
  const { id, parameters } = getActivation(name);
  if (id === 'xielu') return new XIELU(args);
  if (parameters.some(({ trainable }) => trainable)) return new ParametricActivation({ ...args, activation: id });
  // tfjs types list its own names only; names.ts registers ours beside them.
  return layers.activation({ ...args, activation: id as 'relu' });
}
