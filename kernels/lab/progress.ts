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
export function progress(label: string, total?: number, options?: ProgressOptions): Progress;
/** The same items one after the other, with a bar that goes along: `for (const image of progress(images))`. */
export function progress<T>(items: Iterable<T>, label?: string, options?: ProgressOptions): Iterable<T>;
export function progress<T>(items: AsyncIterable<T>, label?: string, options?: ProgressOptions): AsyncIterable<T>;
export function progress<T>(
  subject: string | Iterable<T> | AsyncIterable<T>,
  goal?: number | string,
  options: ProgressOptions = {},
): Progress | Iterable<T> | AsyncIterable<T> {
  if (typeof subject === 'string') return startBar(subject, goal === undefined ? goal : Number(goal), options);
  const start = () => startBar(goal === undefined ? 'Progress' : String(goal), countOf(subject), options);
  if (Symbol.iterator in Object(subject)) return eachOf(subject as Iterable<T>, start);
  if (Symbol.asyncIterator in Object(subject)) return eachAwaited(subject as AsyncIterable<T>, start);
  throw new TypeError(
    `progress(${String(subject)}): give a label, as in progress('Training', 100), or what to go through, as in progress(images).`,
  );
}

/** How many there are, where the items know it. */
function countOf(items: unknown): number | undefined {
  const { length, size } = items as { length?: unknown; size?: unknown };
  return [length, size].find((count) => typeof count === 'number');
}

function* eachOf<T>(items: Iterable<T>, start: () => Progress): Iterable<T> {
  const bar = start();
  try {
    for (const item of items) {
      yield item;
      bar.advance();
    }
    bar.done();
  } finally {
    // Left by `break` or by an error; no harm when it is done.
    bar.stop();
  }
}

async function* eachAwaited<T>(items: AsyncIterable<T>, start: () => Progress): AsyncIterable<T> {
  const bar = start();
  try {
    for await (const item of items) {
      yield item;
      bar.advance();
    }
    bar.done();
  } finally {
    bar.stop();
  }
}

function startBar(label: string, total: number | undefined, { unit }: ProgressOptions): Progress {
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
