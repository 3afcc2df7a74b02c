import type { PackageName } from '../packages';

/** What the install command can propose on a platform. */
export interface Offer {
  kind: PackageName | 'python';
  label: string;
  /** What it takes, in one line. */
  detail: string;
  installedBytes: number;
}

/** Measured on Linux: the packages alone take 300 MB; libtensorflow 2.9.1 is the rest. */
const [gpuBytes, cpuBytes, bindingBytes] = [1.9e9, 0.8e9, 0.31e9];

const gpu: Offer = {
  kind: '@tensorflow/tfjs-node-gpu',
  label: 'tfjs-node-gpu: NVIDIA GPU, CUDA 11.2',
  detail: 'Downloads about 0.6 GB, takes 1.9 GB. Needs an NVIDIA driver, CUDA 11.2 and cuDNN 8.1, which you install.',
  installedBytes: gpuBytes,
};
const cpu: Offer = {
  kind: '@tensorflow/tfjs-node',
  label: 'tfjs-node: TensorFlow on the CPU',
  detail: 'Downloads about 0.2 GB, takes 0.8 GB. Needs nothing else. All cores, no GPU.',
  installedBytes: cpuBytes,
};
const python: Offer = {
  kind: 'python',
  label: 'The TensorFlow of a Python environment…',
  detail:
    'Downloads 60 MB, takes 0.3 GB; builds a small binding to it. Needs a C++ compiler. The way to CUDA 12: pip install "tensorflow[and-cuda]". Tried: tensorflow-cpu 2.21 on Linux. Not tried: CUDA 12.',
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
