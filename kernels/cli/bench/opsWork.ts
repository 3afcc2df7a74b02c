import * as tf from '@tensorflow/tfjs-core';
import { useStockKernels } from '../../backends/wasm/stockKernels';
import { type BenchCase, benchCasesOf, type OpOf } from '../../lab/benchCases';
import { op } from '../../tfjs';
import { useComposed } from '../../tfjs/apply';
import { plainOp } from './plainOp';
import type { Answer, CopyTask, OpTask } from './task';

/** Of one task in one round. */
const repetitions = 3;

/** What a way needs while it is measured. */
const prepared: Partial<Record<OpTask['way'], () => () => void>> = { composed: useComposed, stock: useStockKernels };

interface Inputs {
  size: number;
  x: tf.Tensor;
  dy: tf.Tensor;
}

/** Times activations on the backend of this process. */
export class OpsWork {
  private inputs: Inputs | undefined;
  private readonly cases = new Map<string, readonly BenchCase[]>();

  async run(task: OpTask): Promise<Answer> {
    const restore = prepared[task.way]?.() ?? (() => {});
    try {
      return await this.time(task);
    } finally {
      restore();
    }
  }

  private async time({ activation, pass, size, way, atLeastMs }: OpTask): Promise<Answer> {
    const { x, dy } = this.inputsOf(size);
    const run = this.casesOf(activation, way === 'stock' ? plainOp : op).find((each) => each.pass === pass)?.run;
    if (!run) throw new Error(`There is no pass "${pass}".`);
    return repeat(async () => {
      // What reads an element waits for the whole tensor; a GPU is only read by whoever awaits it.
      const element = tf.tidy(() => tf.slice(run(x, dy), 0, 1));
      await element.data();
      element.dispose();
    }, atLeastMs);
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

  private casesOf(activation: string, opOf: OpOf): readonly BenchCase[] {
    const key = `${opOf.name} ${activation}`;
    const known = this.cases.get(key);
    if (known) return known;
    const cases = benchCasesOf({ activations: [activation], size: 1, repetitions: 1 }, opOf);
    this.cases.set(key, cases);
    return cases;
  }
}

async function repeat(work: () => void | Promise<void>, atLeastMs = 0): Promise<Answer> {
  const samples: number[] = [];
  const end = performance.now() + atLeastMs;
  while (samples.length < repetitions || performance.now() < end) {
    const start = performance.now();
    await work();
    samples.push(performance.now() - start);
  }
  return { samples };
}
