import type { PackageName } from '../packages';

/** What the install command can propose on a platform. */
export interface Offer {
  kind: PackageName | 'python';
  label: string;
  /** What it takes, in one short line. */
  brief: string;
  /** What else to know before it starts. */
  detail: string;
  installedBytes: number;
}

/** Measured on Linux: the packages alone take 300 MB; libtensorflow 2.9.1 is the rest. */
const [gpuBytes, cpuBytes, bindingBytes] = [1.9e9, 0.8e9, 0.31e9];

const gpu: Offer = {
  kind: '@tensorflow/tfjs-node-gpu',
  label: 'tfjs-node-gpu: NVIDIA GPU, CUDA 11.2',
  brief: 'About 0.6 GB to download. Needs CUDA 11.2 and cuDNN 8.1 installed.',
  detail:
    'Downloads about 0.6 GB and takes 1.9 GB. The NVIDIA driver, CUDA 11.2 and cuDNN 8.1 are yours to install; without them it computes on the CPU. For a newer CUDA, use the TensorFlow of Python.',
  installedBytes: gpuBytes,
};
const cpu: Offer = {
  kind: '@tensorflow/tfjs-node',
  label: 'tfjs-node: TensorFlow on the CPU',
  brief: 'About 0.2 GB to download. Needs nothing else.',
  detail: 'Downloads about 0.2 GB and takes 0.8 GB. Computes on all cores of the CPU, not on a GPU.',
  installedBytes: cpuBytes,
};
const python: Offer = {
  kind: 'python',
  label: 'The TensorFlow of a Python environment…',
  brief: '60 MB to download. Needs a C++ compiler. The way to CUDA 12.',
  detail:
    'Downloads 60 MB, takes 0.3 GB, and compiles a small binding (10 seconds). pip install "tensorflow[and-cuda]" brings CUDA 12. Tried: tensorflow-cpu 2.21 on Linux. Not tried: CUDA 12, macOS.',
  installedBytes: bindingBytes,
};

export interface Offers {
  offers: readonly Offer[];
  /** What is not offered here, and why; '' where everything is. */
  missing: string;
}

/** Only what can work: TensorFlow stopped building the rest. */
export function offersFor(platform: NodeJS.Platform, arch: string): Offers {
  if (platform === 'linux' && arch === 'x64') return { offers: [gpu, cpu, python], missing: '' };
  if (platform === 'linux')
    return {
      offers: [python],
      missing: 'tfjs-node-gpu exists for Linux on x64 only, so no ready-made package is offered here.',
    };
  if (platform === 'darwin')
    return {
      offers: [cpu, python],
      missing: 'There is no TensorFlow for a GPU on macOS: tfjs-node computes on the CPU.',
    };
  return {
    offers: [],
    missing:
      'tfjs-node 4.22.0 was never built for Windows (its download is not there), and TensorFlow left the GPU on Windows in 2022. Open the folder in WSL: there it is Linux.',
  };
}
