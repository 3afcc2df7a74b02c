import type { Gate } from '../gate';
import type { Kernel, TensorEngine, Tfjs } from './tfjs';

/**
 * Plain JavaScript may be cut off anywhere, and a kernel of it may take long; every other backend's memory is broken for
 * good by a termination in the middle of a kernel.
 */
const interruptible = 'cpu';

/** The engine's own steps between which its books are right. None of them calls a function of a cell. */
const steps = [
  'makeTensor',
  'makeTensorFromTensorInfo',
  'disposeTensor',
  'disposeVariable',
  'moveData',
  'read',
  'readSync',
  'startScope',
  'endScope',
  'addTapeNode',
] as const;

/** Keeps terminations out of tfjs's kernels and books; the functions that cells hand to tfjs stay open to them. */
export class WholeTensors {
  private readonly backends = new Set<string>([interruptible]);
  private readonly kernels = new WeakSet<Kernel>();

  constructor(private readonly gate: Gate) {}

  /** Once a backend has started. */
  guard(tfjs: Tfjs): void {
    const engine = tfjs.engine();
    for (const step of steps) this.wrap(engine as unknown as Record<typeof step, Work>, step);
    this.wrap(tfjs.Tensor.prototype, 'dispose');
    this.wrap(tfjs.Variable.prototype, 'dispose');
    this.wrap(tfjs.Variable.prototype, 'assign');
    this.guardCalls(engine, tfjs);
    this.guardKernels(engine, tfjs);
    const setUp = engine.setupRegisteredKernels.bind(engine);
    engine.setupRegisteredKernels = () => {
      setUp();
      this.guardKernels(engine, tfjs);
    };
  }

  /** Those that a backend comes with. What a cell registers later is a function of the cell. */
  private guardKernels(engine: TensorEngine, tfjs: Tfjs): void {
    for (const backend of engine.backendNames()) {
      if (this.backends.has(backend)) continue;
      this.backends.add(backend);
      for (const kernel of tfjs.getKernelsForBackend(backend)) {
        this.kernels.add(kernel);
        this.wrap(kernel, 'kernelFunc');
      }
    }
  }

  /** A kernel together with the books on it. What has no kernel's name runs functions of a cell: custom gradients. */
  private guardCalls(engine: TensorEngine, tfjs: Tfjs): void {
    const original = engine.runKernelFunc.bind(engine);
    const whole = this.whole(original);
    engine.runKernelFunc = (call) => {
      const kernel = call.kernelName === undefined ? undefined : tfjs.getKernel(call.kernelName, engine.backendName);
      return kernel && this.kernels.has(kernel) ? whole(call) : original(call);
    };
  }

  private wrap<Name extends string>(target: Record<Name, Work>, name: Name): void {
    target[name] = this.whole(target[name]);
  }

  private whole<W extends Work>(work: W): W {
    const { gate } = this;
    const run = function (this: unknown, ...values: never[]): unknown {
      gate.enter();
      try {
        return work.apply(this, values);
      } finally {
        gate.leave();
      }
    };
    return run as W;
  }
}

type Work = (...values: never[]) => unknown;
