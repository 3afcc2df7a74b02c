import { createRequire } from 'node:module';
import { join } from 'node:path';
import { dawnFolder } from '../../../build/dawnFolder';

interface Dawn {
  create(options: readonly string[]): GPU;
  globals: Record<string, unknown>;
}

/** The instance must outlive its device. */
let instance: GPU | undefined;

/** A device that compiles with the real compiler of Chrome and computes nothing: it needs no GPU. */
export async function nullDevice(): Promise<GPUDevice> {
  const file = join(dawnFolder(process.platform, process.arch), 'dawn.node');
  const { create, globals } = createRequire(file)(file) as Dawn;
  Object.assign(globalThis, globals);
  instance = create(['backend=null']);
  const adapter = await instance.requestAdapter();
  if (!adapter) throw new Error('Dawn has no null backend.');
  return adapter.requestDevice({ requiredFeatures: ['shader-f16'] });
}

/** What the compiler has to say against a shader; nothing where it compiles. */
export async function complaintOf(device: GPUDevice, code: string): Promise<string | undefined> {
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ code });
  device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint: 'main' } });
  return (await device.popErrorScope())?.message;
}
