export type GpuFailureKind = 'compile' | 'out of memory' | 'validation' | 'internal' | 'lost';

/** What went wrong on the GPU, in which operation, and what to do. */
export class GpuFailure extends Error {
  override readonly name = 'GpuFailure';

  constructor(
    readonly kind: GpuFailureKind,
    /** tfjs's name of the operation, and the activation's: 'ActivationForward (TeLU, forward)'. */
    readonly operation: string,
    reason: string,
  ) {
    super(`${operation} ${sentences[kind]}\n${reason.trim()}\n${advice[kind]}`);
  }
}

const sentences: Record<GpuFailureKind, string> = {
  compile: 'could not be compiled for this GPU:',
  'out of memory': 'asked for more memory than the GPU can give:',
  validation: 'was refused by the GPU:',
  internal: 'failed inside the GPU driver:',
  lost: 'cannot run, because the GPU was lost:',
};

const choose = 'Choose another backend in the setting activationLab.backend.preferred';

const advice: Record<GpuFailureKind, string> = {
  compile: `This is a fault of the operation, not of your code: please report it. ${choose} to go on.`,
  'out of memory':
    'Use smaller batches, dispose what is no longer needed (tf.tidy), or choose a backend in main memory.',
  validation: `Nothing was computed. ${choose} to go on.`,
  internal: `A newer driver may help. ${choose} to go on.`,
  lost: `Restart the kernel; its tensors are gone. If it happens again: a step that runs for seconds is ended by many drivers, so use smaller batches. ${choose} to go on without it.`,
};

/** From what the device reports: its classes, and what its messages begin with. */
export function kindOf(error: GPUError): GpuFailureKind {
  if (error instanceof GPUOutOfMemoryError || /exceeds the max buffer size/.test(error.message)) return 'out of memory';
  if (error instanceof GPUInternalError) return 'internal';
  return /parsing WGSL|ShaderModule|ComputePipeline/.test(error.message) ? 'compile' : 'validation';
}
