import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wasmFolder } from '../support/backends';

const run = promisify(execFile);
const start = join(__dirname, '../../kernels/backends/start.ts');
const tsx = require.resolve('tsx');

/** tfjs keeps the first backend of a process: each case has a process of its own, which must also end by itself. */
async function inProcess(folder: string, after = ''): Promise<Record<string, unknown>> {
  const program = `
    require('@tensorflow/tfjs-layers');
    const tf = require('@tensorflow/tfjs-core');
    const { startBackend } = require(${JSON.stringify(start)});
    const listeners = () => ['uncaughtException', 'unhandledRejection'].map((event) => process.listenerCount(event));
    const globals = () => Object.getOwnPropertyNames(globalThis).join();
    (async () => {
      const before = [listeners(), globals()];
      const info = await startBackend({ wasmFolder: ${JSON.stringify(folder)}, provider: 'bundled' });
      const kept = JSON.stringify(before[0]) === JSON.stringify(listeners());
      const sum = tf.sum(tf.tensor1d([1, 2, 3])).dataSync()[0];
      ${after}
      console.log(JSON.stringify({ ...info, sum, kept, added: globals().length - before[1].length }));
    })();`;
  const { stdout, stderr } = await run(process.execPath, ['--require', tsx, '--eval', program], {
    cwd: join(__dirname, '../..'),
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

describe('starting the bundled backend', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'activation-lab-wasm-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('takes wasm, and leaves the process as it was', async () => {
    const info = await inProcess(wasmFolder);
    expect(info).toMatchObject({
      backend: 'wasm',
      device: expect.stringMatching(/^\d+ threads?, SIMD$/),
      sum: 6,
      kept: true,
      added: 0,
    });
  });

  it('works from a folder whose name has spaces and letters beyond ASCII', async () => {
    const odd = join(folder, 'мой ordner #1%20');
    await mkdir(odd);
    await copyFile(join(wasmFolder, 'tfjs-backend-wasm-simd.wasm'), join(odd, 'tfjs-backend-wasm-simd.wasm'));
    expect(await inProcess(odd)).toMatchObject({ backend: 'wasm', sum: 6 });
  });

  it('falls to plain JavaScript where the file is missing, and says which', async () => {
    const info = await inProcess(folder);
    expect(info).toMatchObject({ backend: 'cpu', sum: 6, kept: true });
    expect(info.detail).toContain(join(folder, 'tfjs-backend-wasm-simd.wasm'));
  });

  it('falls to plain JavaScript where the file is damaged', async () => {
    await writeFile(join(folder, 'tfjs-backend-wasm-simd.wasm'), 'not wasm');
    const info = await inProcess(folder);
    expect(info).toMatchObject({ backend: 'cpu', sum: 6 });
    expect(info.detail).toMatch(/damaged/);
  });

  it('survives a forgotten rejection in a cell', async () => {
    const survive = `
      let seen = 0;
      process.on('unhandledRejection', () => { seen++; });
      Promise.reject(new Error('forgotten'));
      await new Promise((resolve) => setTimeout(resolve, 20));
      info.seen = seen;`;
    expect(await inProcess(wasmFolder, survive)).toMatchObject({ seen: 1 });
  });
});
