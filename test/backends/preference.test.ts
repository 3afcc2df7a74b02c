import { describe, expect, it } from 'vitest';
import { preferredBackend } from '../../kernels/backends/preference';
import { inProcess } from './inProcess';

const pretendElectron = "Object.defineProperty(process.versions, 'electron', { value: '37' });";

describe('the backend that a user names', () => {
  it('is auto unless it is named, and nothing unknown', () => {
    expect([preferredBackend(''), preferredBackend(' webgpu '), preferredBackend('wasm')]).toEqual([
      'auto',
      'webgpu',
      'wasm',
    ]);
    expect(() => preferredBackend('webgl')).toThrow('Say auto, wasm, webgpu, tensorflow, cpu.');
  });

  it('is plain JavaScript where that is asked for, with wasm at hand', async () => {
    expect(await inProcess({ preferred: 'cpu' })).toMatchObject({ backend: 'cpu', device: 'CPU, JavaScript' });
  });

  it('never gives way: wasm', async () => {
    const { failure } = await inProcess({ preferred: 'wasm', wasmFolder: '/nowhere' });
    expect(failure).toMatch(/tfjs-backend-wasm-simd\.wasm cannot be read/);
  });

  it('never gives way: tensorflow', async () => {
    const { failure } = await inProcess({ preferred: 'tensorflow' });
    expect(failure).toMatch(/no TensorFlow package was loaded/);
  });

  it('never gives way: webgpu without Dawn, and says how to get it', async () => {
    const { failure } = await inProcess({ preferred: 'webgpu', packagesFolder: '/nowhere' });
    expect(failure).toMatch(/needs Dawn.*npm install webgpu/);
  });

  it('never gives way: webgpu on the editor’s own Node.js, and says what to install', async () => {
    const { failure } = await inProcess({ preferred: 'webgpu' }, { before: pretendElectron });
    expect(failure).toMatch(/editor's own Node\.js\. Install Node\.js 20 or newer/);
  });

  it('never gives way: webgpu where Dawn does not load', async () => {
    const broken = await inProcess({ preferred: 'webgpu' }, { env: { ACTIVATION_LAB_DAWN: __filename } });
    expect(broken.failure).toMatch(/Dawn could not be loaded from .*preference\.test\.ts/);
  });

  it('never loads Dawn under auto', async () => {
    const { backend, dawn } = await inProcess({ preferred: 'auto', packagesFolder: process.cwd() });
    expect({ backend, dawn }).toEqual({ backend: 'wasm', dawn: false });
  });
});
