const held = new Set<PromiseLike<unknown>>();

/** Keeps a promise, and so whoever waits for it, from being collected before it settles. */
export function hold<T>(value: T | PromiseLike<T>): PromiseLike<T> {
  const promise = Promise.resolve(value);
  held.add(promise);
  const release = () => held.delete(promise);
  promise.then(release, release);
  return promise;
}

/** The same for every step of `for await`. */
export function holdEach<T>(values: AsyncIterable<T> | Iterable<T | PromiseLike<T>>): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]() {
      const steps = each(values);
      return {
        next: () => hold(steps.next()) as Promise<IteratorResult<T>>,
        return: () => steps.return(undefined),
      };
    },
  };
}

async function* each<T>(values: AsyncIterable<T> | Iterable<T | PromiseLike<T>>): AsyncGenerator<T, undefined> {
  for await (const value of values) yield value;
  return undefined;
}
