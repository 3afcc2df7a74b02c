import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { getGatedActivation } from '../activations';
import { gated } from './gated';
import type { LayerArgs } from './parametricActivation';

export interface GatedArgs extends LayerArgs {
  /** 'swiglu', 'geglu', 'reglu'. */
  activation: string;
}

/** A gated activation as a layer: [… , 2n] to [… , n], after a dense layer of 2n units. It has no weights. */
export class Gated extends layers.Layer {
  static className = 'Gated';
  private readonly activation: string;

  constructor({ activation, ...args }: GatedArgs) {
    super(args);
    this.activation = getGatedActivation(activation).id;
    this.supportsMasking = true;
  }

  override computeOutputShape(inputShape: (number | null)[]): (number | null)[] {
    const size = inputShape.at(-1);
    if (typeof size !== 'number' || size % 2 !== 0) {
      throw new Error(
        `${this.name} halves the last axis, which must be even; its input has the shape [${inputShape}].`,
      );
    }
    return [...inputShape.slice(0, -1), size / 2];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const input = Array.isArray(inputs) ? inputs[0] : inputs;
    if (!input) throw new Error(`The layer ${this.name} was called without an input.`);
    return gated(this.activation)(input);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), activation: this.activation };
  }
}

tf.serialization.registerClass(Gated);
