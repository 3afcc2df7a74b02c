import { currentHost } from './currentHost';
import type { DisplayHandle, MimeBundle } from './host';
import { type ProgressState, progressMarkup, progressText } from './progressView';
import { throttle } from './throttle';

export interface ProgressOptions {
  /** What is counted: 'images', 'MB'. */
  unit?: string;
}

export interface Progress {
  /** `detail` is a short word on what is being done now: 'epoch 3 of 12'. */
  advance(by?: number, detail?: string): void;
  /** Ends the bar: one quiet line stays. */
  done(): void;
  /** Ends the bar before its time: the line says where and why. */
  stop(reason?: string): void;
}

const updateEveryMs = 1000 / 8;

function bundleOf(state: ProgressState): MimeBundle {
  return { 'text/html': progressMarkup(state), 'text/plain': progressText(state) };
}

/** A bar that is updated in place, at most eight times a second. Without `total` it counts without a goal. */
export function progress(label: string, total?: number, { unit }: ProgressOptions = {}): Progress {
  const host = currentHost();
  const { signal } = host;
  const start = performance.now();
  const state: ProgressState = { label, unit, total, count: 0, detail: '', seconds: 0, phase: 'running' };
  let handle: DisplayHandle | undefined;

  const render = throttle(updateEveryMs, () => {
    state.seconds = (performance.now() - start) / 1000;
    if (handle === undefined) handle = host.display(bundleOf(state));
    else handle.update(bundleOf(state));
  });

  function end(phase: 'done' | 'stopped', reason = ''): void {
    if (state.phase !== 'running') return;
    signal.removeEventListener('abort', interrupted);
    state.phase = phase;
    state.detail = reason;
    render.flush();
  }
  const interrupted = () => end('stopped', 'interrupted');

  signal.addEventListener('abort', interrupted);
  render.request();
  return {
    advance(by = 1, detail = state.detail) {
      if (state.phase !== 'running') return;
      state.count += by;
      state.detail = detail;
      render.request();
    },
    done: () => end('done'),
    stop: (reason) => end('stopped', reason),
  };
}
