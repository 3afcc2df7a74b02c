import { type BackendPreference, preferredBackend } from '../backends/preference';
import type { StartOptions } from '../backends/start';
import { prepareProcess } from '../backends/tensorflow/prepareProcess';
import { type Provider, type ResolveOptions, rememberFailure, resolveProvider } from '../backends/tensorflow/resolve';
import type { BenchmarkReport, BenchmarkRequest } from '../lab/benchmark';
import type { Gate } from './gate';
import { SharedModules } from './modules/sharedModules';
import type { NotebookPlace } from './notebookPlace';
import { heal } from './tensors/heal';
import { StoppableFit, type StopSignal } from './tensors/stoppableFit';
import type { TensorEngine, Tfjs } from './tensors/tfjs';
import { WholeTensors } from './tensors/wholeTensors';
import type { BackendInfo, KernelEvents } from './wire';

/** What the kernel itself calls in `lab.cjs`, beside what cells call. */
export interface LabModule {
  /** Makes tfjs ready to compute. */
  startBackend(options: StartOptions): Promise<BackendInfo>;
  bench(
    request: BenchmarkRequest,
    options: { signal: AbortSignal; onProgress(progress: KernelEvents['benchmarkProgress']): void },
  ): Promise<BenchmarkReport>;
}

/** Where every copy of tfjs keeps its engine and its kernels: what a failed one left there is not for the next. */
const tfjsGlobals = ['_tfengine', '_tfGlobals'];

/** tfjs and the lab library of this process: loaded when first asked for, once. */
export class Lab {
  readonly shared: SharedModules;
  private started: BackendInfo | undefined;
  private readonly whole: WholeTensors;
  private readonly fits: StoppableFit;

  constructor(
    private readonly directory: string,
    private readonly place: NotebookPlace,
    gate: Gate,
    stop: StopSignal,
    private readonly announce: (backend: BackendInfo) => void,
  ) {
    this.whole = new WholeTensors(gate);
    this.fits = new StoppableFit(stop);
    this.shared = new SharedModules(directory, gate, () => this.start());
  }

  async module(): Promise<LabModule> {
    return (await this.shared.load('lab')) as LabModule;
  }

  async backend(): Promise<BackendInfo> {
    await this.module();
    if (!this.started) throw new Error('tfjs was loaded but no backend was started.');
    return this.started;
  }

  /** Undefined until a backend was started. */
  engine(): TensorEngine | undefined {
    return this.started && this.tfjs().engine();
  }

  /** What a stopped job has left open in tfjs. */
  heal(): void {
    const engine = this.engine();
    if (engine) heal(engine);
    this.fits.heal();
  }

  private tfjs(): Tfjs {
    return require(this.shared.fileOf('tfjs')) as Tfjs;
  }

  private async start(): Promise<void> {
    const preferred = preferredBackend();
    const provider = await this.chooseProvider(preferred);
    const lab = require(this.shared.fileOf('lab')) as LabModule;
    const { folder, trusted } = askedFor(this.place.folder);
    const packages = trusted ? { packagesFolder: folder } : {};
    const info = await lab.startBackend({
      wasmFolder: this.directory,
      provider: provider.kind,
      preferred,
      ...packages,
    });
    this.whole.guard(this.tfjs());
    this.fits.teach(this.tfjs());
    this.started = { ...info, detail: `${info.detail} ${reasonFor(provider)}` };
    this.announce(this.started);
  }

  /** Two tfjs in one process share some of their state and not the rest: the first one loaded stays the only one. */
  private async chooseProvider(preferred: BackendPreference): Promise<Provider> {
    if (preferred !== 'auto' && preferred !== 'tensorflow') {
      return { kind: 'bundled', reason: `TensorFlow was not looked for: the settings ask for ${preferred}.` };
    }
    if (require.cache[this.shared.fileOf('tfjs')]) {
      return { kind: 'bundled', reason: 'A package loaded it before a cell asked for tfjs.' };
    }
    const found = await resolveProvider(askedFor(this.place.folder));
    const provider = found.kind === 'tensorflow' ? await this.loadTensorFlow(found) : found;
    if (preferred === 'auto' || provider.kind === 'tensorflow') return provider;
    throw new Error(`The settings ask for TensorFlow, which cannot be used. ${provider.reason}`);
  }

  /** What worked when it was probed may fail here: a GPU that has filled up since, a driver that was replaced. */
  private async loadTensorFlow(provider: Provider & { kind: 'tensorflow' }): Promise<Provider> {
    const { packageName, root } = provider;
    prepareProcess();
    this.shared.useProvider(root);
    try {
      require(this.shared.fileOf('tfjs'));
      return provider;
    } catch (error) {
      this.shared.useProvider(undefined);
      for (const name of tfjsGlobals) Reflect.deleteProperty(globalThis, name);
      const reason = error instanceof Error ? error.message : String(error);
      await rememberFailure(root, reason);
      return { kind: 'bundled', reason: `${packageName} in ${root} was not used: ${reason}` };
    }
  }
}

function reasonFor(provider: Provider): string {
  if (provider.kind === 'bundled') return provider.reason;
  const { packageName, root, gpu, origin, passedOver } = provider;
  const missed = packageName.endsWith('-gpu') && !gpu ? 'It found no GPU that it can use.' : '';
  return [`${packageName} in ${root} (${origin}).`, missed, passedOver].filter(Boolean).join(' ');
}

/** What whoever started the kernel says of TensorFlow: the editor by its settings and its workspace's trust. */
function askedFor(folder: string): ResolveOptions {
  const { ACTIVATION_LAB_TENSORFLOW: explicitPath, ACTIVATION_LAB_TRUSTED: trusted } = process.env;
  return { folder, trusted: trusted !== '0', ...(explicitPath ? { explicitPath } : {}) };
}
