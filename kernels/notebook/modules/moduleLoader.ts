import { register } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import type { Gate } from '../gate';
import { commonJsAsModule } from './commonJsAsModule';
import type { HookAnswer, HookQuestion } from './hookMessages';
import { isPackageFile, isTypeScript, resolveLocal } from './localFiles';
import type { LocalGraph } from './localGraph';
import { readLocalModule } from './localModule';
import type { SharedModule, SharedModules } from './sharedModules';
import { registerSyncHooks } from './syncHooks';

/** Answers Node's module hooks. They are registered at the first import that needs them: a plain cell never waits. */
export class ModuleLoader {
  private registered = false;

  constructor(
    private readonly directory: string,
    private readonly graph: LocalGraph,
    private readonly shared: SharedModules | undefined,
    private readonly whole: Gate['whole'],
  ) {}

  /** Cut off in the middle, it would leave the kernel without them for ever. */
  ensureRegistered(): void {
    if (this.registered) return;
    this.whole(() => {
      // Threaded hooks would make a newer Node wait for the thread that has to answer them: this one.
      if (!registerSyncHooks((question) => this.answer(question))) this.registerThreadedHooks();
      this.registered = true;
    });
  }

  private registerThreadedHooks(): void {
    const { port1, port2 } = new MessageChannel();
    const hooks = pathToFileURL(join(this.directory, 'hooks.mjs'));
    register(hooks.href, { data: { port: port2 }, transferList: [port2] });
    port1.on('message', ({ id, question }: { id: number; question: HookQuestion }) => {
      try {
        port1.postMessage({ id, answer: this.answer(question) });
      } catch (failure) {
        port1.postMessage({ id, failure });
      }
    });
    port1.unref();
  }

  /** undefined: nothing of ours, Node decides. */
  private answer(question: HookQuestion): HookAnswer | undefined {
    return question.kind === 'resolve' ? this.resolve(question) : this.load(question);
  }

  private resolve({ specifier, parent }: Extract<HookQuestion, { kind: 'resolve' }>): HookAnswer | undefined {
    const shared = this.shared?.find(specifier);
    if (shared) return { url: `activation-lab:${shared}`, format: 'module' };
    // A thread's own file is asked for by nobody.
    const importer = parent ?? specifier;
    if (!importer.startsWith('file:')) return undefined;
    const from = fileURLToPath(importer);
    if (isPackageFile(from)) return undefined;
    const path = resolveLocal(specifier, from);
    if (path === undefined || isPackageFile(path) || /\.(node|wasm)$/.test(path)) return undefined;
    return { url: this.graph.urlOf(path) };
  }

  private load({ url, json }: Extract<HookQuestion, { kind: 'load' }>): HookAnswer | undefined {
    const [, shared] = /^activation-lab:(tfjs|webgpu|lab)$/.exec(url) ?? [];
    if (shared) return { url, source: this.shared?.moduleSource(shared as SharedModule) };
    const path = fileURLToPath(url);
    const { format, code } = readLocalModule(path);
    // Node itself reads CommonJS, but not TypeScript.
    if (format === 'commonjs') return isTypeScript(path) ? { url, source: commonJsAsModule(path) } : undefined;
    if (format === 'module') return { url, source: code };
    return json ? { url, format: 'json', source: code } : { url, source: `export default ${code}` };
  }
}
