import { expect, it } from 'vitest';
import { factsOf } from '../../../kernels/backends/webgpu/adapter';

const info = { vendor: '', architecture: '', device: '', description: '' };

it.each([
  ['a named GPU', { vendor: 'nvidia', architecture: 'hopper', description: 'NVIDIA H200' }, 'NVIDIA H200', false],
  ['one that tells little', { vendor: 'apple', architecture: 'metal-3' }, 'apple metal-3', false],
  ['one that tells nothing', {}, 'GPU', false],
  [
    'SwiftShader',
    { architecture: 'swiftshader', description: 'SwiftShader driver' },
    'SwiftShader driver (software)',
    true,
  ],
  ['Mesa on the CPU', { device: 'llvmpipe (LLVM 15)' }, 'llvmpipe (LLVM 15) (software)', true],
  ['Windows’ own', { description: 'Microsoft Basic Render Driver' }, 'Microsoft Basic Render Driver (software)', true],
  ['a fallback', { description: 'CPU', isFallbackAdapter: true }, 'CPU (software)', true],
])('tells %s', (_, told, name, software) => {
  expect(factsOf({ ...info, ...told })).toEqual({ name, software });
});
