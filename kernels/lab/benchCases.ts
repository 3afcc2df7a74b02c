import * as tf from '@tensorflow/tfjs-core';
import type { BenchmarkPass, BenchmarkRequest } from './benchmark';

/** One activation, one pass, and how long each repetition took. */
export interface BenchCase {
  activation: string;
  pass: BenchmarkPass;
  run(x: tf.Tensor, dy: tf.Tensor): tf.Tensor;
  /** Milliseconds. */
  samples: number[];
}

type OpOf = (id: string) => (x: tf.Tensor) => tf.Tensor;

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
  return [...new Set(activations)].flatMap((activation) => casesOf(activation, findOp(activation, opOf)));
}

function casesOf(activation: string, op: (x: tf.Tensor) => tf.Tensor): BenchCase[] {
  const gradient = tf.grad((x: tf.Tensor) => op(x));
  return [
    { activation, pass: 'forward', run: (x) => op(x), samples: [] },
    { activation, pass: 'forward + backward', run: (x, dy) => gradient(x, dy), samples: [] },
  ];
}

function findOp(id: string, opOf: OpOf): (x: tf.Tensor) => tf.Tensor {
  try {
    return opOf(id);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BenchmarkInputError(`"${id}" cannot be benchmarked: ${reason}`);
  }
}

function checkRange(name: string, value: number, largest: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= largest) return;
  throw new BenchmarkInputError(`${name} is ${value}: it must be a whole number from 1 to ${largest}.`);
}
