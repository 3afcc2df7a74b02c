import { builtinModules, createRequire } from 'node:module';
import type { NotebookPlace } from '../notebookPlace';
import { cellImportUrl } from './hookMessages';
import { isPackageFile, resolveLocal } from './localFiles';
import type { LocalGraph } from './localGraph';
import { readLocalModule } from './localModule';
import { explainImportFailure, MissingExportError } from './missingModule';
import type { ModuleLoader } from './moduleLoader';
import { needsOf } from './packageNeeds';
import type { SharedModules } from './sharedModules';

type Namespace = Record<string, unknown>;

/** A name of a static import; `needed` when the cell uses it as a value, so that it cannot be a type. */
export interface ImportedName {
  name: string;
  needed: boolean;
}

/** Imports for cells, resolved as if the notebook were a module in its folder. */
export class Importer {
  private readonly builtins = new Set(builtinModules);
  private required: { from: string; require: NodeJS.Require } | undefined;
  private readonly loading = new Set<string>();
  private readonly cutOff = new Set<string>();

  constructor(
    private readonly place: NotebookPlace,
    private readonly loader: ModuleLoader,
    private readonly graph: LocalGraph,
    private readonly shared: SharedModules,
  ) {}

  /** As the notebook's folder has it. */
  get require(): NodeJS.Require {
    const { path: from } = this.place;
    if (this.required?.from !== from) {
      const plain = createRequire(from);
      const require = Object.assign((specifier: string) => this.requireFresh(plain, specifier), plain);
      this.required = { from, require };
    }
    return this.required.require;
  }

  async import(specifier: string): Promise<Namespace> {
    const site = new Error('import');
    const asked = String(specifier);
    try {
      return await this.load(asked);
    } catch (error) {
      throw explainImportFailure(error, this.place.path, site);
    }
  }

  /** The bindings of a static import; '*' is the namespace itself. */
  async importNames(specifier: string, names: ImportedName[]): Promise<Namespace> {
    const site = new Error('import');
    const namespace = await this.import(specifier);
    const bindings: Namespace = {};
    for (const { name, needed } of names) {
      if (name === '*') bindings[name] = namespace;
      else if (name in namespace) bindings[name] = namespace[name];
      else if (isHolder(namespace.default) && name in namespace.default) bindings[name] = namespace.default[name];
      else if (needed) throw new MissingExportError(specifier, name, Object.keys(namespace), site);
    }
    return bindings;
  }

  /** Starts what the module hooks and `require` cannot wait for: tfjs also when only a package asks for it. */
  async prepare(specifiers: string[]): Promise<void> {
    const names = specifiers.flatMap((specifier) => [specifier, ...needsOf(specifier, this.require)]);
    for (const name of names) {
      const shared = this.shared.find(name);
      if (shared) await this.shared.load(shared);
    }
  }

  private async load(specifier: string): Promise<Namespace> {
    const shared = this.shared.find(specifier);
    if (shared) {
      const loaded = await this.shared.load(shared);
      return { ...loaded, default: loaded };
    }
    if (specifier.startsWith('node:') || this.builtins.has(specifier)) return import(specifier);
    this.loader.ensureRegistered();
    const path = this.localPath(specifier);
    if (path !== undefined) return this.loadLocal(path);
    await this.prepare([specifier]);
    return import(cellImportUrl({ specifier, parent: this.place.url }));
  }

  /** What an interrupt cut off in the middle would never be finished: the next import begins it anew. */
  forgetHalfLoaded(): void {
    for (const path of this.loading) this.cutOff.add(path);
    this.loading.clear();
    for (const [path, module] of Object.entries(require.cache)) if (!module?.loaded) delete require.cache[path];
  }

  private async loadLocal(path: string): Promise<Namespace> {
    if (this.cutOff.delete(path)) this.graph.failed(path);
    this.loading.add(path);
    try {
      await this.prepare(this.graph.importsOf(path));
      return await import(this.graph.urlOf(path));
    } catch (error) {
      this.graph.failed(path);
      throw error;
    } finally {
      // Not reached when V8 stops it: see forgetHalfLoaded.
      this.loading.delete(path);
    }
  }

  private requireFresh(plain: NodeJS.Require, specifier: string): unknown {
    const site = new Error('require');
    const path = this.localPath(specifier);
    try {
      // Its URL is not used here, but asking for it drops a changed file from the cache of CommonJS modules.
      if (path !== undefined) this.graph.urlOf(path);
      return plain(path ?? specifier);
    } catch (error) {
      throw explainImportFailure(error, this.place.path, site);
    }
  }

  private localPath(specifier: string): string | undefined {
    const path = resolveLocal(specifier, this.place.path);
    return path === undefined || isPackageFile(path) || path.endsWith('.node') ? undefined : path;
  }
}

/** `require` for TypeScript files, which Node may not read by itself. */
export function registerTypeScriptRequire(): void {
  for (const extension of ['.ts', '.cts', '.tsx']) {
    require.extensions[extension] = (module, path) => {
      const { code } = readLocalModule(path);
      (module as unknown as { _compile(code: string, path: string): void })._compile(code, path);
    };
  }
}

function isHolder(value: unknown): value is Namespace {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
