import * as tf from '@tensorflow/tfjs-core';
import { findActivation, type Parameter } from '../activations';
import type { BenchmarkPass, BenchmarkRequest } from './benchmark';

/** One activation, one pass, and how long each repetition took. */
export interface BenchCase {
  activation: string;
  pass: BenchmarkPass;
  run(x: tf.Tensor, dy: tf.Tensor): tf.Tensor;
  /** Milliseconds. */
  samples: number[];
}

/** An op by its name; `parameters` are tensors to receive gradients, for an activation that trains its own. */
export type OpOf = (id: string, parameters: Readonly<Record<string, tf.Tensor>>) => (x: tf.Tensor) => tf.Tensor;

/** 512 MB of float32: several such tensors must fit into the 4 GB of a wasm program. */
const largestSize = 2 ** 27;
const mostRepetitions = 10_000;

/** A benchmark that cannot be run as asked. */
export class BenchmarkInputError extends Error {
  override readonly name = 'BenchmarkInputError';
}

/** The cases of a request, checked; every activation of it is known before the first one is timed. */
export function benchCasesOf({ activations, size, repetitions }: BenchmarkRequest, opOf: OpOf): BenchCase[] {
  checkRange('size', size, largestSize);
  checkRange('repetitions', repetitions, mostRepetitions);
  if (activations.length === 0) throw new BenchmarkInputError('No activation to benchmark: name at least one.');
  return [...new Set(activations)].flatMap((activation) => casesOf(activation, opOf));
}

function casesOf(activation: string, opOf: OpOf): BenchCase[] {
  const own = trainableOf(activation);
  const apply = (x: tf.Tensor, ...values: tf.Tensor[]) =>
    findOp(activation, opOf, Object.fromEntries(own.map(({ name }, i) => [name, values[i] ?? tf.scalar(0)])))(x);
  const forward = findOp(activation, opOf, {});
  const gradients = tf.grads(apply);
  const backward = (x: tf.Tensor, dy: tf.Tensor) => {
    const [dx] = gradients([x, ...own.map(({ initial }) => tf.scalar(initial))], dy);
    return dx ?? dy;
  };
  return [
    { activation, pass: 'forward', run: (x) => forward(x), samples: [] },
    { activation, pass: 'forward + backward', run: backward, samples: [] },
  ];
}

/** A network that trains α pays for its gradients too: so does the benchmark. */
function trainableOf(name: string): readonly Parameter[] {
  return findActivation(name)?.parameters.filter(({ trainable }) => trainable) ?? [];
}

function findOp(id: string, opOf: OpOf, parameters: Readonly<Record<string, tf.Tensor>>): (x: tf.Tensor) => tf.Tensor {
  try {
    return opOf(id, parameters);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BenchmarkInputError(`"${id}" cannot be benchmarked: ${reason}`);
  }
}

function checkRange(name: string, value: number, largest: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= largest) return;
  throw new BenchmarkInputError(`${name} is ${value}: it must be a whole number from 1 to ${largest}.`);
}
