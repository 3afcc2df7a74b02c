import { jobContext } from './job';

const held = new Set<Promise<unknown>>();

/**
 * Keeps a promise, and so the cell that waits for it, from being collected before it settles. A cell that was given up
 * in the meantime waits for ever: what stands after its await must not run once the user has stopped it.
 */
export function hold<T>(value: T | PromiseLike<T>): Promise<T> {
  const job = jobContext.getStore();
  const goOn = <R>(settle: () => R): R | Promise<never> => {
    if (job?.abandoned) return forEver();
    held.delete(promise);
    return settle();
  };
  // Of one `then`, and nothing around it: V8 follows it from a function that throws to the line of the cell that waits.
  const promise = Promise.resolve(value).then(
    (result) => goOn(() => result),
    (error: unknown) =>
      goOn(() => {
        throw error;
      }),
  );
  held.add(promise);
  return promise;
}

function forEver(): Promise<never> {
  return new Promise<never>(() => undefined);
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
  return jobContext.getStore()?.abandoned ? forEver() : value;
}

/** The same for every step of `for await`. */
export async function* eachUnlessStopped<T>(
  values: AsyncIterable<T> | Iterable<T | PromiseLike<T>>,
): AsyncGenerator<T, void> {
  for await (const value of values) yield await unlessStopped(value);
}
