import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** The module of the package that build/testTensorflow.ts has built; its suite runs by that command alone. */
const tensorflow = path.join(process.env.ACTIVATION_LAB_TEST_TFJS ?? '', 'dist', 'index.js');

/**
 * `unit` runs on sources alone, and so does `webgpu`, on a GPU in software. `notebook` runs real kernels and the real
 * language server, `storm` stops cells of one at random moments, `webview` opens real pages in Chromium: they need
 * `npm run build` first. `ui` clicks in the real editor and
 * needs the editor server too, which it installs. Two run by commands of their own, which make a Python for them:
 * `tensorflow` (npm run test:tensorflow) and `swaps` (npm run test:swaps).
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/vscode/**',
            'test/notebook/**',
            'test/language/**',
            'test/tensorflow/**',
            'test/swaps/**',
            'test/storm/**',
            'test/**/*.browser.test.ts',
            'test/**/*.gpu.test.ts',
          ],
          testTimeout: 30_000,
          pool: 'forks',
        },
      },
      {
        test: {
          name: 'notebook',
          include: ['test/notebook/**/*.test.ts', 'test/language/**/*.test.ts'],
          testTimeout: 180_000,
          pool: 'forks',
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'storm',
          include: ['test/storm/**/*.test.ts'],
          pool: 'forks',
        },
      },
      {
        test: {
          name: 'swaps',
          include: ['test/swaps/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 600_000,
          pool: 'forks',
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'webgpu',
          include: ['test/**/*.gpu.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          pool: 'forks',
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'webview',
          include: ['test/webview/**/*.browser.test.ts'],
          testTimeout: 60_000,
          pool: 'forks',
          maxWorkers: 1,
        },
      },
      {
        // Here as in a notebook kernel, TensorFlow's package is the only tfjs there is.
        resolve: { alias: [{ find: /^@tensorflow\/tfjs(-core|-layers|-backend-cpu)?$/, replacement: tensorflow }] },
        test: {
          name: 'tensorflow',
          include: ['test/tensorflow/**/*.test.ts'],
          setupFiles: ['test/tensorflow/setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          pool: 'forks',
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'ui',
          include: ['test/vscode/ui/**/*.ui.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          pool: 'forks',
          maxWorkers: 1,
        },
      },
    ],
  },
});
