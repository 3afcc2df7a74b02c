/** What computes in this kernel, as the status bar shows it. */
export interface BackendInfo {
  /** tfjs's backend name: 'wasm', 'cpu', 'tensorflow'. */
  backend: string;
  /** What really computes: '1 thread, SIMD', 'GPU', 'CPU'. */
  device: string;
  /** One sentence for the tooltip: where the backend came from, and why not a faster one. */
  detail: string;
}
