interface Internals {
  binding(name: 'async_wrap'): { clearAsyncIdStack(): void };
}

/**
 * Called just before V8 terminates what runs. Before Node 24, AsyncLocalStorage keeps a stack of the callbacks being
 * run; termination unwinds them without popping it, and Node aborts the process at the next callback.
 */
export function forgetAsyncStack(): void {
  asyncWrap.clearAsyncIdStack();
}

const asyncWrap = withoutWarning(() => (process as unknown as Internals).binding('async_wrap'));

/** Node warns of `process.binding`, for which it has no replacement here. */
function withoutWarning<T>(read: () => T): T {
  const before = process.noDeprecation;
  process.noDeprecation = true;
  try {
    return read();
  } finally {
    process.noDeprecation = before;
  }
}
