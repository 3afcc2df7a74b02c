import { register } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { HookAnswer, HookQuestion } from './hookMessages';
import { findLocalFile, isPackageFile, isPath } from './localFiles';
import type { LocalGraph } from './localGraph';
import { readLocalModule } from './localModule';
import type { SharedModules } from './sharedModules';

/** Answers the hooks thread. The hooks are registered at the first import that needs them: a plain cell never waits. */
export class ModuleLoader {
  private registered = false;

  constructor(
    private readonly directory: string,
    private readonly graph: LocalGraph,
    private readonly shared: SharedModules,
  ) {}

  ensureRegistered(): void {
    if (this.registered) return;
    this.registered = true;
    const { port1, port2 } = new MessageChannel();
    const hooks = pathToFileURL(join(this.directory, 'hooks.mjs'));
    register(hooks.href, { data: { port: port2 }, transferList: [port2] });
    port1.on('message', ({ id, question }: { id: number; question: HookQuestion }) => {
      void this.reply(port1, id, question);
    });
    port1.unref();
  }

  private async reply(port: MessagePort, id: number, question: HookQuestion): Promise<void> {
    try {
      const answer = question.kind === 'resolve' ? this.resolve(question) : await this.load(question);
      port.postMessage({ id, answer });
    } catch (failure) {
      port.postMessage({ id, failure });
    }
  }

  private resolve({ specifier, parent }: Extract<HookQuestion, { kind: 'resolve' }>): HookAnswer {
    const shared = this.shared.find(specifier);
    if (shared) return { url: `activation-lab:${shared}`, format: 'module' };
    if (!isPath(specifier) || !parent?.startsWith('file:')) return null;
    const from = fileURLToPath(parent);
    if (isPackageFile(from)) return null;
    const path = findLocalFile(specifier, from);
    return path === undefined || isPackageFile(path) || path.endsWith('.node') || path.endsWith('.wasm')
      ? null
      : { url: this.graph.urlOf(path) };
  }

  private async load({ url, json }: Extract<HookQuestion, { kind: 'load' }>): Promise<HookAnswer> {
    const shared = /^activation-lab:(\w+)$/.exec(url)?.[1];
    if (shared !== undefined) return { url, source: await this.shared.moduleSource(shared) };
    const path = fileURLToPath(url);
    const { format, code } = readLocalModule(path);
    if (format === 'commonjs') return null;
    if (format === 'module') return { url, source: code };
    return json ? { url, format: 'json', source: code } : { url, source: `export default ${code}` };
  }
}
