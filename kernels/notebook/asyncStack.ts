import { type Job, jobContext } from './job';

/**
 * Before Node 24, AsyncLocalStorage makes Node keep a stack of the callbacks being run. Termination unwinds callbacks
 * without popping it, and Node aborts the process when it finds that out. So whoever terminates first calls `loosen`:
 * the storage is off, and nobody looks at the stack, until what was stopped is gone and `restore` is called.
 */
export const asyncStack = {
  loosen(): void {
    if (!asyncWrap) return;
    jobContext.disable();
    asyncWrap.clearAsyncIdStack();
  },
  restore(job: Job): void {
    if (!asyncWrap) return;
    asyncWrap.clearAsyncIdStack();
    // Entering a context switches the storage on; what earlier cells left running finds its own again.
    jobContext.run(job, () => undefined);
  },
};

interface AsyncWrap {
  clearAsyncIdStack(): void;
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
