import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../activations';
import { ActivationForward, BackendRefusal } from '../backends/backend';
import { deviceOf } from '../backends/deviceOf';
import { op } from '../tfjs';

export interface KernelRow {
  backend: string;
  device: string;
  'computes it': string;
}

/** The backends of this process, the one in use first, and how each computes the activation. */
export function kernelsOf(activation: Activation): KernelRow[] {
  const current = tf.getBackend();
  const others = Object.keys(tf.engine().registryFactory).filter((name) => name !== current);
  return [current, ...others].map((name) => ({
    backend: name,
    device: name === current ? `${deviceOf(name, tf.backend())} (in use)` : 'present, not in use',
    'computes it': wayOf(activation, name, name === current),
  }));
}

function wayOf(activation: Activation, backend: string, isCurrent: boolean): string {
  // tfjs types the answer as always there; it is not.
  const kernel: tf.KernelConfig | undefined = tf.getKernel(ActivationForward, backend);
  if (!kernel) return "by tfjs's own operations, composed";
  const refusal = isCurrent ? refusalOf(activation) : undefined;
  return refusal ?? 'fused: one compute kernel forward, one backward';
}

/** Tried with one number, its trainable parameters given at run time. */
function refusalOf({ id, parameters }: Activation): string | undefined {
  const trained = parameters.filter(({ trainable }) => trainable);
  try {
    tf.tidy(() => op(id, Object.fromEntries(trained.map(({ name, initial }) => [name, tf.scalar(initial)])))([0.5]));
    return undefined;
  } catch (error) {
    if (error instanceof BackendRefusal) return `refused: ${error.message}`;
    throw error;
  }
}
