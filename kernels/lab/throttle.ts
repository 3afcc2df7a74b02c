export interface Throttled {
  /** Runs the action now if it may, else once when it next may. */
  request(): void;
  /** Runs the action now, and drops the one that was waiting. */
  flush(): void;
  cancel(): void;
}

/**
 * At most one action per interval, the last request never lost. The clock is read at each request, not left to a
 * timer alone: a training loop that never yields still gets its updates.
 */
export function throttle(intervalMs: number, action: () => void): Throttled {
  let lastAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  function cancel(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  function flush(): void {
    cancel();
    lastAt = performance.now();
    action();
  }

  function request(): void {
    const wait = lastAt + intervalMs - performance.now();
    if (wait <= 0) flush();
    else timer ??= setTimeout(flush, wait);
  }

  return { request, flush, cancel };
}
