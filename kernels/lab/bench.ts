import * as tf from '@tensorflow/tfjs-core';
import { findActivation } from '../activations';
import { readActivation } from '../activations/writtenActivation';
import { deviceOf } from '../backends/deviceOf';
import { defineActivation, op } from '../tfjs';
import { type BenchCase, benchCasesOf, type OpOf } from './benchCases';
import type { BenchmarkReport, BenchmarkRequest } from './benchmark';
import { rowsOf } from './benchRows';
import { Pace } from './pace';

export interface BenchOptions {
  /** The tfjs op of a name; the catalogue's when absent. */
  opOf?: OpOf;
  /** Stops between two repetitions; in a notebook, interrupting does. */
  signal?: AbortSignal;
  onProgress?: (progress: { done: number; total: number; label: string }) => void;
}

/** Untimed runs first: the just-in-time compiler, first allocations, and what a backend prepares once. */
const warmUps = 2;

/**
 * Times activations forward and backward on the current backend. Each round runs every one once, so that whatever else
 * the machine does falls on all alike.
 */
export async function bench(request: BenchmarkRequest, options: BenchOptions = {}): Promise<BenchmarkReport> {
  // By its id alone: its other names may mean something else here.
  for (const written of request.defined ?? [])
    if (!findActivation(written.id)) defineActivation({ ...readActivation(written), aliases: [] });
  const cases = benchCasesOf(request, options.opOf ?? op);
  const x = tf.randomNormal([request.size], 0, 1, 'float32', 1);
  const dy = tf.randomNormal([request.size], 0, 1, 'float32', 2);
  try {
    const cancelled = await runRounds(cases, { x, dy }, request.repetitions, options);
    const { size, repetitions } = request;
    const baseline = request.activations[0] ?? '';
    const backend = tf.getBackend();
    const device = deviceOf(backend, tf.backend());
    return { backend, device, size, repetitions, baseline, rows: rowsOf(cases, baseline), cancelled };
  } finally {
    tf.dispose([x, dy]);
  }
}

interface Inputs {
  x: tf.Tensor;
  dy: tf.Tensor;
}

/** True when it was stopped before the end. */
async function runRounds(
  cases: readonly BenchCase[],
  inputs: Inputs,
  repetitions: number,
  { signal, onProgress }: BenchOptions,
): Promise<boolean> {
  const pace = new Pace(signal);
  const total = cases.length * (warmUps + repetitions);
  let done = 0;
  for (let round = -warmUps; round < repetitions; round++) {
    for (const benchCase of cases) {
      if (await pace.isStopped()) return true;
      const sample = await timed(benchCase, inputs);
      if (round >= 0) benchCase.samples.push(sample);
      onProgress?.({ done: ++done, total, label: `${benchCase.activation}, ${benchCase.pass}` });
    }
  }
  return false;
}

/** Milliseconds until one element of the result can be read: then the backend has really computed it. */
async function timed(benchCase: BenchCase, { x, dy }: Inputs): Promise<number> {
  const start = performance.now();
  const element = tf.tidy(() => tf.slice(benchCase.run(x, dy), 0, 1));
  await element.data();
  const elapsed = performance.now() - start;
  element.dispose();
  return elapsed;
}
