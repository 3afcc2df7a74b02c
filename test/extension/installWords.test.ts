import { describe, expect, it } from 'vitest';
import { installedMessage, progressMessage, sizeWords } from '../../extension/backend/installWords';

const installed = {
  folder: 'x',
  packageName: '@tensorflow/tfjs-node-gpu',
  title: 'tfjs-node-gpu 4.22.0',
  installedAt: '',
} as const;

describe('the words of an install', () => {
  it('say how much has come and what is to come', () => {
    expect(sizeWords(312_400_000)).toBe('312 MB');
    expect(progressMessage('downloading', 312_400_000, 1.9e9)).toBe('312 MB of about 1.9 GB');
    expect(progressMessage('trying', 1.9e9, 1.9e9)).toBe('Trying it with a first computation');
  });

  it('name the device that really computes', () => {
    expect(installedMessage({ ...installed, gpu: true })).toContain('computes on the GPU. Kernels use it');
    expect(installedMessage({ ...installed, gpu: false })).toMatch(
      /on the CPU\. It found no GPU.*driver, CUDA and cuDNN/,
    );
    const cpu = { ...installed, packageName: '@tensorflow/tfjs-node', title: 'tfjs-node 4.22.0' } as const;
    expect(installedMessage({ ...cpu, gpu: false })).not.toContain('no GPU');
    expect(installedMessage({ ...cpu, python: '/venv', gpu: false })).toContain('tensorflow[and-cuda]');
  });
});
