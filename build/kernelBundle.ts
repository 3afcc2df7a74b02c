import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { copyNatives } from './natives';
import { thisPlatform } from './platform';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

/** The parts of tfjs that the kernel offers as `@tensorflow/tfjs`. */
const tfjsParts = ['core', 'layers', 'backend-cpu', 'backend-wasm'].map((part) => `@tensorflow/tfjs-${part}`);

/** `x.mul(y)` beside `tf.mul(x, y)`: the union package, which users know, registers these; its parts alone do not. */
const chainedOps = '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';

const wasmFile = 'tfjs-backend-wasm-simd.wasm';

/**
 * esbuild's program asks its library every second whether it is still there. Stop may cut the answer in two, and nothing
 * could be compiled any more: a kernel needs no such questions, since it takes its children along when it ends.
 */
const withoutPings: Plugin = {
  name: 'without-pings',
  setup({ onLoad }) {
    onLoad({ filter: /esbuild[\\/]lib[\\/]main\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text.replaceAll(/, "--ping"/g, '');
      if (contents === text) throw new Error('esbuild does not ask for pings any more: take this step out.');
      return { contents };
    });
  },
};

/** Builds what a notebook kernel is made of: its programs, tfjs, the lab library, and esbuild's own program. */
export async function buildKernel({ outDir, minify = false }: { outDir: string; minify?: boolean }): Promise<void> {
  const common: BuildOptions = {
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify,
    keepNames: minify,
    logLevel: 'warning',
    // esbuild's own library asks for its path: answered by ESBUILD_BINARY_PATH instead.
    logOverride: { 'require-resolve-not-external': 'silent' },
  };
  const notebook = join(root, 'kernels/notebook');
  const tfjs = {
    contents: [...tfjsParts.map((part) => `export * from '${part}';`), `import '${chainedOps}';`].join('\n'),
    resolveDir: root,
  };
  await mkdir(outDir, { recursive: true });
  await Promise.all([
    build({ ...common, entryPoints: [join(notebook, 'main.ts')], outfile: join(outDir, 'main.cjs') }),
    build({
      ...common,
      entryPoints: [join(notebook, 'startKernel.ts')],
      outfile: join(outDir, 'startKernel.cjs'),
      plugins: [withoutPings],
    }),
    build({ ...common, entryPoints: [join(notebook, 'wireThread.ts')], outfile: join(outDir, 'wireThread.cjs') }),
    build({
      ...common,
      entryPoints: [join(notebook, 'modules/workerModules.ts')],
      outfile: join(outDir, 'workerModules.cjs'),
      plugins: [withoutPings],
    }),
    build({
      ...common,
      format: 'esm',
      entryPoints: [join(notebook, 'modules/hooks.mts')],
      outfile: join(outDir, 'hooks.mjs'),
    }),
    build({ ...common, stdin: tfjs, outfile: join(outDir, 'tfjs.cjs'), mainFields: ['module', 'main'] }),
    // Read only by a kernel that computes on a GPU.
    build({
      ...common,
      stdin: { contents: "export * from '@tensorflow/tfjs-backend-webgpu';", resolveDir: root },
      outfile: join(outDir, 'webgpu.cjs'),
      mainFields: ['module', 'main'],
      external: ['@tensorflow/tfjs-core'],
    }),
    build({
      ...common,
      entryPoints: [join(root, 'kernels/lab/index.ts')],
      outfile: join(outDir, 'lab.cjs'),
      external: ['@tensorflow/*'],
    }),
    copyWasm(outDir),
    copyNatives(outDir, thisPlatform),
  ]);
}

/** One of tfjs's three builds: the kernel gives it the shared memory and the threads of the others. */
async function copyWasm(outDir: string): Promise<void> {
  const folder = join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'wasm-out');
  await copyFile(join(folder, wasmFile), join(outDir, wasmFile));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  buildKernel({ outDir: join(root, 'dist/kernel') }).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
