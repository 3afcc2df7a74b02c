// First: it registers its own backend unless there is no navigator.gpu yet.
import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { activationKernels } from './activationKernels';
import { adamStep } from './adamStep';
import { factsOf } from './adapter';
import { type DawnPlaces, loadDawn } from './dawn';
import { GuardedBackend } from './guardedBackend';
import { nameKernels } from './namedKernels';

/** Asked for where the adapter has them: tfjs times kernels by the first, half precision needs the second. */
const features: readonly GPUFeatureName[] = ['timestamp-query', 'shader-f16'];

/** What a device gets only when it is asked for: the adapter's most, in place of every GPU's least. */
const limits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** Makes WebGPU tfjs's current backend; throws an error that says why it cannot be, and what to do. */
export async function startWebgpu(places: DawnPlaces): Promise<GuardedBackend> {
  const gpu = loadDawn(places);
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error(noAdapter());
  const device = await adapter.requestDevice({
    requiredFeatures: features.filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(limits.map((name) => [name, adapter.limits[name]])),
  });
  const backend = new GuardedBackend(device, adapter.info, factsOf(adapter.info));
  for (const kernel of [...activationKernels, adamStep]) tf.registerKernel(kernel);
  nameKernels();
  tf.registerBackend('webgpu', () => backend);
  await tf.setBackend('webgpu');
  return backend;
}

function noAdapter(): string {
  const next =
    process.platform === 'linux'
      ? 'Install the GPU’s Vulkan driver and the Vulkan loader (libvulkan1), and try "vulkaninfo --summary".'
      : 'Install the GPU’s current driver.';
  return `WebGPU found no GPU on this machine. ${next}`;
}
