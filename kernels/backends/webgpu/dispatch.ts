import type { TensorInfo } from '@tensorflow/tfjs-core';
import { workgroupSize } from '../../codegen/wgsl/workgroupSize';
import type { GuardedBackend } from './guardedBackend';
import type { Pipeline } from './pipelines';

/** What tfjs records its own kernels with: private there, and the only way to keep one order with them. */
interface Recording {
  commandQueueOwnedIds: WeakSet<object>;
  uniformPendingDisposal: GPUBuffer[];
  commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  dispatchCountInPass: number;
}

/** As many dispatches are submitted together as tfjs does. */
const batchSize = 15;

export interface Dispatch {
  readonly pipeline: Pipeline;
  /** In the order of the shader's bindings. */
  readonly tensors: readonly TensorInfo[];
  /** Bound after the tensors. */
  readonly uniforms?: Float32Array;
  readonly groups: readonly [x: number, y: number];
}

/** Records one compute shader in tfjs's own stream of commands. */
export function dispatch(backend: GuardedBackend, { pipeline, tensors, uniforms, groups }: Dispatch): void {
  const recording = backend as unknown as Recording;
  const buffers = tensors.map((tensor) => bufferOf(backend, tensor));
  if (uniforms) buffers.push(uniformBuffer(backend, uniforms));
  if (pipeline.tables) buffers.push(pipeline.tables);
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
  const bindGroup = backend.device.createBindGroup({ layout: pipeline.layout, entries });
  for (const { dataId } of tensors) recording.commandQueueOwnedIds.add(dataId);
  backend.ensureCommandEncoderReady();
  recording.computePassEncoder ??= recording.commandEncoder?.beginComputePass() ?? null;
  const pass = recording.computePassEncoder;
  if (!pass) throw new Error('tfjs has no command encoder.');
  pass.setPipeline(pipeline.pipeline);
  pass.setBindGroup(0, bindGroup);
  pass.dispatchWorkgroups(...groups);
  if (++recording.dispatchCountInPass < batchSize) return;
  backend.endComputePassEncoder();
  backend.submitQueue();
}

function bufferOf(backend: GuardedBackend, { dataId }: TensorInfo): GPUBuffer {
  backend.uploadToGPU(dataId);
  const { resource } = backend.tensorMap.get(dataId);
  if (resource instanceof GPUBuffer) return resource;
  throw new Error('A tensor that lies in a texture cannot be computed with here: copy it with tf.clone first.');
}

function uniformBuffer(backend: GuardedBackend, values: Float32Array): GPUBuffer {
  const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.UNIFORM;
  const buffer = backend.bufferManager.acquireBuffer(values.byteLength, usage);
  backend.queue.writeBuffer(buffer, 0, values.buffer, values.byteOffset, values.byteLength);
  (backend as unknown as Recording).uniformPendingDisposal.push(buffer);
  return buffer;
}

interface HasLimits {
  readonly limits: Pick<GPUSupportedLimits, 'maxComputeWorkgroupsPerDimension'>;
}

/** Workgroups for so many invocations: in rows, where one dimension cannot hold them. */
export function groupsFor(invocations: number, device: HasLimits): readonly [x: number, y: number] {
  const groups = Math.ceil(invocations / workgroupSize);
  const rows = Math.max(1, Math.ceil(groups / device.limits.maxComputeWorkgroupsPerDimension));
  return [Math.ceil(groups / rows), rows];
}
