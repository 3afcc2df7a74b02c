import { defineConfig } from 'vitest/config';

/**
 * Five suites: `swaps` runs Python (`npm run test:swaps`); `unit` runs on sources alone; `notebook` runs real kernels, `webview` real pages in Chromium, and both
 * need `npm run build` first; `ui` clicks in the real editor and needs the editor server too, which it installs.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/vscode/**', 'test/notebook/**', 'test/swaps/**', 'test/**/*.browser.test.ts'],
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
