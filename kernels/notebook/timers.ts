import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { jobContext } from './job';

type Schedule = (callback: (...values: unknown[]) => void, ...rest: unknown[]) => object;

/**
 * Timers of a cell that was stopped never fire: without this, a loop over `await sleep()` would go on in the
 * background, beside the cells that follow.
 */
export function bindTimersToJobs(): void {
  for (const name of ['setTimeout', 'setInterval', 'setImmediate'] as const) {
    const original = timers[name] as unknown as Schedule;
    const bound: Schedule = (callback, ...rest) => {
      const job = jobContext.getStore();
      if (!job || typeof callback !== 'function') return original(callback, ...rest);
      const timer = original(
        (...values) => {
          if (!job.abandoned) return callback(...values);
          if (name === 'setInterval') timers.clearInterval(timer as NodeJS.Timeout);
        },
        ...rest,
      );
      return timer;
    };
    Object.defineProperties(bound, Object.getOwnPropertyDescriptors(original));
    Object.assign(timers, { [name]: bound });
    Object.defineProperty(globalThis, name, { value: bound, configurable: true, writable: true, enumerable: true });
  }
  const { setTimeout: sleep, setImmediate: turn } = timersPromises;
  Object.assign(timersPromises, {
    setTimeout: (...call: Parameters<typeof sleep>) => sleep(...call).then(unlessAbandoned()),
    setImmediate: (...call: Parameters<typeof turn>) => turn(...call).then(unlessAbandoned()),
  });
  syncBuiltinESMExports();
}

/** A promise of a stopped job stays pending: nothing waits for it any more. */
function unlessAbandoned(): <T>(value: T) => T | Promise<T> {
  const job = jobContext.getStore();
  return (value) => (job?.abandoned ? new Promise(() => undefined) : value);
}
