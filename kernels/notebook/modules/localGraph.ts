import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { registerSource } from '../errors/sources';
import { isPackageFile, resolveLocal } from './localFiles';
import { type LocalModule, readLocalModule } from './localModule';

/**
 * Gives every local module a URL that changes when its text changes or that of anything it imports: Node never
 * loads one URL twice, so this is what makes an edited module be imported again, and an unchanged one be shared.
 */
export class LocalGraph {
  private readonly attempts = new Map<string, number>();
  private readonly loaded = new Map<string, string>();

  urlOf(path: string): string {
    const reached = this.reach(path);
    const hash = createHash('sha1');
    for (const file of [...reached.keys()].sort()) {
      hash.update(`${file}\0${reached.get(file)?.hash}\0${this.attempts.get(file) ?? 0}\0`);
    }
    const url = `${pathToFileURL(path).href}?version=${hash.digest('hex').slice(0, 12)}`;
    const module = reached.get(path);
    if (module && this.loaded.get(path) !== url) this.remember(path, url, module);
    return url;
  }

  /** Everything that a module and those below it import, by the names they use. */
  importsOf(path: string): string[] {
    return [...this.reach(path).values()].flatMap(({ imports }) => imports);
  }

  /** Node remembers a module that threw for ever: the next import gets it, and what it pulled in, afresh. */
  failed(path: string): void {
    for (const file of this.reach(path).keys()) this.attempts.set(file, (this.attempts.get(file) ?? 0) + 1);
  }

  private remember(path: string, url: string, { text, map }: LocalModule): void {
    this.loaded.set(path, url);
    // CommonJS goes by the path alone.
    delete require.cache[path];
    registerSource(url, { title: path, text, maps: map === undefined ? [] : [map] });
  }

  private reach(root: string): Map<string, LocalModule> {
    const reached = new Map<string, LocalModule>();
    const waiting = [root];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (reached.has(path) || isPackageFile(path)) continue;
      const module = readLocalModule(path);
      reached.set(path, module);
      for (const specifier of module.imports) {
        const next = resolveLocal(specifier, path);
        if (next !== undefined) waiting.push(next);
      }
    }
    return reached;
  }
}
