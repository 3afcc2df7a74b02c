import { prepareProcess } from '../backends/tensorflow/prepareProcess';
import { type ResolveOptions, resolveProvider } from '../backends/tensorflow/resolve';
import type { BenchmarkReport, BenchmarkRequest } from '../lab/benchmark';
import { SharedModules } from './modules/sharedModules';
import type { BackendInfo, KernelEvents } from './wire';

/** What the kernel itself calls in `lab.cjs`, beside what cells call. */
export interface LabModule {
  /** Makes tfjs ready to compute. */
  startBackend(options: { wasmFolder: string; provider: 'bundled' | 'tensorflow' }): Promise<BackendInfo>;
  bench(
    request: BenchmarkRequest,
    options: { signal: AbortSignal; onProgress(progress: KernelEvents['benchmarkProgress']): void },
  ): Promise<BenchmarkReport>;
}

/** The part of tfjs's engine that an interrupted operation can leave open. */
interface Tensorflow {
  engine(): {
    state: { gradientDepth: number; kernelDepth: number; activeTape: unknown; scopeStack: unknown[] };
    endScope(): void;
  };
}

/** tfjs and the lab library of this process: loaded when first asked for, once. */
export class Lab {
  readonly shared: SharedModules;
  private started: BackendInfo | undefined;

  constructor(
    private readonly directory: string,
    private readonly notebookFolder: string,
    private readonly announce: (backend: BackendInfo) => void,
  ) {
    this.shared = new SharedModules(directory, () => this.start());
  }

  async module(): Promise<LabModule> {
    return (await this.shared.load('lab')) as LabModule;
  }

  async backend(): Promise<BackendInfo> {
    await this.module();
    if (!this.started) throw new Error('tfjs was loaded but no backend was started.');
    return this.started;
  }

  /** Termination runs no `finally`: closes the scopes and the gradient tape that a stopped operation left open. */
  heal(): void {
    if (!this.started) return;
    const engine = (require(this.shared.fileOf('tfjs')) as Tensorflow).engine();
    Object.assign(engine.state, { gradientDepth: 0, kernelDepth: 0, activeTape: null });
    while (engine.state.scopeStack.length > 0) engine.endScope();
  }

  private async start(): Promise<void> {
    const provider = await resolveProvider(askedFor(this.notebookFolder));
    if (provider.kind === 'tensorflow') {
      prepareProcess();
      this.shared.useProvider(provider.root);
    }
    const lab = require(this.shared.fileOf('lab')) as LabModule;
    const info = await lab.startBackend({ wasmFolder: this.directory, provider: provider.kind });
    const why = provider.kind === 'bundled' ? provider.reason : `${provider.packageName} in ${provider.root}.`;
    this.started = { ...info, detail: `${info.detail} ${why}` };
    this.announce(this.started);
  }
}

/** What whoever started the kernel says of TensorFlow: the editor by its settings and its workspace's trust. */
function askedFor(folder: string): ResolveOptions {
  const { ACTIVATION_LAB_TENSORFLOW: explicitPath, ACTIVATION_LAB_TRUSTED: trusted } = process.env;
  return { folder, trusted: trusted !== '0', ...(explicitPath ? { explicitPath } : {}) };
}
