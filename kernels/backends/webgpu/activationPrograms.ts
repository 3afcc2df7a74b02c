import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import { util } from '@tensorflow/tfjs-core';
import type { Program } from '../../codegen/program';
import { backwardShader } from '../../codegen/wgsl/backward';
import { backwardWithParametersShader } from '../../codegen/wgsl/backwardWithParameters';
import { forwardShader } from '../../codegen/wgsl/forward';
import type { Layout } from '../../codegen/wgsl/layout';
import { sumPartialsShader } from '../../codegen/wgsl/sumPartials';
import { BackendRefusal } from '../backend';
import type { GuardedBackend } from './guardedBackend';
import type { Pipeline } from './pipelines';

/** What one pass of a program needs to run over tensors of one layout. */
export type Pass = 'forward' | 'backward' | 'backwardWithParameters';

const generators = {
  forward: forwardShader,
  backward: backwardShader,
  backwardWithParameters: backwardWithParametersShader,
};

export function passPipeline(backend: GuardedBackend, program: Program, pass: Pass, lanes: Layout['lanes']): Pipeline {
  const layout: Layout = { lanes, storage: 'f32' };
  return backend.pipelines.get(`${pass} ${lanes} ${program.key}`, () => generators[pass](program, layout));
}

export function sumPipeline(backend: GuardedBackend, { title, parameters }: Program): Pipeline {
  return backend.pipelines.get(`sum ${parameters.length}`, () => sumPartialsShader(title, parameters.length, 'f32'));
}

/** Vectors of four where the size allows them: a tensor's buffer has no room behind its last element. */
export function lanesFor(elements: number): Layout['lanes'] {
  return elements % 4 === 0 ? 4 : 1;
}

/** x, dy, dx, partial sums, the tables: what a pass binds beside its parameters. */
const ownBuffers = 5;

/** Refuses what this device cannot compute, before anything is allocated. */
export function checkProgram({ device }: GuardedBackend, program: Program, x: TensorInfo): void {
  const refuse = (reason: string, next: string) => {
    throw new BackendRefusal('webgpu', program.title, reason, next);
  };
  checkDtype(x.dtype, refuse);
  const elements = util.sizeFromShape(x.shape);
  if (elements >= 2 ** 31) refuse(`${elements} elements are more than a shader can count.`, 'Split the tensor.');
  const { maxStorageBufferBindingSize: largest, maxStorageBuffersPerShaderStage: buffers } = device.limits;
  if (4 * elements > largest) {
    const sizes = `a tensor of ${megabytes(4 * elements)} does not fit: this GPU binds at most ${megabytes(largest)}.`;
    refuse(sizes, 'Split the tensor.');
  }
  if (program.parameters.length + ownBuffers > buffers) {
    refuse(
      `it has ${program.parameters.length} trainable parameters; this GPU takes ${buffers - ownBuffers}.`,
      'Fix some to numbers.',
    );
  }
}

function checkDtype(dtype: DataType, refuse: (reason: string, next: string) => void): void {
  if (dtype !== 'float32') refuse(`its input is ${dtype}.`, 'Cast it to float32.');
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}
