import * as tf from '@tensorflow/tfjs-core';
import { type BenchCase, benchCasesOf } from '../../lab/benchCases';
import { op } from '../../tfjs';
import type { Answer, CopyTask, OpTask } from './task';

/** Of one task in one round. */
const repetitions = 3;

interface Inputs {
  size: number;
  x: tf.Tensor;
  dy: tf.Tensor;
}

/** Times activations on the backend of this process. */
export class OpsWork {
  private inputs: Inputs | undefined;
  private readonly cases = new Map<string, readonly BenchCase[]>();

  async run({ activation, pass, size }: OpTask): Promise<Answer> {
    const { x, dy } = this.inputsOf(size);
    const run = this.casesOf(activation).find((each) => each.pass === pass)?.run;
    if (!run) throw new Error(`There is no pass "${pass}".`);
    return repeat(() => {
      // What reads an element waits for the whole tensor.
      const element = tf.tidy(() => tf.slice(run(x, dy), 0, 1));
      element.dataSync();
      element.dispose();
    });
  }

  async copy({ size }: CopyTask): Promise<Answer> {
    const from = new Float32Array(size).fill(1);
    const to = new Float32Array(size);
    return repeat(() => to.set(from));
  }

  private inputsOf(size: number): Inputs {
    if (this.inputs?.size === size) return this.inputs;
    tf.dispose(this.inputs ? [this.inputs.x, this.inputs.dy] : []);
    const normal = (seed: number) => tf.randomNormal([size], 0, 1, 'float32', seed);
    this.inputs = { size, x: normal(1), dy: normal(2) };
    return this.inputs;
  }

  private casesOf(activation: string): readonly BenchCase[] {
    const known = this.cases.get(activation);
    if (known) return known;
    const cases = benchCasesOf({ activations: [activation], size: 1, repetitions: 1 }, op);
    this.cases.set(activation, cases);
    return cases;
  }
}

function repeat(work: () => void): Answer {
  const samples = Array.from({ length: repetitions }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return { samples };
}
