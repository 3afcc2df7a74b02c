import { defineConfig } from 'vitest/config';

/** Two suites: `unit` runs on sources alone; `notebook` runs real kernels and needs `npm run build` first. */
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
    ],
  },
});
