import { jobContext } from './job';

/**
 * A termination unwinds callbacks and leaves them on the stack that Node keeps of them. Nothing here depends on that
 * stack, but Node ends the process when it finds it out of order: by an exit while its checks are on (`kCheck`; the kernel
 * is started without them), and by an abort while it counts any hook (`kTotals`). Before Node 24, AsyncLocalStorage is made
 * of hooks, and switching it on raises both counts. Here they stay at 0, and the storage works: nothing else reads them.
 */
export const asyncStack = {
  /** Before a termination, by whoever terminates: hooks of a cell's own may have raised the counts again. */
  loosen(): void {
    isLoose = true;
    stopCounting();
  },
  /** Once what was stopped is gone: true after a termination, whoever it has hit. */
  tighten(): boolean {
    if (!isLoose) return false;
    isLoose = false;
    asyncWrap?.clearAsyncIdStack();
    return true;
  },
};

let isLoose = false;

interface AsyncWrap {
  clearAsyncIdStack(): void;
  async_hook_fields: Uint32Array;
  constants: { kTotals: number; kCheck: number };
}

const asyncWrap = Number.parseInt(process.versions.node, 10) < 24 ? internalAsyncWrap() : undefined;
// Switches the storage on, once and for all: nothing below leaves it off.
jobContext.run(undefined, () => undefined);
stopCounting();

function stopCounting(): void {
  if (!asyncWrap) return;
  const { async_hook_fields: fields, constants } = asyncWrap;
  fields[constants.kTotals] = 0;
  fields[constants.kCheck] = 0;
}

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
