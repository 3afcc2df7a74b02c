import { defineConfig } from 'vitest/config';

/**
 * Five suites: `unit` runs on sources alone; `webgpu` on the GPU that every Chromium brings in software; `notebook` runs real kernels, `webview` real pages in Chromium, and both
 * need `npm run build` first; `ui` clicks in the real editor and needs the editor server too, which it installs.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/vscode/**', 'test/notebook/**', 'test/**/*.browser.test.ts', 'test/**/*.gpu.test.ts'],
          testTimeout: 30_000,
          pool: 'forks',
        },
      },
      {
        test: {
          name: 'notebook',
          include: ['test/notebook/**/*.test.ts'],
          testTimeout: 180_000,
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
