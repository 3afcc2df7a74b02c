import { BuildStamp } from './buildStamp';
import { buildCli } from './cliBundle';
import { buildKernel } from './kernelBundle';
import { beginStep } from './progress.mjs';
import { inProject } from './projectPaths';
import { buildEditor } from './webpackBundle';

export type Part = 'kernel' | 'editor' | 'cli';

interface Recipe {
  readonly label: string;
  readonly stamp: BuildStamp;
  build(): Promise<void>;
}

const recipes: Record<Part, Recipe> = {
  kernel: {
    label: 'Building the kernel',
    stamp: new BuildStamp('kernel', ['kernels', 'build', 'package-lock.json'], ['dist/kernel']),
    build: () => buildKernel({ outDir: inProject('dist', 'kernel') }),
  },
  editor: {
    label: 'Building the extension and its panels',
    stamp: new BuildStamp(
      'editor',
      ['extension', 'webview', 'kernels', 'build', 'webpack.config.mts', 'package.json', 'package-lock.json'],
      ['dist/extension', 'dist/webview'],
    ),
    build: buildEditor,
  },
  cli: {
    label: 'Building the command',
    stamp: new BuildStamp('cli', ['extension', 'kernels', 'build', 'package-lock.json'], ['dist/cli']),
    build: buildCli,
  },
};

/** Builds what changed since the last time; rejects with the bundler's own words when a part does not build. */
export async function buildAll({ only }: { readonly only?: readonly Part[] } = {}): Promise<void> {
  for (const part of only ?? (['kernel', 'editor', 'cli'] as const)) await buildPart(recipes[part]);
}

async function buildPart({ label, stamp, build }: Recipe): Promise<void> {
  const step = beginStep(label);
  if (stamp.isFresh()) return step.done('nothing changed');
  stamp.clear();
  try {
    await build();
  } catch (error) {
    step.fail();
    throw error;
  }
  stamp.write();
  step.done();
}
