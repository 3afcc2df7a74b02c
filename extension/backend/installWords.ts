import type { Installed, Phase } from '../../kernels/backends/tensorflow/install/install';

/** "312 MB of about 1.9 GB": what has arrived, cache and all. */
export function progressMessage(phase: Phase, bytes: number, expected: number): string {
  return phase === 'trying'
    ? 'Trying it with a first computation'
    : `${sizeWords(bytes)} of about ${sizeWords(expected)}`;
}

export function sizeWords(bytes: number): string {
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

export function installedMessage({ title, packageName, python, gpu }: Installed): string {
  const wanted = packageName.endsWith('-gpu')
    ? 'It found no GPU that it can use: check the driver, CUDA and cuDNN.'
    : '';
  const missed = python ? 'For an NVIDIA GPU, Python needs tensorflow[and-cuda].' : wanted;
  const device = gpu ? 'the GPU' : 'the CPU';
  return [`${title} works and computes on ${device}.`, gpu ? '' : missed, 'Kernels use it from their next start.']
    .filter(Boolean)
    .join(' ');
}
