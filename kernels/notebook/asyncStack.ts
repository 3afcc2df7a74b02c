interface AsyncWrap {
  clearAsyncIdStack(): void;
}

/**
 * Called just before V8 terminates what runs. Before Node 24, AsyncLocalStorage keeps a stack of the callbacks being
 * run; termination unwinds them without popping it, and Node aborts the process at the next callback.
 */
export function forgetAsyncStack(): void {
  asyncWrap?.clearAsyncIdStack();
}

const asyncWrap = Number.parseInt(process.versions.node, 10) < 24 ? internalAsyncWrap() : undefined;

/** Node warns of `process.binding`, for which it has no replacement here. */
function internalAsyncWrap(): AsyncWrap {
  const before = process.noDeprecation;
  process.noDeprecation = true;
  try {
    return (process as unknown as { binding(name: string): AsyncWrap }).binding('async_wrap');
  } finally {
    process.noDeprecation = before;
  }
}
