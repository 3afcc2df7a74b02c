import * as tf from '@tensorflow/tfjs-core';
import type { AdamStepAttrs } from '../backends/adamStep';
import { moveByAdam } from './adamMove';

/** Variables that are trained by a rule of their own. The first group that matches a variable is its group. */
export interface AdamWGroup {
  /** A part of the variable's name, a pattern for it, or a test. */
  match: string | RegExp | ((variable: tf.Variable) => boolean);
  /** Times the optimizer's learning rate, so that a schedule moves all groups alike. Default 1. */
  rateScale?: number;
  /** In place of the optimizer's, and for vectors and activation parameters too. */
  weightDecay?: number;
}

export interface AdamWOptions {
  beta1?: number;
  beta2?: number;
  /** Absent: the backend's, 1e-7 for float32. */
  epsilon?: number;
  groups?: readonly AdamWGroup[];
}

type NamedTensor = Awaited<ReturnType<tf.Optimizer['getWeights']>>[number];

interface Moments {
  first: tf.Variable;
  second: tf.Variable;
}

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, arXiv 1711.05101); without decay the same steps as
 * tf.train.adam. Only what multiplies decays: matrices and filters, no biases and no learnt parameters of an activation.
 * A schedule sets `learningRate` between two steps.
 */
export class AdamW extends tf.Optimizer {
  static readonly className = 'AdamW';
  private readonly moments = new Map<string, Moments>();
  private readonly beta1: number;
  private readonly beta2: number;

  constructor(
    public learningRate = 0.001,
    readonly weightDecay = 0,
    private readonly options: AdamWOptions = {},
  ) {
    super();
    this.beta1 = options.beta1 ?? 0.9;
    this.beta2 = options.beta2 ?? 0.999;
  }

  override applyGradients(gradients: Parameters<tf.Optimizer['applyGradients']>[0]): void {
    const entries = Array.isArray(gradients)
      ? gradients.map(({ name, tensor }) => [name, tensor] as const)
      : Object.entries(gradients);
    this.incrementIterations();
    for (const [name, gradient] of entries) {
      const variable = tf.engine().registeredVariables[name];
      if (!variable || !gradient) continue;
      const { first, second } = this.momentsOf(name, variable.shape);
      moveByAdam({ value: variable, gradient, first, second }, this.attrsFor(variable));
    }
  }

  override dispose(): void {
    for (const { first, second } of this.moments.values()) tf.dispose([first, second]);
    this.moments.clear();
    super.dispose();
  }

  /** The number of steps and the moments, by the names of the variables they belong to. The tensors stay its own. */
  override async getWeights(): Promise<NamedTensor[]> {
    const moments = [...this.moments].flatMap(([name, { first, second }]) => [
      { name: `${name}/first`, tensor: first },
      { name: `${name}/second`, tensor: second },
    ]);
    return [await this.saveIterations(), ...moments];
  }

  /** Goes on where the optimizer that `weights` came from stopped; they are copied. */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const moments = await this.extractIterations(weights);
    for (const { name, tensor } of moments) {
      const [, variable, which] = /^(.*)\/(first|second)$/.exec(name) ?? [];
      if (variable === undefined || (which !== 'first' && which !== 'second')) {
        throw new Error(`"${name}" is no part of an AdamW optimizer: save its state with getWeights().`);
      }
      this.momentsOf(variable, tensor.shape)[which].assign(tensor);
    }
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { learningRate, weightDecay, beta1, beta2 } = this;
    return { learningRate, weightDecay, beta1, beta2 };
  }

  private attrsFor(variable: tf.Variable): AdamStepAttrs {
    const { beta1, beta2, iterations } = this;
    const group = this.options.groups?.find(({ match }) => isMatch(match, variable));
    const learningRate = this.learningRate * (group?.rateScale ?? 1);
    const weightDecay = group?.weightDecay ?? (multiplies(variable) ? this.weightDecay : 0);
    return {
      learningRate,
      beta1,
      beta2,
      epsilon: this.options.epsilon ?? tf.backend().epsilon(),
      decay: learningRate * weightDecay,
      bias1: 1 - beta1 ** iterations,
      bias2: 1 - beta2 ** iterations,
    };
  }

  private momentsOf(name: string, shape: number[]): Moments {
    const known = this.moments.get(name);
    if (known) return known;
    const zeros = () => tf.tidy(() => tf.variable(tf.zeros(shape), false));
    const moments = { first: zeros(), second: zeros() };
    this.moments.set(name, moments);
    return moments;
  }
}

function isMatch(match: AdamWGroup['match'], variable: tf.Variable): boolean {
  if (typeof match === 'function') return match(variable);
  return typeof match === 'string' ? variable.name.includes(match) : match.test(variable.name);
}

/** Activation parameters, ours and tfjs's PReLU's, are all an alpha; a PReLU's may have the shape of an image. */
function multiplies({ rank, name }: tf.Variable): boolean {
  return rank > 1 && !/(^|\/)alpha/i.test(name);
}
