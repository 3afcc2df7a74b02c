import type { DataType } from '@tensorflow/tfjs-core';
import type { Program } from '../../codegen/program';
import { backwardShader } from '../../codegen/wgsl/backward';
import { backwardWithParametersShader } from '../../codegen/wgsl/backwardWithParameters';
import { forwardShader } from '../../codegen/wgsl/forward';
import type { Layout } from '../../codegen/wgsl/layout';
import { sumPartialsShader } from '../../codegen/wgsl/sumPartials';
import { checkCall } from '../activationCall';
import { type Backend, BackendRefusal } from '../backend';
import type { Pipeline, Pipelines } from './pipelines';

const generators = {
  forward: forwardShader,
  backward: backwardShader,
  backwardWithParameters: backwardWithParametersShader,
};

export type Pass = keyof typeof generators;

/** A program's shaders; each is compiled when it is first asked for. */
export interface PreparedActivation {
  pass(pass: Pass, lanes: Layout['lanes']): Pipeline;
  /** The second stage of the parameters' gradients. */
  sums(): Pipeline;
}

/** x, dy, dx, partial sums, the tables: what a pass binds beside its parameters. */
const ownBuffers = 5;

/** Programs as compute shaders of one device. */
export class ActivationBackend implements Backend<PreparedActivation> {
  readonly name = 'webgpu';

  constructor(
    private readonly limits: GPUSupportedLimits,
    private readonly pipelines: Pipelines,
  ) {}

  prepare(program: Program, dtype: DataType): PreparedActivation {
    checkCall(this.name, program.title, dtype);
    this.checkParameters(program);
    const { key, title, parameters } = program;
    const storage = 'f32';
    return {
      pass: (pass, lanes) =>
        this.pipelines.get(`${pass} ${lanes} ${key}`, () => generators[pass](program, { lanes, storage })),
      sums: () =>
        this.pipelines.get(`sums ${parameters.length}`, () => sumPartialsShader(title, parameters.length, storage)),
    };
  }

  /** Refuses tensors that this device cannot bind, before anything is allocated. */
  checkSize({ title }: Program, elements: number): void {
    checkCall(this.name, title, 'float32', elements);
    const largest = this.limits.maxStorageBufferBindingSize;
    if (4 * elements <= largest) return;
    const reason = `a tensor of ${megabytes(4 * elements)} does not fit, this GPU binds at most ${megabytes(largest)}.`;
    throw new BackendRefusal(this.name, title, reason, 'Split the tensor.');
  }

  private checkParameters({ title, parameters }: Program): void {
    const most = this.limits.maxStorageBuffersPerShaderStage - ownBuffers;
    if (parameters.length <= most) return;
    const reason = `it has ${parameters.length} trainable parameters, this GPU takes ${most}.`;
    throw new BackendRefusal(this.name, title, reason, 'Fix some of them to numbers.');
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}
