import { type Job, jobContext } from './job';

/**
 * Before Node 24, AsyncLocalStorage makes Node keep a stack of the callbacks being run. Termination unwinds callbacks
 * without popping it, and Node aborts the process when it finds that out. So whoever terminates first calls `loosen`:
 * the storage is off, and nobody looks at the stack, until what was stopped is gone and `restore` is called.
 */
export const asyncStack = {
  loosen(): void {
    if (!asyncWrap) return;
    isLoose = true;
    jobContext.disable();
    asyncWrap.clearAsyncIdStack();
    // Inside a hook, where an endless chain of promises mostly is, Node would put the count right only at its end: cut
    // off there it would count the storage as on for ever, and look at the stack.
    asyncWrap.async_hook_fields[asyncWrap.constants.kTotals] = 0;
  },
  /**
   * Before a job switches the storage on again. What was stopped need not have been a job: a timer that an earlier cell
   * left behind may have taken the blow, with nobody to restore anything afterwards.
   */
  tighten(): void {
    if (isLoose) asyncWrap?.clearAsyncIdStack();
    isLoose = false;
  },
  restore(job: Job): void {
    if (!asyncWrap) return;
    asyncWrap.clearAsyncIdStack();
    // Entering a context switches the storage on; what earlier cells left running finds its own again.
    jobContext.run(job, () => undefined);
  },
};

let isLoose = false;

interface AsyncWrap {
  clearAsyncIdStack(): void;
  /** Counts by kind of hook; `kTotals` of all. */
  async_hook_fields: Uint32Array;
  constants: { kTotals: number };
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
