import { jobContext } from './job';

const held = new Set<Promise<unknown>>();

/**
 * Keeps a promise, and so the cell that waits for it, from being collected before it settles. A cell that was given up
 * in the meantime waits for ever: what stands after its await must not run once the user has stopped it.
 */
export function hold<T>(value: T | PromiseLike<T>): Promise<T> {
  const job = jobContext.getStore();
  const promise = new Promise<T>((resolve, reject) => {
    const goOn = (settle: () => void) => {
      if (job?.abandoned) return;
      held.delete(promise);
      settle();
    };
    Promise.resolve(value).then(
      (result) => goOn(() => resolve(result)),
      (error: unknown) => goOn(() => reject(error)),
    );
  });
  held.add(promise);
  return promise;
}

/** The same for every step of `for await`. */
export function holdEach<T>(values: AsyncIterable<T> | Iterable<T | PromiseLike<T>>): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]() {
      const steps = each(values);
      return {
        next: () => hold(steps.next()),
        return: () => steps.return(undefined),
      };
    },
  };
}

async function* each<T>(values: AsyncIterable<T> | Iterable<T | PromiseLike<T>>): AsyncGenerator<T, undefined> {
  for await (const value of values) yield value;
  return undefined;
}

/** What a function of a cell waits for: for ever, once the cell was stopped, or a loop of it would go on behind the next. */
export function unlessStopped<T>(value: T): T | Promise<never> {
  return jobContext.getStore()?.abandoned ? new Promise<never>(() => undefined) : value;
}

/** The same for every step of `for await`. */
export async function* eachUnlessStopped<T>(
  values: AsyncIterable<T> | Iterable<T | PromiseLike<T>>,
): AsyncGenerator<T, void> {
  for await (const value of values) yield await unlessStopped(value);
}
