import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import ts from '@typescript/typescript6';
import { projectRoot } from './projectPaths';

/** What the kernel offers as `@tensorflow/tfjs`: the parts of tfjs, and its chained operations. */
const tfjsEntry = [
  ...['core', 'layers', 'backend-cpu', 'backend-wasm'].map((part) => `export * from '@tensorflow/tfjs-${part}';`),
  "import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';",
  '',
].join('\n');

/** What the kernel adds to Node's globals. */
const cellGlobals = join(projectRoot, 'kernels/language/cellGlobals.d.ts');

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ['node'],
  strict: true,
  skipLibCheck: true,
};

/**
 * Writes the declarations that a notebook has without installing anything: `activation-lab`, tfjs and Node, each
 * package in a folder of its name, and TypeScript's own. Of the packages only those files that are reached.
 */
export async function buildLanguageTypes(outDir: string): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  const lab = labDeclarations(join(outDir, 'activation-lab'));
  const files = new Map([
    ...lab,
    [join(outDir, 'activation-lab/package.json'), '{ "types": "kernels/lab/index.d.ts" }\n'],
    [join(outDir, '@tensorflow/tfjs/index.d.ts'), tfjsEntry],
  ]);
  await copy(cellGlobals, join(outDir, '@types/activation-lab-cells/index.d.ts'));
  await Promise.all([...files].map(([file, text]) => write(file, text)));
  await Promise.all(reachedFiles(lab).map((file) => copy(file, join(outDir, packagePathOf(file)))));
  await copyLibraries(join(outDir, 'typescript'));
}

/** The library as cells import it, from its sources. */
function labDeclarations(outDir: string): Map<string, string> {
  const declarations = new Map<string, string>();
  const emitting = { ...options, declaration: true, emitDeclarationOnly: true, rootDir: projectRoot, outDir };
  const program = ts.createProgram([join(projectRoot, 'kernels/lab/index.ts')], emitting);
  program.emit(undefined, (file, text) => declarations.set(file, text));
  return declarations;
}

/** What the library's declarations, tfjs and Node's types load, with the package.json files beside it. */
function reachedFiles(lab: ReadonlyMap<string, string>): string[] {
  // Where they would stand as sources, packages are found from there.
  const entries = new Map([[join(projectRoot, 'tfjs.d.ts'), tfjsEntry]]);
  for (const text of lab.values()) entries.set(join(projectRoot, `lab-${entries.size}.d.ts`), packageImportsOf(text));
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (file) => entries.get(file) ?? readFile(file);
  host.fileExists = (file) => entries.has(file) || fileExists(file);
  const program = ts.createProgram([...entries.keys()], options, host);
  const files = program.getSourceFiles().map(({ fileName }) => fileName);
  const reached = files.filter((file) => file.includes('/node_modules/') && !file.includes('/@typescript/'));
  return [...reached, ...new Set(reached.map((file) => join(packageFolderOf(file), 'package.json')))];
}

function packageImportsOf(text: string): string {
  const specifiers = ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
  return specifiers
    .filter((name) => !name.startsWith('.'))
    .map((name) => `import '${name}';`)
    .join('\n');
}

const modules = '/node_modules/';

/** '@types/node/fs.d.ts' of '/…/node_modules/@types/node/fs.d.ts'. */
function packagePathOf(file: string): string {
  const path = file.split(sep).join('/');
  return path.slice(path.lastIndexOf(modules) + modules.length);
}

function packageFolderOf(file: string): string {
  const [scope = '', name = ''] = packagePathOf(file).split('/');
  const folder = file.slice(0, file.lastIndexOf(modules) + modules.length);
  return join(folder, scope.startsWith('@') ? `${scope}/${name}` : scope);
}

/** The language without the browser: what else a notebook has comes from Node's types. */
async function copyLibraries(outDir: string): Promise<void> {
  const folder = dirname(ts.getDefaultLibFilePath({}));
  const names = (await readdir(folder)).filter((name) => /^lib\.(es|decorators).*\.d\.ts$/.test(name));
  await Promise.all(names.map((name) => copy(join(folder, name), join(outDir, name))));
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
