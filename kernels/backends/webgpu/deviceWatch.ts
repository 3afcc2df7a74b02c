import { GpuFailure, kindOf } from './gpuFailure';

/**
 * WebGPU reports an error as an event and computes on with zeros. Dawn raises the event inside the call that is wrong,
 * so that the operation that made it is known, and can throw.
 */
export class DeviceWatch {
  private operation = 'The last operation';
  private failure: GpuFailure | undefined;
  private loss: string | undefined;

  constructor(device: GPUDevice) {
    device.addEventListener('uncapturederror', (event) => {
      event.preventDefault();
      this.report(event.error);
    });
    void device.lost.then(({ reason, message }) => {
      this.loss = `${message || 'The driver gave no reason'} (${reason}).`;
    });
  }

  /** Runs an operation's work; what the device reports meanwhile is thrown here, under the operation's name. */
  run<T>(operation: string, work: () => T): T {
    this.check(operation);
    // Not a stack: a cell that is stopped inside an operation runs no `finally`.
    const outer = this.operation;
    this.operation = operation;
    try {
      const result = work();
      this.throwFailure();
      return result;
    } finally {
      this.operation = outer;
    }
  }

  /** Throws what is known to be wrong before anything new is tried. */
  check(operation: string): void {
    if (this.loss !== undefined) throw new GpuFailure('lost', operation, this.loss);
    this.throwFailure();
  }

  /** Throws, once, what the device has reported. */
  throwFailure(): void {
    const failure = this.failure;
    this.failure = undefined;
    if (failure) throw failure;
  }

  get hasFailure(): boolean {
    return this.failure !== undefined;
  }

  /** Takes back what was reported, for another try; says whether it was a lack of memory. */
  forgetOutOfMemory(): boolean {
    if (this.failure?.kind !== 'out of memory') return false;
    this.failure = undefined;
    return true;
  }

  /** The first report is the cause; what follows from it is not. */
  private report(error: GPUError): void {
    this.failure ??= new GpuFailure(kindOf(error), this.operation, error.message);
  }
}
