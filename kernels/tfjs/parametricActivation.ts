import * as tf from '@tensorflow/tfjs-core';
import { initializers, type LayerVariable, layers } from '@tensorflow/tfjs-layers';
import { checkInitial, getActivation, parameterValues } from '../activations';
import type { Activation, Parameter } from '../activations/activation';
import { rawOf, valueOfRaw } from './boundedParameter';
import { op } from './op';

export type LayerArgs = NonNullable<ConstructorParameters<typeof layers.Layer>[0]>;

export interface ParametricActivationArgs extends LayerArgs {
  /** The catalogue's id. */
  activation: string;
  /** Initial values by parameter name; the catalogue's where left out. */
  initial?: Record<string, number>;
}

/**
 * An activation with trainable parameters as a layer: one scalar each, shared by all elements and owned by this
 * instance, so one instance for each place in a network. No regularizer is attached: weight decay is for weights, and
 * would draw αp to ln 2.
 */
export class ParametricActivation extends layers.Layer {
  static className = 'ParametricActivation';
  private readonly activation: Activation;
  private readonly initial: Record<string, number>;
  private readonly raw = new Map<Parameter, LayerVariable>();

  constructor({ activation, initial, ...args }: ParametricActivationArgs) {
    super(args);
    this.activation = getActivation(activation);
    this.initial = parameterValues(this.activation, initial);
    for (const parameter of this.activation.parameters) {
      checkInitial(this.activation.title, parameter, this.initialOf(parameter));
    }
    this.supportsMasking = true;
  }

  override build(): void {
    for (const parameter of this.activation.parameters.filter(({ trainable }) => trainable)) {
      const initializer = initializers.constant({ value: rawOf(parameter, this.initialOf(parameter)) });
      this.raw.set(parameter, this.addWeight(parameter.name, [1], 'float32', initializer));
    }
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const input = Array.isArray(inputs) ? inputs[0] : inputs;
    if (!input) throw new Error(`The layer ${this.name} was called without an input.`);
    return tf.tidy(() => op(this.activation.id, { ...this.initial, ...this.trained() })(input));
  }

  /** All parameters as they are now, trained and fixed: what a notebook logs. */
  async parameterValues(): Promise<Record<string, number>> {
    const trained = tf.tidy(() => this.trained());
    const values = { ...this.initial };
    for (const [name, tensor] of Object.entries(trained)) {
      const [value] = await tensor.data<'float32'>();
      values[name] = value ?? Number.NaN;
      if (!(tensor instanceof tf.Variable)) tensor.dispose();
    }
    return values;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), activation: this.activation.id, initial: { ...this.initial } };
  }

  private initialOf(parameter: Parameter): number {
    return this.initial[parameter.name] ?? parameter.initial;
  }

  private trained(): Record<string, tf.Tensor> {
    return Object.fromEntries([...this.raw].map(([p, weight]) => [p.name, valueOfRaw(p, weight.read())]));
  }
}

tf.serialization.registerClass(ParametricActivation);
