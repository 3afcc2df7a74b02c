import * as tf from '@tensorflow/tfjs-core';
import { initializers, type LayerVariable, layers } from '@tensorflow/tfjs-layers';
import { boundOf, checkInitial, getActivation, parameterValues } from '../activations';
import type { Activation, Parameter } from '../activations/activation';
import { rawOf, valueOfRaw } from './boundedParameter';
import { op } from './op';

export type LayerArgs = NonNullable<ConstructorParameters<typeof layers.Layer>[0]>;

export interface ParametricActivationArgs extends LayerArgs {
  /** The catalogue's id. */
  activation: string;
  /** Initial values by parameter name; the catalogue's where left out. */
  initial?: Record<string, number>;
  /** A value for each channel (the last axis of the input) in place of one for all. */
  perChannel?: boolean;
}

/**
 * An activation with trainable parameters as a layer: one scalar each, shared by all elements (or by a channel's), and
 * owned by this instance, so one instance for each place in a network. No regularizer is attached: weight decay is for weights, and
 * would draw αp to ln 2.
 */
export class ParametricActivation extends layers.Layer {
  static className = 'ParametricActivation';
  private readonly activation: Activation;
  private readonly initial: Record<string, number>;
  private readonly raw = new Map<Parameter, LayerVariable>();

  private readonly perChannel: boolean;

  constructor({ activation, initial, perChannel = false, ...args }: ParametricActivationArgs) {
    super(args);
    this.perChannel = perChannel;
    this.activation = getActivation(activation);
    this.initial = parameterValues(this.activation, initial);
    for (const parameter of this.activation.parameters) {
      checkInitial(this.activation.title, parameter, this.initialOf(parameter), boundOf(parameter, this.initial));
    }
    this.supportsMasking = true;
  }

  override build(inputShape: Shape | Shape[] = []): void {
    const shape = this.perChannel ? [channelsOf(this.name, inputShape)] : [1];
    for (const parameter of this.activation.parameters.filter(({ trainable }) => trainable)) {
      const initializer = initializers.constant({
        value: rawOf(boundOf(parameter, this.initial), this.initialOf(parameter)),
      });
      this.raw.set(parameter, this.addWeight(parameter.name, shape, 'float32', initializer));
    }
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const input = Array.isArray(inputs) ? inputs[0] : inputs;
    if (!input) throw new Error(`The layer ${this.name} was called without an input.`);
    return tf.tidy(() => op(this.activation.id, { ...this.initial, ...this.trained() })(input));
  }

  /** All parameters as they are now, trained and fixed: what a notebook logs. Of one per channel, the mean. */
  async parameterValues(): Promise<Record<string, number>> {
    const trained = tf.tidy(() => this.trained());
    const values = { ...this.initial };
    for (const [name, tensor] of Object.entries(trained)) {
      const each = await tensor.data<'float32'>();
      values[name] = each.reduce((sum, value) => sum + value, 0) / each.length;
      if (!(tensor instanceof tf.Variable)) tensor.dispose();
    }
    return values;
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { activation, initial, perChannel } = this;
    return { ...super.getConfig(), activation: activation.id, initial: { ...initial }, perChannel };
  }

  private initialOf(parameter: Parameter): number {
    return this.initial[parameter.name] ?? parameter.initial;
  }

  private trained(): Record<string, tf.Tensor> {
    const value = (parameter: Parameter, raw: tf.Tensor) => valueOfRaw(boundOf(parameter, this.initial), raw);
    return Object.fromEntries(
      [...this.raw].map(([parameter, weight]) => [parameter.name, value(parameter, weight.read())]),
    );
  }
}

type Shape = (number | null)[];

function channelsOf(layer: string, inputShape: Shape | Shape[]): number {
  const channels = inputShape.at(-1);
  if (typeof channels === 'number') return channels;
  throw new Error(`The layer ${layer} has a parameter for each channel: the last axis of its input must be known.`);
}

tf.serialization.registerClass(ParametricActivation);
