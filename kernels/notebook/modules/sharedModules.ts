import Module from 'node:module';
import { join, sep } from 'node:path';

/** The modules of which a kernel process must hold one copy, whoever imports them. */
export type SharedModule = 'tfjs' | 'lab';

type ResolveFilename = (
  request: string,
  parent: { filename?: string | null } | undefined,
  ...rest: unknown[]
) => string;
/** Node's CommonJS resolver: not documented, but what every tool of this kind hangs on. */
const commonJs = Module as unknown as { _resolveFilename: ResolveFilename };

/** Sends every request for tfjs to one provider, and `activation-lab` to the library beside the kernel. */
export class SharedModules {
  private starting: Promise<void> | undefined;
  private provider: string;

  /** @param start makes tfjs ready to compute; runs once, before the first module is handed out. */
  constructor(
    private readonly directory: string,
    private readonly start: () => Promise<void>,
  ) {
    this.provider = join(directory, 'tfjs.cjs');
    const original = commonJs._resolveFilename;
    commonJs._resolveFilename = (request, parent, ...rest) => {
      const shared = isTensorflowPackage(parent?.filename) ? undefined : this.find(request);
      return shared ? this.fileOf(shared) : original.call(Module, request, parent, ...rest);
    };
  }

  find(specifier: string): SharedModule | undefined {
    if (specifier === 'activation-lab') return 'lab';
    return /^@tensorflow\/tfjs(-core|-layers|-backend-cpu|-backend-wasm|-node|-node-gpu)?$/.test(specifier)
      ? 'tfjs'
      : undefined;
  }

  /** Another tfjs in place of the bundled one: before anything was loaded. */
  useProvider(folder: string): void {
    this.provider = require.resolve(folder);
  }

  fileOf(shared: SharedModule): string {
    return shared === 'tfjs' ? this.provider : join(this.directory, 'lab.cjs');
  }

  async load(shared: SharedModule): Promise<object> {
    this.starting ??= this.start().catch((error: unknown) => {
      this.starting = undefined;
      throw error;
    });
    await this.starting;
    return require(this.fileOf(shared)) as object;
  }

  /** The module for ESM importers, with every name that it really has. Started before: see Importer.prepare. */
  moduleSource(shared: SharedModule): string {
    const file = this.fileOf(shared);
    const names = Object.keys(require(file) as object).filter(
      (name) => name !== 'default' && /^[A-Za-z_$][\w$]*$/.test(name),
    );
    const path = JSON.stringify(file);
    return [
      `import { createRequire as __createRequire } from 'node:module';`,
      `const __shared = __createRequire(${path})(${path});`,
      `export const { ${names.join(', ')} } = __shared;`,
      'export default __shared;',
    ].join('\n');
  }
}

/** tfjs-node is made of the other packages: its own files must get those, not itself. */
function isTensorflowPackage(path: string | null | undefined): boolean {
  return path?.includes(`${sep}node_modules${sep}@tensorflow${sep}`) ?? false;
}
