import { dirname, join } from 'node:path';
import ts from '@typescript/typescript6';

/** Kind to a notebook: strict where it finds mistakes, silent where a quick cell leaves a type open. */
const defaults: ts.CompilerOptions = {
  strict: true,
  noImplicitAny: false,
  useUnknownInCatchVariables: false,
};

/** What the kernel does with a cell, whatever the project says. */
const fixed: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ['lib.esnext.d.ts', 'lib.decorators.d.ts'],
  // Node's, and what the kernel adds to them: see cellGlobals.d.ts.
  types: ['node', 'activation-lab-cells'],
  allowJs: true,
  checkJs: false,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  esModuleInterop: true,
  isolatedModules: false,
  verbatimModuleSyntax: false,
  skipLibCheck: true,
  noEmit: true,
  composite: false,
  incremental: false,
  // Of one cell's view: a name that only a later cell uses is used.
  noUnusedLocals: false,
  noUnusedParameters: false,
};

/** Packages that come with us: a notebook's kernel has one tfjs, hence its types are these. */
const bundled = ['activation-lab', '@tensorflow/tfjs', '@tensorflow/tfjs-core', '@tensorflow/tfjs-layers'];
/** Found there only because the bundled ones import them. */
const needed = ['@tensorflow/tfjs-backend-cpu', '@tensorflow/tfjs-backend-wasm', '@webgpu/types', 'undici-types'];
/** tfjs under another name. */
const sameAsTfjs = ['@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu'];

/**
 * How the cells of a notebook in this folder are checked: as its tsconfig.json says, where there is one.
 * @param typesFolder the declarations that come with us, a folder for each package
 */
export function compilerOptionsFor(folder: string, typesFolder: string): ts.CompilerOptions {
  const own = ownOptions(folder);
  return {
    ...defaults,
    ...own,
    ...fixed,
    paths: { ...absolute(own), ...pathsTo(typesFolder) },
    typeRoots: [...typeRootsAbove(folder), join(typesFolder, '@types')],
  };
}

function ownOptions(folder: string): ts.CompilerOptions {
  const file = ts.findConfigFile(folder, ts.sys.fileExists);
  if (!file) return {};
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config ?? {}, { ...ts.sys, readDirectory: () => [] }, dirname(file)).options;
}

/** A project's paths are relative to its own file, ours lie elsewhere. */
function absolute({ paths = {}, baseUrl, pathsBasePath }: ts.CompilerOptions): ts.MapLike<string[]> {
  const base = baseUrl ?? (typeof pathsBasePath === 'string' ? pathsBasePath : '.');
  return Object.fromEntries(
    Object.entries(paths).map(([key, targets]) => [key, targets.map((target) => join(base, target))]),
  );
}

function pathsTo(typesFolder: string): ts.MapLike<string[]> {
  const own = [...bundled, ...needed].flatMap((name) => [
    [name, [join(typesFolder, name)]],
    [`${name}/*`, [join(typesFolder, name, '*')]],
  ]);
  const aliases = sameAsTfjs.map((name) => [name, [join(typesFolder, '@tensorflow/tfjs')]]);
  return Object.fromEntries([...own, ...aliases]) as ts.MapLike<string[]>;
}

function typeRootsAbove(folder: string): string[] {
  const parent = dirname(folder);
  return [join(folder, 'node_modules/@types'), ...(parent === folder ? [] : typeRootsAbove(parent))];
}
