import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type * as Esbuild from 'esbuild';

let loaded: typeof Esbuild | undefined;

/** esbuild with the native program that is shipped beside the kernel. */
export function esbuild(): typeof Esbuild {
  if (loaded) return loaded;
  const variables = { ESBUILD_BINARY_PATH: shippedProgram(), ESBUILD_WORKER_THREADS: '0' };
  loaded = withEnvironment(variables, () => require('esbuild') as typeof Esbuild);
  return loaded;
}

function shippedProgram(): string | undefined {
  const program = join(__dirname, process.platform === 'win32' ? 'esbuild.exe' : 'esbuild');
  return existsSync(program) ? program : undefined;
}

/**
 * esbuild reads its variables once, when it is loaded; a cell that uses its own esbuild must not meet ours. Its worker
 * thread must stay off: it would run the file that esbuild is part of, which here is the kernel itself.
 */
function withEnvironment<T>(variables: Record<string, string | undefined>, load: () => T): T {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  assign(Object.entries(variables));
  try {
    return load();
  } finally {
    assign(before);
  }
}

function assign(variables: (readonly [name: string, value: string | undefined])[]): void {
  for (const [name, value] of variables) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
