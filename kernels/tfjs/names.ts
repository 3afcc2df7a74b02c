import * as tf from '@tensorflow/tfjs-core';
import { activations } from '../activations';
import { op } from './op';

/** Names under which tfjs layers has a kernel of its own, fused into its dense and convolutional layers. */
const builtIn = new Set(['relu', 'elu', 'selu', 'sigmoid', 'softplus', 'tanh']);

/**
 * Every activation is known to tfjs layers by id and alias once this file is imported: `activation: 'telu'`. Layers are
 * saved and loaded by that name. Parameters keep their initial values: a name has no weights to train, the XIELU layer
 * has. Where tfjs layers composes a function itself (gelu, mish, swish) the exact gradient takes its place.
 */
export const activationNames: readonly string[] = activations
  .filter(({ id }) => !builtIn.has(id))
  .flatMap(({ id, aliases = [] }) => [id, ...aliases].map((name) => register(name, id)));

function register(name: string, id: string): string {
  class NamedActivation extends tf.serialization.Serializable {
    static readonly className = name;

    /** What tfjs layers calls; its Activation class is not exported, and not asked for when a name is looked up. */
    apply(x: tf.Tensor): tf.Tensor {
      return op(id)(x);
    }

    getConfig(): tf.serialization.ConfigDict {
      return {};
    }
  }
  tf.serialization.registerClass(NamedActivation);
  return name;
}
