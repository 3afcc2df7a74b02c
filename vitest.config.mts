import { defineConfig } from 'vitest/config';

/**
 * Three suites: `unit` runs on sources alone; `notebook` runs real kernels and needs `npm run build` first; `ui` clicks
 * in the real editor and needs both the build and the editor server, which it installs.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/vscode/**', 'test/notebook/**'],
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
