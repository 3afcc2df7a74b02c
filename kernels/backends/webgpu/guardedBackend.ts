import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { BackendValues } from '@tensorflow/tfjs-core';
import { ActivationBackend } from './activationBackend';
import type { AdapterFacts } from './adapter';
import { DeviceWatch } from './deviceWatch';
import { guardMemory } from './guardMemory';
import { Pipelines } from './pipelines';

/** tfjs's WebGPU backend on a device whose errors reach the user, with the compiled kernels of this project. */
export class GuardedBackend extends WebGPUBackend {
  readonly watch: DeviceWatch;
  readonly pipelines: Pipelines;
  readonly activations: ActivationBackend;

  constructor(
    device: GPUDevice,
    info: GPUAdapterInfo,
    readonly adapter: AdapterFacts,
  ) {
    super(device, info);
    this.watch = new DeviceWatch(device);
    this.pipelines = new Pipelines(device, this.watch);
    this.activations = new ActivationBackend(device.limits, this.pipelines);
    guardMemory(this.bufferManager, this.watch);
  }

  override async read(dataId: object): Promise<BackendValues> {
    this.watch.check('Reading a tensor');
    try {
      const values = await super.read(dataId);
      this.watch.check('Reading a tensor');
      return values;
    } catch (error) {
      // A lost device ends the wait with an error of its own, a moment before it says so.
      await new Promise(setImmediate);
      this.watch.check('Reading a tensor');
      throw error;
    }
  }

  /** In a browser tfjs reads through a canvas; Node has none, and cannot wait for the GPU without its event loop. */
  override readSync(dataId: object): BackendValues {
    const { values, dtype, complexTensorInfos } = this.tensorMap.get(dataId);
    if (values || dtype === 'string' || complexTensorInfos) return super.readSync(dataId);
    throw new Error(
      'dataSync() and arraySync() cannot read from the GPU in Node.js. Write "await tensor.data()" or "await tensor.array()" instead.',
    );
  }

  /** Resolves when all that was asked for is computed: what a benchmark waits for. */
  async finish(): Promise<void> {
    this.ensureCommandEncoderReady();
    this.endComputePassEncoder();
    this.submitQueue();
    await this.queue.onSubmittedWorkDone();
    this.watch.check('Waiting for the GPU');
  }

  override dispose(): void {
    super.dispose();
    this.device.destroy();
  }
}
