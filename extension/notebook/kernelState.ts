import type { BackendInfo } from '../../kernels/notebook/wire';

/** What the status bar tells of one notebook's kernel. */
export type KernelState =
  | { phase: 'off' }
  | { phase: 'starting' }
  | { phase: 'idle' | 'busy'; backend: BackendInfo | undefined }
  | { phase: 'dead'; reason: string };

const backendNames: Record<string, string> = {
  wasm: 'wasm',
  cpu: 'plain JavaScript',
  tensorflow: 'TensorFlow',
  webgpu: 'WebGPU',
};

/** "TS notebook · wasm 2 threads": the real backend and device, or why there is none yet. */
export function statusText(state: KernelState): string {
  switch (state.phase) {
    case 'off':
      return 'TS notebook';
    case 'starting':
      return 'TS notebook · starting';
    case 'dead':
      return 'TS notebook · kernel ended';
    case 'idle':
    case 'busy':
      return state.backend
        ? `TS notebook · ${backendNames[state.backend.backend] ?? state.backend.backend} ${state.backend.device}`
        : 'TS notebook · ready';
  }
}

/** The tooltip: one sentence more. */
export function statusDetail(state: KernelState): string {
  switch (state.phase) {
    case 'off':
      return 'The kernel starts with the first cell that you run.';
    case 'starting':
      return 'The kernel is starting.';
    case 'dead':
      return `${state.reason} Run a cell to start a new one.`;
    case 'idle':
    case 'busy':
      return state.backend
        ? state.backend.detail
        : 'The backend is chosen when a cell first imports @tensorflow/tfjs or activation-lab.';
  }
}
