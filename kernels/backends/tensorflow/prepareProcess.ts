import util from 'node:util';

/** TensorFlow's own switches, unless the user set them. */
export const tensorFlowDefaults = {
  // Share the GPU's memory, and keep quiet.
  TF_FORCE_GPU_ALLOW_GROWTH: 'true',
  TF_CPP_MIN_LOG_LEVEL: '2',
  // Older releases turn this on for newer processors only. Without it a child process of the user's that ends during a
  // matrix product spoils the memory of this one (test/tensorflow/signals.test.ts).
  TF_ENABLE_ONEDNN_OPTS: '1',
  // TensorFlow reserves memory on every GPU that it sees, and tfjs computes on the first alone.
  CUDA_VISIBLE_DEVICES: '0',
};

/** Must run before @tensorflow/tfjs-node(-gpu) is required. */
export function prepareProcess(): void {
  for (const [name, value] of Object.entries(tensorFlowDefaults)) process.env[name] ??= value;
  restoreOlderUtil(util);
}

interface OlderUtil {
  isArray?: (value: unknown) => boolean;
  isNullOrUndefined?: (value: unknown) => boolean;
}

/** tfjs-node 4.22 calls what Node 23 took out of `util`: its first op would throw. */
function restoreOlderUtil(older: OlderUtil): void {
  older.isArray ??= Array.isArray;
  older.isNullOrUndefined ??= (value) => value === null || value === undefined;
}
