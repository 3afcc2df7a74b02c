import { realpathSync } from 'node:fs';
import Module from 'node:module';
import { join, sep } from 'node:path';
import type { Gate } from '../gate';
import { commonJsAsModule } from './commonJsAsModule';

/** The modules of which a kernel process must hold one copy, whoever imports them. */
export type SharedModule = 'tfjs' | 'webgpu' | 'lab';

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
  /** A package in the bundled tfjs's place; its folder as Node names the files in it. */
  private provider: { file: string; folder: string } | undefined;

  /** @param start makes tfjs ready to compute; runs once, before the first module is handed out. */
  constructor(
    private readonly directory: string,
    private readonly gate: Gate,
    private readonly start: () => Promise<void>,
  ) {
    const original = commonJs._resolveFilename;
    commonJs._resolveFilename = (request, parent, ...rest) => {
      const shared = this.isPartOfProvider(parent?.filename) ? undefined : this.find(request);
      return shared ? this.fileOf(shared) : original.call(Module, request, parent, ...rest);
    };
  }

  find(specifier: string): SharedModule | undefined {
    if (specifier === 'activation-lab') return 'lab';
    if (specifier === '@tensorflow/tfjs-backend-webgpu') return 'webgpu';
    return /^@tensorflow\/tfjs(-core|-layers|-backend-cpu|-backend-wasm|-node|-node-gpu)?$/.test(specifier)
      ? 'tfjs'
      : undefined;
  }

  /** Another tfjs in place of the bundled one, and out of it again: before anything was handed out. */
  useProvider(folder: string | undefined): void {
    this.provider = folder === undefined ? folder : { file: require.resolve(folder), folder: realpathSync(folder) };
  }

  fileOf(shared: SharedModule): string {
    return (shared === 'tfjs' && this.provider?.file) || join(this.directory, `${shared}.cjs`);
  }

  load(shared: SharedModule): Promise<object> {
    return this.gate.shelter(() => this.startAndRequire(shared));
  }

  private async startAndRequire(shared: SharedModule): Promise<object> {
    this.starting ??= this.start().catch((error: unknown) => {
      this.starting = undefined;
      throw error;
    });
    await this.starting;
    return require(this.fileOf(shared)) as object;
  }

  /** The module for ESM importers, with every name that it really has. Started before: see Importer.prepare. */
  moduleSource(shared: SharedModule): string {
    return commonJsAsModule(this.fileOf(shared));
  }

  /** tfjs-node is made of the other packages: its own files and theirs must get those, not itself. */
  private isPartOfProvider(path: string | null | undefined): boolean {
    if (!path || !this.provider) return false;
    return path.startsWith(this.provider.folder + sep) || path.includes(`${sep}node_modules${sep}@tensorflow${sep}`);
  }
}
