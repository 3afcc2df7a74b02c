import { defineConfig } from 'vitest/config';

/**
 * Three suites: `unit` runs on sources alone; `notebook` runs real kernels and `webview` real pages in Chromium, both
 * of which need `npm run build` first.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/vscode/**', 'test/notebook/**', 'test/**/*.browser.test.ts'],
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
          name: 'webview',
          include: ['test/webview/**/*.browser.test.ts'],
          testTimeout: 60_000,
          pool: 'forks',
          maxWorkers: 1,
        },
      },
    ],
  },
});
