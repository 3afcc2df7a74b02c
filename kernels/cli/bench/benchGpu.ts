import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { activations, slopeOf } from '../../activations';
import type { Activation } from '../../activations/activation';
import { ActivationBackward, ActivationForward } from '../../backends/backend';
import { gpuCopyBandwidth, millisecondsOnGpu } from '../../backends/webgpu/gpuClock';
import type { GuardedBackend } from '../../backends/webgpu/guardedBackend';
import { startWebgpu } from '../../backends/webgpu/startWebgpu';
import type { Program } from '../../codegen/program';
import { substitute } from '../../expression/substitute';
import { op } from '../../tfjs';
import { differentiable } from '../../tfjs/differentiable';

/** x, dy and what is written, 400 MB each, beside what the pool keeps. */
const largest = 100_000_000;
/** On the CPU, for a look at the table alone. */
const software = 10_000;

/**
 * `npm run bench -- gpu`: every activation on WebGPU, forward and backward, as a share of the bandwidth that the device's
 * own copy reaches in the same run; then what an operation costs the host. Torch's side is measured where torch runs.
 */
export async function benchGpu(): Promise<void> {
  const tfjsWasm = createRequire(__filename).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  const places = { kernelFolder: join(dirname(tfjsWasm), 'wasm-out'), packagesFolder: process.cwd() };
  const backend = await startWebgpu(places);
  const size = backend.adapter.software ? software : Math.min(largest, backend.device.limits.maxBufferSize / 4);
  const copy = await gpuCopyBandwidth(backend, 4 * size);
  console.log(`${backend.adapter.name}, ${size.toLocaleString('en')} elements, float32; copy: ${copy.toFixed(0)} GB/s`);
  if (backend.adapter.software) console.log('A software adapter: these figures say nothing about a GPU.');
  console.log(lineOf(['', 'forward', '', '', 'backward', '', '']));
  console.log(lineOf(['activation', 'ms', 'GB/s', '% of copy', 'ms', 'GB/s', '% of copy']));
  for (const activation of activations) {
    console.log(lineOf([activation.id, ...(await cellsOf(backend, activation, size, copy))]));
  }
  console.log(`\nHost cost of an operation: ${(await hostCost(backend)).toFixed(1)} µs`);
}

/** 8 bytes an element forward (x, y), 12 backward (x, dy, dx). */
async function cellsOf(backend: GuardedBackend, activation: Activation, size: number, copy: number): Promise<string[]> {
  const program = programOf(activation);
  const initial = new Map(activation.parameters.map((parameter) => [parameter.name, parameter.initial]));
  const scalars = Object.fromEntries(program.parameters.map((name) => [name, tf.scalar(initial.get(name) ?? 0)]));
  const [x, dy] = [tf.randomNormal([size], 0, 1, 'float32', 1), tf.randomNormal([size], 0, 1, 'float32', 2)];
  const inputs = { x, dy, ...scalars };
  const cells: string[] = [];
  for (const [kernel, bytes] of [[ActivationForward, 8] as const, [ActivationBackward, 12] as const]) {
    const ms = await millisecondsOnGpu(backend, () => {
      tf.dispose(tf.engine().runKernel(kernel, inputs, { program } as unknown as tf.NamedAttrMap));
      submit(backend);
    });
    const speed = (bytes * size) / ms / 1e6;
    cells.push(ms.toFixed(3), speed.toFixed(0), ((100 * speed) / copy).toFixed(0));
  }
  tf.dispose(Object.values(inputs));
  return cells;
}

/** Trainable parameters at run time, as in training; the others as constants. */
function programOf(activation: Activation): Program {
  const { title, forward, parameters } = activation;
  const fixed = Object.fromEntries(parameters.flatMap((p) => (p.trainable ? [] : [[p.name, p.initial]])));
  const f = differentiable(substitute(forward, fixed), title, substitute(slopeOf(activation), fixed));
  return f.program(parameters.flatMap(({ name, trainable }) => (trainable ? [name] : [])));
}

/** Tensors of four elements: the GPU has next to nothing to do. */
async function hostCost(backend: GuardedBackend): Promise<number> {
  const x = tf.tile(tf.ones([1001]), [4]);
  const telu = op('telu');
  const ms = await millisecondsOnGpu(backend, () => tf.dispose(telu(x)));
  x.dispose();
  return 1000 * ms;
}

function submit(backend: GuardedBackend): void {
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.submitQueue();
}

function lineOf([name = '', ...cells]: string[]): string {
  return name.padEnd(12) + cells.map((cell) => cell.padStart(11)).join('');
}
