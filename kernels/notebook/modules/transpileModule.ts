import { extname } from 'node:path';
import { CompileError, locate } from '../compile/compileError';
import { esbuild } from '../compile/esbuild';
import { transpileOptions } from './projectConfig';

const loaders: Record<string, 'ts' | 'tsx'> = { '.ts': 'ts', '.mts': 'ts', '.cts': 'ts', '.tsx': 'tsx' };

/** What modules written for a bundler expect beside ESM's own names. */
const commonJsNames = `import { createRequire as __createRequire } from 'node:module'; import { fileURLToPath as __toPath } from 'node:url';`;

/** A local file as JavaScript; plain JavaScript stays as it is. */
export function transpileModule(path: string, text: string): { code: string; map?: string } {
  const loader = loaders[extname(path)];
  if (!loader) return { code: text };
  return transpileTypeScript(path, text, loader);
}

function transpileTypeScript(path: string, text: string, loader: 'ts' | 'tsx'): { code: string; map: string } {
  try {
    const { code, map } = esbuild().transformSync(text, {
      loader,
      target: 'node20',
      platform: 'node',
      sourcemap: 'external',
      sourcefile: path,
      sourcesContent: false,
      logLevel: 'silent',
      // Unused imports are types as a rule, and naming a type that does not exist at run time is an error in ESM.
      tsconfigRaw: { compilerOptions: { ...transpileOptions(path), verbatimModuleSyntax: false } },
      ...(needsRequire(text) && { banner: `${commonJsNames}${declarations}` }),
    });
    return { code, map };
  } catch (error) {
    const [first] = error instanceof Error && 'errors' in error ? (error.errors as Parameters<typeof locate>[0][]) : [];
    if (first) throw new CompileError(first.text, locate(first), { path, text });
    throw error;
  }
}

const declarations =
  'const require = __createRequire(import.meta.url), __filename = __toPath(import.meta.url), __dirname = __toPath(new URL(".", import.meta.url));';

function needsRequire(text: string): boolean {
  return /\b(require\s*\(|__dirname\b|__filename\b)/.test(text) && /^\s*(import|export)\b/m.test(text);
}
