import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type * as Esbuild from 'esbuild';

let loaded: typeof Esbuild | undefined;

/** esbuild with the native program that is shipped beside the kernel. */
export function esbuild(): typeof Esbuild {
  if (loaded) return loaded;
  const shipped = join(__dirname, process.platform === 'win32' ? 'esbuild.exe' : 'esbuild');
  const outer = process.env.ESBUILD_BINARY_PATH;
  // esbuild reads the variable once, when it is loaded. A cell that uses its own esbuild must not meet ours.
  if (existsSync(shipped)) process.env.ESBUILD_BINARY_PATH = shipped;
  loaded = require('esbuild') as typeof Esbuild;
  if (outer === undefined) delete process.env.ESBUILD_BINARY_PATH;
  else process.env.ESBUILD_BINARY_PATH = outer;
  return loaded;
}
