import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What dawn.node gives: WebGPU for Node, by the implementation that Chrome has. */
interface Dawn {
  create(options: readonly string[]): GPU;
  /** `GPUBuffer`, `GPUBufferUsage`… as a browser has them among its globals. */
  globals: Readonly<Record<string, unknown>>;
}

export interface DawnPlaces {
  /** The kernel's own: a package for one platform carries Dawn in its folder `dawn`. */
  kernelFolder: string;
  /** Where a `webgpu` package of the user's may stand: the notebook's folder; absent in a workspace without trust. */
  packagesFolder?: string;
}

/** Collected as garbage, an instance takes the process with it. */
const holder = globalThis as { activationLabGpu?: GPU };

/** WebGPU's entry, once for this process; throws an error that says what is missing and what to do. */
export function loadDawn(places: DawnPlaces): GPU {
  if (holder.activationLabGpu) return holder.activationLabGpu;
  if (process.versions.electron) {
    throw new Error(
      "WebGPU does not run on the editor's own Node.js. Install Node.js 20 or newer (nodejs.org), or name its program in the setting activationLab.kernel.nodePath.",
    );
  }
  const { create, globals } = requireDawn(findDawn(places));
  Object.assign(globalThis, globals);
  const gpu = create([]);
  holder.activationLabGpu = gpu;
  // Node has a navigator from version 21 on.
  const { navigator = {} } = globalThis as { navigator?: object };
  Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  return gpu;
}

/** dawn.node: the one that ACTIVATION_LAB_DAWN names, the kernel's own, or that of a `webgpu` package. */
export function findDawn({ kernelFolder, packagesFolder }: DawnPlaces): string {
  const named = process.env.ACTIVATION_LAB_DAWN;
  const candidates = named ? [named] : [join(kernelFolder, 'dawn', 'dawn.node'), ...inPackage(packagesFolder)];
  const found = candidates.find(existsSync);
  if (found) return found;
  throw new Error(
    `WebGPU needs Dawn, which this build of Activation Lab does not carry for ${platform()}. Install it beside the notebook with "npm install webgpu". Looked for: ${candidates.join(', ')}.`,
  );
}

function inPackage(folder: string | undefined): string[] {
  if (folder === undefined) return [];
  try {
    const manifest = createRequire(join(folder, 'notebook.js')).resolve('webgpu/index.js');
    return [join(dirname(manifest), 'dist', platform(), 'dawn.node')];
  } catch {
    return [];
  }
}

/** As the `webgpu` package names its folders. */
function platform(): string {
  return `${process.platform}-${process.platform === 'darwin' ? 'universal' : process.arch}`;
}

function requireDawn(file: string): Dawn {
  try {
    return createRequire(file)(file) as Dawn;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const next = /GLIBC/.test(reason) ? 'It needs glibc 2.34 or newer: a Linux of 2022 or later.' : 'Install it again.';
    throw new Error(`Dawn could not be loaded from ${file}: ${reason}. ${next}`);
  }
}
