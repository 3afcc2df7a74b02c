import * as tf from '@tensorflow/tfjs-core';
import { allActivations } from '../activations';
import { op } from './op';

/** Names under which tfjs layers has a kernel of its own, fused into its dense and convolutional layers. */
const builtIn = new Set(['relu', 'elu', 'selu', 'sigmoid', 'softplus', 'tanh']);

/**
 * Every activation is known to tfjs layers by id and alias once this file is imported: `activation: 'telu'`. Layers are
 * saved and loaded by that name. Parameters keep their initial values: a name has no weights to train, the XIELU layer
 * has. Where tfjs layers composes a function itself (gelu, mish, swish) the exact gradient takes its place.
 */
export const activationNames: readonly string[] = allActivations()
  .filter(({ id }) => !builtIn.has(id))
  .flatMap(({ id, aliases = [] }) => [id, ...aliases].map(register));

/** Those of them that tfjs layers has from here, not from itself. */
const ours = new Set(activationNames);

/** Makes tfjs layers know a name: it means the activation that has it when a layer computes. */
function register(name: string): string {
  class NamedActivation extends tf.serialization.Serializable {
    static readonly className = name;

    /** What tfjs layers calls; its Activation class is not exported, and not asked for when a name is looked up. */
    apply(x: tf.Tensor): tf.Tensor {
      return op(name)(x);
    }

    getConfig(): tf.serialization.ConfigDict {
      return {};
    }
  }
  tf.serialization.registerClass(NamedActivation);
  return name;
}

/** Throws where tfjs layers knows a name itself: to replace 'linear' would break every layer. */
export function checkLayerNames(names: readonly string[]): void {
  const { classNameMap } = tf.serialization.SerializationMap.getMap();
  const taken = names.find((name) => name in classNameMap && !ours.has(name));
  if (taken) throw new Error(`tfjs layers has "${taken}" itself, and models are saved with that name. Choose another.`);
}

export function registerLayerNames(names: readonly string[]): void {
  for (const name of names.filter((name) => !ours.has(name))) ours.add(register(name));
}
